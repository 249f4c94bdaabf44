"""Reviews and tracked objects → detections: one object seen in one review is one detection, told once.

A detection's id is review, severity, object and category. So repeats are had once, and a review whose severity
rises is told again when a rule asks for it.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime, timedelta
from typing import TypeVar
from urllib.parse import quote

from command_center.feeds.frigate.messages import CameraTold, Review, Tracked
from command_center.feeds.items import NO_SEQUENCE, Heard, Item, Unreadable
from command_center.model.categories import Category, Device
from command_center.model.observations import CameraState, CameraStatus, DetectedObject, Detection
from command_center.model.settings import CameraPlace, FeedSettings, Severity, SightingRule

T = TypeVar("T")

MOST_KEPT = 5000
FRESH = timedelta(minutes=5)
"""A review that lasts is seen now when it began longer ago than this."""
ANY_ALERT = (SightingRule(category=Category.OTHER),)
"""What is flagged where no rule is laid down: every alert, for a person to judge."""
UNSURE_SHARE = 0.5
"""What Frigate rates as a detection only has this share of its score as confidence: it is shown last until it rises."""


class Join:
    """What one Frigate server told lately. `base` is its address, without a slash at the end."""

    def __init__(self, settings: FeedSettings, base: str) -> None:
        self._places: Mapping[str, CameraPlace] = {place.camera: place for place in settings.cameras}
        self._rules = settings.sightings or ANY_ALERT
        self._base, self._source = base, f"/frigate/{settings.name}"
        self._reviews: OrderedDict[str, Review] = OrderedDict()
        self._objects: OrderedDict[str, Tracked] = OrderedDict()
        self._told: OrderedDict[str, None] = OrderedDict()
        self._strangers: set[str] = set()
        self._states: dict[str, bool] = {}
        self.sizes: dict[str, tuple[float, float] | None] = {}

    def missing(self, review: Review) -> list[str]:
        """The ids of objects we must know before the review can be told."""
        wanted = review.camera in self._places and any(_reaches(review, rule) for rule in self._rules)
        return [id_ for id_ in review.data.detections if id_ not in self._objects] if wanted else []

    def review(self, review: Review, now: datetime) -> list[Item]:
        """What follows from a review that is new, has changed, or is read from the history."""
        _keep(self._reviews, review.id, review)
        if review.camera not in self._places:
            return self._stranger(review.camera)
        return self._tell(review, now)

    def tracked(self, tracked: Tracked, now: datetime) -> list[Item]:
        """What follows from an object: it may have entered a zone that matters."""
        _keep(self._objects, tracked.id, tracked)
        found: list[Item] = []
        for review in list(self._reviews.values()):
            if review.camera == tracked.camera and tracked.id in review.data.detections:
                found += self._tell(review, now) if review.camera in self._places else []
        return found

    def cameras(self, told: Sequence[CameraTold], now: datetime, *, again: bool = False) -> list[Item]:
        """The standing of cameras, where it changed; of all with `again`, those not told of being off line."""
        before = dict(self._states)
        self._states |= {one.camera: one.online for one in told if one.camera in self._places}
        found: list[Item] = []
        for camera, place in self._places.items():
            online = self._states.get(camera, False)
            if again or (camera in self._states and before.get(camera) is not online):
                found.append(self._status(place, online, now))
        return found

    def listed(self, cameras: Sequence[str]) -> list[Item]:
        """The server has these cameras: what stands on one side only is told once."""
        found = [item for camera in cameras if camera not in self._places for item in self._stranger(camera)]
        gone = [camera for camera in self._places if camera not in cameras and camera not in self._strangers]
        self._strangers.update(gone)
        return [*found, *(_absent(camera) for camera in gone)]

    def settled(self, raw: bytes) -> Unreadable | tuple[CameraTold, ...] | None:
        """A camera that stood on one side only: why it still does, nothing when it is settled; None: not such a one."""
        camera = next((one for one in {*self.sizes, *self._places, *self._strangers} if _named(one) == raw), None)
        if camera is None:
            return None
        if camera not in self._places:
            return _placeless(camera)
        return () if camera in self.sizes else _absent(camera)

    def _stranger(self, camera: str) -> list[Item]:
        if camera in self._strangers:
            return []
        self._strangers.add(camera)
        return [_placeless(camera)]

    def _tell(self, review: Review, now: datetime) -> list[Item]:
        found: list[Item] = []
        for rule in self._rules:
            if not _reaches(review, rule):
                continue
            known = [self._objects[id_] for id_ in review.data.detections if id_ in self._objects]
            for tracked in known:
                if _meant(rule, {tracked.label}, tracked.been_in()):
                    found += self._once(review, tracked, rule, now)
            # The server no longer has the objects (it was asked): what the review says is all there is.
            if not known and _meant(rule, _labels(review), set(review.data.zones)):
                found += self._once(review, None, rule, now)
        return found

    def _once(self, review: Review, tracked: Tracked | None, rule: SightingRule, now: datetime) -> list[Item]:
        id_ = f"{review.id}:{review.severity}:{tracked.id if tracked else ''}:{rule.category}"
        if id_ in self._told:
            return []
        _keep(self._told, id_, None)
        what = self._detection(review, tracked, rule.category, now)
        return [Heard(NO_SEQUENCE, self._source, id_, what.time, what)]

    def _detection(self, review: Review, tracked: Tracked | None, kind: Category, now: datetime) -> Detection:
        place = self._places[review.camera]
        first = moment(max(review.start_time, tracked.start_time if tracked else 0))
        lasting = review.end_time is None and now - first > FRESH
        share = 1.0 if review.severity is Severity.ALERT else UNSURE_SHARE
        score = tracked.score() if tracked else 0.5
        return Detection(
            camera=place.id,
            device=Device.FIXED,
            kind=kind,
            confidence=score * share,
            lon=place.lon,
            lat=place.lat,
            time=now if lasting else first,
            plate=tracked.plate() if tracked else None,
            objects=self._boxes(tracked) if tracked else (),
            snapshot=self._snapshot(review, tracked),
            clip=f"{self._base}/api/events/{quote(tracked.id)}/clip.mp4" if tracked and tracked.has_clip else None,
        )

    def _snapshot(self, review: Review, tracked: Tracked | None) -> str | None:
        if tracked is not None:
            # While it is tracked there is a picture of it in any case; afterwards only where snapshots are kept.
            good = tracked.has_snapshot or tracked.end_time is None
            return f"{self._base}/api/events/{quote(tracked.id)}/{'snapshot' if good else 'thumbnail'}.jpg"
        inside = (review.thumb_path or "").removeprefix("/media/frigate/")
        return f"{self._base}/{quote(inside)}" if inside.startswith("clips/") and ".." not in inside else None

    def _boxes(self, tracked: Tracked) -> tuple[DetectedObject, ...]:
        box, size = None, self.sizes.get(tracked.camera)
        if tracked.data is not None and tracked.data.box is not None:
            box = tracked.data.box
        elif tracked.box is not None and size is not None:
            (left, top, right, bottom), (width, height) = tracked.box, size
            box = (left / width, top / height, (right - left) / width, (bottom - top) / height)
        if box is None:
            return ()
        x, y, wide, high = (min(1.0, max(0.0, value)) for value in box)
        return (DetectedObject(tracked.label, tracked.score(), (x, y, wide, high)),)

    def _status(self, place: CameraPlace, online: bool, now: datetime) -> Item:
        state = CameraState.ONLINE if online else CameraState.OFFLINE
        what = CameraStatus(place.id, place.name, Device.FIXED, state, place.lon, place.lat, place.heading)
        return Heard(NO_SEQUENCE, self._source, f"camera:{place.id}:{state}:{now.isoformat()}", now, what)


def moment(seconds: float) -> datetime:
    """Frigate's float seconds as a time."""
    return datetime.fromtimestamp(seconds, UTC)


def _reaches(review: Review, rule: SightingRule) -> bool:
    right = not rule.cameras or review.camera in rule.cameras
    return right and (review.severity is Severity.ALERT or rule.severity is Severity.DETECTION)


def _meant(rule: SightingRule, labels: set[str], zones: set[str]) -> bool:
    return (not rule.labels or not labels.isdisjoint(rule.labels)) and (
        not rule.zones or not zones.isdisjoint(rule.zones)
    )


def _labels(review: Review) -> set[str]:
    """Frigate adds a word to the label of an object it knows by name or plate."""
    return {label.removesuffix("-verified") for label in review.data.objects} | set(review.data.audio)


def _placeless(camera: str) -> Unreadable:
    why = "has no entry in [[feeds.cameras]]: where it stands is not known, so nothing it sees is taken"
    return Unreadable(f"the camera {camera!r} {why}", _named(camera))


def _absent(camera: str) -> Unreadable:
    return Unreadable(f"[[feeds.cameras]] names a camera the server does not have: {camera!r}", _named(camera))


def _named(camera: str) -> bytes:
    return b'{"camera": "' + camera.encode(errors="backslashreplace") + b'"}'


def _keep(kept: OrderedDict[str, T], key: str, value: T) -> None:
    kept[key] = value
    kept.move_to_end(key)
    if len(kept) > MOST_KEPT:
        kept.popitem(last=False)
