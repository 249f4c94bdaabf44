"""Citizens, collectors and hotlines: problems raised with the urban management platform."""

from __future__ import annotations

from functools import partial

import numpy as np

from command_center.model.categories import Category
from command_center.model.observations import Channel, NoticeReply, Report, ReportChange, Reporter, ReportUpdate
from command_center.model.outgoing import OutwardNotice
from command_center.simulator import people
from command_center.simulator.emission import URBAN
from command_center.simulator.matters import Matters

REPORTS_PER_H = 8.0
PICTURED, SAW_A_MATTER = 0.45, 0.2
NUMBER_EVERY_S = 12.0
"""A report's number follows the time of day, so that a world begun anew on the same day does not repeat one."""
_TEXTS: dict[Category, tuple[str, ...]] = {
    Category.STREET_VENDING: ("{}人行道上有水果摊占道经营，行人只能走车行道。", "{}路口有流动烧烤摊，影响通行。"),
    Category.ILLEGAL_PARKING: ("{}人行道上停了好几辆小车，盲道被占。", "{}门口有车辆违停，堵住消防通道。"),
    Category.ILLEGAL_SIGNS: ("{}商铺私自立了广告灯箱。", "{}横幅破损未拆。"),
    Category.COOKING_FUMES: ("{}楼下饭店油烟直排，住户不敢开窗。", "{}烧烤店夜间油烟扰民。"),
    Category.WASTE_WATER: ("{}洗车店污水直接排到路面。", "{}餐馆往雨水井倒泔水。"),
    Category.DOG_NUISANCE: ("{}有人遛狗不牵绳，吓到小孩。", "{}小区内大型犬长时间吠叫。"),
    Category.BILLS_AND_GRAFFITI: ("{}墙面贴满小广告。", "{}电线杆上有办证涂鸦。"),
    Category.LITTERING: ("{}绿化带内有大量垃圾。", "{}公交站旁乱丢烟头纸屑。"),
    Category.NONMOTOR_PARKING: ("{}电动车乱停放，占满人行道。",),
    Category.SHOP_OVERFLOW: ("{}店铺把货物摆到店外。", "{}五金店店外作业，占用人行道。"),
    Category.BIKE_PARKING: ("{}共享单车堆积，无人清理。",),
    Category.EXPOSED_REFUSE: ("{}垃圾桶满溢，垃圾落地。", "{}有装修垃圾堆放多日。"),
    Category.FACILITY_DAMAGE: ("{}窨井盖松动，车辆经过有异响。", "{}人行道地砖破损。"),
    Category.DISPUTE: ("{}两家店铺因门前摆放位置发生争执。", "{}居民与餐馆因噪声起纠纷，请求调解。"),
    Category.OTHER: ("{}路灯杆上有悬挂物。",),
}
_CHANNELS = (Channel.COLLECTOR, Channel.COLLECTOR, Channel.HOTLINE_12345, Channel.HOTLINE_12345, Channel.HOTLINE_12319,
             Channel.WECHAT, Channel.APP, Channel.PATROL)  # fmt: skip
_CITIZENS = (Channel.HOTLINE_12345, Channel.HOTLINE_12319, Channel.WECHAT, Channel.APP)
_CHANGES = (
    (0.06, ReportChange.URGED, "市民再次来电催办。"),
    (0.10, ReportChange.SUPPLEMENTED, "市民补充：现场仍有。"),
    (0.13, ReportChange.WITHDRAWN, "市民反映问题已自行解决，撤回。"),
)
"""What becomes of a report: up to which share of all, how, and the words."""


class Reports:
    """Raises reports, and now and then urges, adds to or withdraws one."""

    def __init__(self, matters: Matters) -> None:
        self._matters, self._stage = matters, matters.stage
        self._last = (0, 0)
        self._notices: set[str] = set()
        taizhen = self._stage.city.named("太真路瓜果季节点").middle
        self._stage.after(55, lambda: self._raise(Category.STREET_VENDING, (taizhen[0] + 9, taizhen[1] - 125)))
        self._stage.after(130, lambda: self._raise(Category.COOKING_FUMES, (120.0, 300.0)))
        self._stage.after(300 + self._wait(), self._next)

    def _wait(self) -> float:
        per_hour = REPORTS_PER_H if 6 <= self._stage.local().hour < 23 else 1.5
        return float(self._stage.rng.exponential(3600 / per_hour))

    def _next(self) -> None:
        self._stage.after(self._wait(), self._next)
        going = [m for m in self._matters.going if m.real and m.kind in _TEXTS]
        if going and self._stage.chance(SAW_A_MATTER):
            matter = self._stage.pick(going)
            self._raise(matter.kind, (matter.x + self._stage.uniform(-18, 18), matter.y + self._stage.uniform(-18, 18)))
            return
        self._raise(self._stage.pick(list(_TEXTS)), self._somewhere())

    def _somewhere(self) -> tuple[float, float]:
        xy = self._stage.city.streets.xy
        weight = np.exp(-np.hypot(xy[:, 0], xy[:, 1]) / 1800)
        x, y = xy[int(self._stage.rng.choice(len(xy), p=weight / weight.sum()))].tolist()
        return x + self._stage.uniform(-12, 12), y + self._stage.uniform(-12, 12)

    def _number(self) -> str:
        local = self._stage.local()
        second = local.hour * 3600 + local.minute * 60 + local.second
        day = int(local.strftime("%Y%m%d"))
        number = int(second / NUMBER_EVERY_S) + 1
        if self._last[0] == day:
            number = max(number, self._last[1] + 1)
        self._last = (day, number)
        return f"DU-{day}-{number:04d}"

    def _raise(self, kind: Category, spot: tuple[float, float]) -> None:
        stage = self._stage
        channel = stage.pick(_CHANNELS)
        address = stage.city.address(*spot)
        lon, lat = stage.city.lonlat(*spot)
        photos = (self._matters.draw(kind, address).url,) if stage.chance(PICTURED) else ()
        who = Reporter(people.person(stage.rng), people.phone(stage.rng)) if channel in _CITIZENS else None
        text = stage.pick(_TEXTS[kind]).format(address)
        number = self._number()
        stage.emit(URBAN, Report(number, kind, channel, text, address, lon, lat, stage.moment(), photos, who))
        stage.truth.note("report", number, None, stage.now, stage.now, str(kind))
        self._later(number)

    def _later(self, number: str) -> None:
        draw = float(self._stage.rng.random())
        for part, change, text in _CHANGES:
            if draw < part:
                update = ReportUpdate(number, change, text)
                self._stage.after(self._stage.uniform(600, 2400), partial(self._stage.emit, URBAN, update))
                return

    def answer(self, notice: OutwardNotice) -> None:
        """A studio, county or agency takes a matter over and tells how it went."""
        if notice.notice in self._notices:
            return
        self._notices.add(notice.notice)
        stage = self._stage
        studio = notice.to.kind == "studio"
        end = ("settled", "双方已达成一致，纠纷已化解。") if studio else ("handled", "已办理完毕，结果已反馈。")
        stage.after(stage.uniform(60, 240), lambda: self._reply(notice.notice, "accepted", "已接收，安排人员处理。"))
        stage.after(stage.uniform(900, 2400), lambda: self._reply(notice.notice, *end))

    def _reply(self, notice: str, state: str, text: str) -> None:
        self._stage.emit(URBAN, NoticeReply(notice, state, self._stage.moment(), text))
