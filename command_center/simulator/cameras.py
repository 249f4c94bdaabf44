"""Fixed cameras, capture vehicles and drones, and what they detect."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from command_center.model.categories import Category, Device
from command_center.model.observations import CameraState, CameraStatus, Detection, DroneTelemetry
from command_center.simulator import outings
from command_center.simulator.emission import CAMERAS
from command_center.simulator.matters import Matter, Matters
from command_center.simulator.tracks import Track, along, joined, waiting
from command_center.simulator.watching import CLIP_BEFORE_S, View

FIXED, VEHICLES, DRONES = 60, 5, 3
DETECTIONS_PER_H = 5.0
"""Matters begun an hour; each is seen a few times, so that detections come at about two to three times that."""
FALSE_PART = 0.1
FLIGHT_S, GROUND_S = 1200.0, 1500.0
_SEES: dict[Device, tuple[Category, ...]] = {
    Device.FIXED: (
        Category.WASTE_WATER, Category.STREET_VENDING, Category.STREET_VENDING, Category.ILLEGAL_PARKING,
        Category.SHOP_OVERFLOW, Category.EXPOSED_REFUSE, Category.NONMOTOR_PARKING, Category.LITTERING,
        Category.COOKING_FUMES, Category.VEHICLE_SPILLS,
    ),
    Device.VEHICLE: (Category.ILLEGAL_PARKING, Category.ILLEGAL_PARKING, Category.ILLEGAL_PARKING,
                     Category.NONMOTOR_PARKING),
    Device.DRONE: (Category.BILLS_AND_GRAFFITI, Category.EXPOSED_REFUSE, Category.ILLEGAL_SIGNS,
                   Category.STREET_VENDING),
}  # fmt: skip
_SURE = {Device.FIXED: (0.78, 0.97), Device.VEHICLE: (0.88, 0.99), Device.DRONE: (0.7, 0.92)}


@dataclass
class Camera:
    """One camera. `track` is where it is; a fixed one never moves."""

    id: str
    name: str
    device: Device
    track: Track
    heading: float | None
    online: bool = True
    flying: bool = False


class Cameras:
    """Everything that looks."""

    def __init__(self, matters: Matters) -> None:
        self._matters, self._stage = matters, matters.stage
        self.pictures = ""
        """The address of whoever serves the fixed cameras' pictures, "" for nobody (`watching`)."""
        self.all: list[Camera] = [*self._fixed(), *self._vehicles(), *self._drones()]
        self._by_id = {camera.id: camera for camera in self.all}
        stage = self._stage
        for i, camera in enumerate(c for c in self.all if c.device is Device.VEHICLE):
            stage.after(1.0 + 2 * i, lambda c=camera: self._patrol(c))  # type: ignore[misc]
        for i, camera in enumerate(c for c in self.all if c.device is Device.DRONE):
            stage.after((5.0, 700.0, 1500.0)[i], lambda c=camera: self._take_off(c))  # type: ignore[misc]
        stage.after(40, lambda: self._see(self._by_id["C-0219"], Category.WASTE_WATER))
        stage.after(70, lambda: self._see(self._by_id["V-3"], Category.ILLEGAL_PARKING))
        stage.after(240 + stage.uniform(0, 300), self._detect)

    def _fixed(self) -> list[Camera]:
        """At crossings of main roads; C-0219 stands on 荷花中路, by the car wash."""
        stage = self._stage
        crossings = [c for c in stage.city.streets.crossings() if np.hypot(*stage.city.streets.xy[c[0]]) < 4200]
        names: dict[str, int] = {name: node for node, name in crossings}
        chosen = list(names.items())
        stage.rng.shuffle(chosen)
        chosen = chosen[:FIXED]
        hehua = next(i for i, (name, _) in enumerate(names.items()) if "荷花中路" in name)
        wash = list(names.items())[hehua]
        chosen = [c for c in chosen if c[0] != wash[0]][: FIXED - 1]
        chosen.insert(18, wash)
        out = []
        for i, (name, node) in enumerate(chosen):
            x, y = stage.city.streets.xy[node].tolist()
            track = along([(x + 9, y + 7)], 0.0, 1.0)
            heading = float(stage.rng.integers(0, 36) * 10)
            out.append(
                Camera(f"C-{201 + i:04d}", name, Device.FIXED, track, heading, not stage.chance(0.03) or i == 18)
            )
        return out

    def _vehicles(self) -> list[Camera]:
        crossings = self._stage.city.streets.crossings()
        out = []
        for i in range(1, VEHICLES + 1):
            x, y = self._stage.city.streets.xy[self._stage.pick(crossings)[0]].tolist()
            out.append(Camera(f"V-{i}", f"移动抓拍 {i} 号车", Device.VEHICLE, along([(x, y)], 0.0, 1.0), None))
        return out

    def _drones(self) -> list[Camera]:
        grids = self._stage.city.grids
        out = []
        for i, grid in enumerate((10, 20, 29)[:DRONES], 1):
            spot = grids[grid].middle
            out.append(Camera(f"U-{i}", f"无人机 {i} 号", Device.DRONE, along([spot], 0.0, 1.0), None, online=i == 1))
        return out

    def status(self, camera: Camera) -> CameraStatus:
        """Where a camera is, and whether it answers."""
        lon, lat = self._stage.city.lonlat(*camera.track.at(self._stage.now))
        heading = camera.heading if camera.device is Device.FIXED else round(camera.track.heading(self._stage.now), 1)
        state = CameraState.ONLINE if camera.online else CameraState.OFFLINE
        stream = f"{self.pictures}/live/{camera.id}" if self._served(camera) else None
        return CameraStatus(camera.id, camera.name, camera.device, state, lon, lat, heading, stream)

    def _served(self, camera: Camera) -> bool:
        return bool(self.pictures) and camera.device is Device.FIXED

    def view(self, id_: str) -> View | None:
        """What a fixed camera sees now, None when there is no such camera."""
        camera = self._by_id.get(id_)
        if camera is None or camera.device is not Device.FIXED:
            return None
        going = tuple(one.kind for one in self._matters.going if one.source == id_ and one.real)
        return View(id_, camera.name, camera.online, self._stage.local(), going[:2])

    def _tell(self, camera: Camera) -> None:
        self._stage.emit(CAMERAS, self.status(camera))

    def _patrol(self, camera: Camera) -> None:
        """Drive on, tell where; at the end of a way choose the next."""
        stage = self._stage
        if stage.now >= camera.track.end:
            here = camera.track.at(stage.now)
            goal = stage.city.streets.xy[stage.pick(stage.city.streets.crossings())[0]].tolist()
            drive = along(outings.way(stage.city, here, (goal[0], goal[1])), stage.now, stage.uniform(5, 8))
            camera.track = joined(drive, waiting(goal[0], goal[1], stage.uniform(20, 90)))
        self._tell(camera)
        stage.after(10.0, lambda: self._patrol(camera))

    def _take_off(self, camera: Camera) -> None:
        """One flight: a loop of about twenty minutes over neighbouring grids, then charging."""
        stage = self._stage
        if not camera.online:
            camera.online = True
        base = camera.track.at(stage.now)
        around = sorted(stage.city.grids.values(), key=lambda g: np.hypot(g.middle[0] - base[0], g.middle[1] - base[1]))
        stops = [stage.pick(around[1:8]).middle for _ in range(4)]
        track = along([base, *stops, base], stage.now, 1.0)
        speed = max(4.0, (track.end - track.start) / FLIGHT_S)
        camera.track = along([base, *stops, base], stage.now, speed)
        camera.flying = True
        self._tell(camera)
        self._fly(camera)

    def _fly(self, camera: Camera) -> None:
        stage, track = self._stage, camera.track
        part = min(1.0, (stage.now - track.start) / (track.end - track.start))
        lon, lat = stage.city.lonlat(*track.at(stage.now))
        climb = min(1.0, (stage.now - track.start) / 20, max(0.0, track.end - stage.now) / 20)
        telemetry = DroneTelemetry(camera.id, stage.moment(), lon, lat, round(110 * climb, 1),
                                   round(track.heading(stage.now), 1), round(0.98 - 0.7 * part, 3))  # fmt: skip
        stage.emit(CAMERAS, telemetry)
        if stage.now < track.end:
            stage.after(2.0, lambda: self._fly(camera))
            return
        camera.flying = camera.online = False
        self._tell(camera)
        stage.after(GROUND_S, lambda: self._when_light(camera))

    def _when_light(self, camera: Camera) -> None:
        if 7 <= self._stage.local().hour < 19:
            self._take_off(camera)
        else:
            self._stage.after(1800, lambda: self._when_light(camera))

    def _detect(self) -> None:
        stage = self._stage
        busy = 6 <= stage.local().hour < 23
        stage.after(float(stage.rng.exponential(3600 / (DETECTIONS_PER_H if busy else 1.0))), self._detect)
        able = [c for c in self.all if c.online and (c.device is not Device.DRONE or c.flying)]
        weight = np.array([{Device.FIXED: 1.0, Device.VEHICLE: 5.0, Device.DRONE: 4.0}[c.device] for c in able])
        camera = able[int(stage.rng.choice(len(able), p=weight / weight.sum()))]
        self._see(camera, stage.pick(_SEES[camera.device]), real=not stage.chance(FALSE_PART))

    def _see(self, camera: Camera, kind: Category, *, real: bool = True) -> None:
        stage = self._stage
        x, y = camera.track.at(stage.now)
        angle, far = stage.uniform(0, 2 * np.pi), stage.uniform(10, 28)
        lasts = stage.uniform(420, 1500) if camera.device is Device.FIXED else stage.uniform(240, 600)
        x, y = x + far * np.cos(angle), y + far * np.sin(angle)
        matter = self._matters.begin(kind, float(x), float(y), camera.id, lasts, real=real)
        self._report(camera, matter)

    def _report(self, camera: Camera, matter: Matter) -> None:
        """Tell of a matter, and again while it lasts: a fixed camera often, a passing one twice."""
        stage = self._stage
        if matter not in self._matters.going:
            return
        low, high = _SURE[camera.device] if matter.real else (0.55, 0.75)
        picture = self._matters.picture(matter, f"{camera.id} {camera.name}")
        lon, lat = stage.city.lonlat(matter.x + float(stage.rng.normal(0, 2)), matter.y + float(stage.rng.normal(0, 2)))
        sure = round(stage.uniform(low, high), 2)
        kind = matter.kind if matter.real else Category.OTHER
        where = f"{self.pictures}/clip/{camera.id}/{kind}/{int(stage.now)}.avi#t={CLIP_BEFORE_S}"
        clip = where if self._served(camera) else None
        stage.emit(CAMERAS, Detection(camera.id, camera.device, matter.kind, sure, lon, lat, stage.moment(),
                                      matter.plate, matter.plate_colour, picture.objects, picture.url,
                                      clip))  # fmt: skip
        matter.seen += 1
        if camera.device is Device.FIXED and matter.seen < 4:
            stage.after(stage.uniform(90, 240), lambda: self._report(camera, matter))
        elif matter.seen < 2:  # evidence: a second picture ten seconds or more later
            stage.after(12.0, lambda: self._report(camera, matter))
