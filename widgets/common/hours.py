"""Opening_hours expressions in the words of the language now shown."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from command_center.model.hours import ALL_DAY, DAY, PUBLIC, WEEK, Rule, Season, Span, clock, parse, runs
from widgets.common.literal import QT_TRANSLATE_NOOP

translate = QCoreApplication.translate
DAYS = (
    QT_TRANSLATE_NOOP("Hours", "Mon"), QT_TRANSLATE_NOOP("Hours", "Tue"), QT_TRANSLATE_NOOP("Hours", "Wed"),
    QT_TRANSLATE_NOOP("Hours", "Thu"), QT_TRANSLATE_NOOP("Hours", "Fri"), QT_TRANSLATE_NOOP("Hours", "Sat"),
    QT_TRANSLATE_NOOP("Hours", "Sun"), QT_TRANSLATE_NOOP("Hours", "public holidays"),
)  # fmt: skip
MONTHS = (
    QT_TRANSLATE_NOOP("Hours", "January"), QT_TRANSLATE_NOOP("Hours", "February"), QT_TRANSLATE_NOOP("Hours", "March"),
    QT_TRANSLATE_NOOP("Hours", "April"), QT_TRANSLATE_NOOP("Hours", "May"), QT_TRANSLATE_NOOP("Hours", "June"),
    QT_TRANSLATE_NOOP("Hours", "July"), QT_TRANSLATE_NOOP("Hours", "August"), QT_TRANSLATE_NOOP("Hours", "September"),
    QT_TRANSLATE_NOOP("Hours", "October"), QT_TRANSLATE_NOOP("Hours", "November"),
    QT_TRANSLATE_NOOP("Hours", "December"),
)  # fmt: skip


def hours_words(text: str | None) -> str:
    """`daily 06:00–08:00, 19:00–22:00`; None or "" is always. What cannot be taken apart is shown as it is written."""
    rules = parse(text) if text else (Rule(),)
    if rules is None:
        return text or ""
    return translate("Hours", "; ").join(_rule(rule) for rule in rules)


def day_word(day: int) -> str:
    """What a day is called; 0 is Monday, 7 public holidays."""
    return translate("Hours", DAYS[day])


def _rule(rule: Rule) -> str:
    seasons = translate("Hours", ", ").join(_season(season) for season in rule.seasons)
    if rule.off:
        days = "" if rule.days == WEEK and seasons else _days(rule.days)
        return translate("Hours", "except {when}").format(when=_joined(seasons, days))
    if rule.spans == (ALL_DAY,):
        if rule.days == WEEK:
            return _joined(seasons, translate("Hours", "at all times"))
        return _joined(seasons, translate("Hours", "{days} all day").format(days=_days(rule.days)))
    spans = translate("Hours", ", ").join(_span(one) for one in rule.spans)
    return _joined(seasons, _days(rule.days), spans)


def _joined(*parts: str) -> str:
    return " ".join(part for part in parts if part)


def _days(days: tuple[int, ...]) -> str:
    """`Mon–Fri`, `daily`; two days that follow each other are named one by one."""
    found = [translate("Hours", "daily")] if set(WEEK) <= set(days) else []
    for first, last in runs(days):
        if found and first != PUBLIC:
            continue
        if last - first > 1:
            text = translate("Hours", "{first}–{last}")
            found.append(text.format(first=day_word(first), last=day_word(last)))
        else:
            found += [day_word(day) for day in range(first, last + 1)]
    return translate("Hours", ", ").join(found)


def _span(one: Span) -> str:
    if one == ALL_DAY:
        return translate("Hours", "all day")
    text = translate("Hours", "{start}–{end} next day") if one.end > DAY else translate("Hours", "{start}–{end}")
    return text.format(start=clock(one.start), end=clock(one.end))


def _season(season: Season) -> str:
    first, last = _date(season.from_month, season.from_day), _date(season.to_month, season.to_day)
    return first if first == last else translate("Hours", "{first} to {last}").format(first=first, last=last)


def _date(month: int, day: int) -> str:
    word = translate("Hours", MONTHS[month - 1])
    return translate("Hours", "{month} {day}").format(month=word, day=day) if day else word
