"""What the bureau lays down in `settings.toml`, once read and found in order."""

from __future__ import annotations

from enum import StrEnum

from msgspec import Struct

from command_center.model.categories import Category


class FeedKind(StrEnum):
    """What a feed is mainly for; any type of message is accepted on any of them."""

    DOG_TAG = "dog-tag"
    CAMERA = "camera"
    URBAN = "urban"
    SQUAD = "squad"


class FeedFormat(StrEnum):
    """How a feed speaks: the contract, or a foreign system as it is."""

    CLOUDEVENTS = "cloudevents"
    TRACCAR = "traccar"
    FRIGATE = "frigate"


class Crs(StrEnum):
    """A feed's or a basemap's coordinates. `gcj02` and `bd09`, as Chinese maps have them, are converted on the way in
    and out, or the basemap is drawn shifted."""

    WGS84 = "wgs84"
    GCJ02 = "gcj02"
    BD09 = "bd09"


class StoreSettings(Struct, frozen=True):
    """Where everything is kept: `url` in SQLAlchemy's form; a SQLite file's path in it is absolute."""

    url: str


class PlacesSettings(Struct, frozen=True):
    """The places file, as an absolute path; None when none is named (no places at all)."""

    file: str | None = None


class DogWalking(Struct, frozen=True):
    """The dog rules. `remind_first_min` minutes (0: at once), `prohibited` opening_hours syntax in the local time
    of `timezone` (IANA name), `home_radius_m` metres."""

    remind_first_min: float = 5
    prohibited: str = "Mo-Su 07:00-19:00"
    timezone: str = "Asia/Shanghai"
    home_radius_m: float = 60


class RulesSettings(Struct, frozen=True):
    """The rules' settings."""

    dog_walking: DogWalking = DogWalking()


class Severity(StrEnum):
    """How Frigate rates a review: only a detection, or an alert."""

    DETECTION = "detection"
    ALERT = "alert"


class CameraPlace(Struct, frozen=True, kw_only=True):
    """Where a foreign system's camera stands, which it cannot tell itself. Degrees in the feed's `crs`.

    `camera` is the system's own name, `id` the bureau's number for it, `name` what screens show.
    """

    camera: str
    id: str
    name: str
    lon: float
    lat: float
    heading: float | None = None


class SightingRule(Struct, frozen=True, kw_only=True):
    """What a foreign system's cameras see that the bureau wants flagged, and as what.

    An object is meant when its label, zone and camera stand in the lists (an empty list: any), and its review is
    at least of `severity`.
    """

    category: Category
    labels: tuple[str, ...] = ()
    zones: tuple[str, ...] = ()
    cameras: tuple[str, ...] = ()
    severity: Severity = Severity.ALERT


class FeedSettings(Struct, frozen=True, kw_only=True):
    """One live feed. `token_env` names the environment variable that holds its token, `token_keyring` (SERVICE/NAME)
    the entry of the system's keyring that does; None, both: it has none. `ca_file`, as an absolute path, holds the
    authorities that alone may vouch for its server; None: the system's.

    `cameras` and `sightings` are for the format `frigate` alone."""

    name: str
    kind: FeedKind
    url: str
    format: FeedFormat = FeedFormat.CLOUDEVENTS
    token_env: str | None = None
    token_keyring: str | None = None
    ca_file: str | None = None
    crs: Crs = Crs.WGS84
    cameras: tuple[CameraPlace, ...] = ()
    sightings: tuple[SightingRule, ...] = ()


class BasemapKind(StrEnum):
    """Where a basemap's tiles are: at addresses made from a template, or in one file."""

    TILES = "tiles"
    MBTILES = "mbtiles"
    PMTILES = "pmtiles"


class TileScheme(StrEnum):
    """From where rows are counted: the north (XYZ, WMTS), or the south (TMS)."""

    XYZ = "xyz"
    TMS = "tms"


class Tone(StrEnum):
    """What is done to pictures in the dark theme: nothing, dimmed, or light and dark exchanged."""

    PLAIN = "plain"
    DIM = "dim"
    NIGHT = "night"


class BasemapSettings(Struct, frozen=True, kw_only=True):
    """A map to lie under everything. `name` is shown, `name_en` in English.

    `url` is a template for kind `tiles`, with {z} {x} {y} (or WMTS's {TileMatrix} {TileRow} {TileCol}), {-y} for rows
    from the south, {s} for one of `subdomains`, {key} for what the environment variable `key_env` holds. `file` is the
    absolute path of an archive. `approval` is the map's approval number (审图号). Zooms are of Web Mercator's tiles;
    for an archive None is what it says itself. `tile_size` pixels, None: 256, or what the archive has. `cache_mb` MiB
    on disk, 0 for none.
    """

    name: str
    kind: BasemapKind
    name_en: str | None = None
    url: str = ""
    subdomains: tuple[str, ...] = ()
    key_env: str | None = None
    scheme: TileScheme = TileScheme.XYZ
    file: str = ""
    crs: Crs = Crs.WGS84
    attribution: str = ""
    approval: str = ""
    min_zoom: int | None = None
    max_zoom: int | None = None
    tile_size: int | None = None
    tone: Tone = Tone.DIM
    cache_mb: int = 512


class VideoSettings(Struct, frozen=True):
    """Live pictures and clips: `folders` are absolute paths; a file below one of them may be played, and no other."""

    folders: tuple[str, ...] = ()


class Settings(Struct, frozen=True, kw_only=True):
    """Everything in `settings.toml`. `language` "zh_CN" or "en"; None: the system's."""

    language: str | None = None
    store: StoreSettings
    places: PlacesSettings = PlacesSettings()
    rules: RulesSettings = RulesSettings()
    feeds: tuple[FeedSettings, ...] = ()
    basemaps: tuple[BasemapSettings, ...] = ()
    video: VideoSettings = VideoSettings()
