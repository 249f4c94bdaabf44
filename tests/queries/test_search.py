"""What is typed after `/` finds what is meant, best first."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from command_center.queries.search import pinyin
from command_center.queries.search.coordinates import parse
from command_center.queries.search.index import Entry, Hit, Index, Tier, merged
from command_center.queries.search.tags import TagIndex

MOST = 9


def entry(id_: str, *names: str, kind: str = "place", more: tuple[str, ...] = ()) -> Entry:
    return Entry(kind=kind, id=id_, title=names[0], names=names, more=more)


CITY = Index(
    [
        entry("park", "府山公园", "Fushan Park"),
        entry("road", "重庆路", kind="street"),
        entry("avenue", "信安大道", kind="street"),
        entry("squad", "机动三班", "S-M-3", kind="squad", more=("机动中队",)),
        entry("far", "上海府山路", kind="street"),
        entry("green", "绿城", "Lücheng"),
        entry("school", "府小", more=("府山街道",)),
    ]
)


def ids(text: str, index: Index = CITY) -> list[str]:
    return [hit.entry.id for hit in index.find(text, MOST)]


def tier(text: str, id_: str) -> Tier | None:
    return next((hit.tier for hit in CITY.find(text, MOST) if hit.entry.id == id_), None)


@pytest.mark.parametrize(
    ("text", "id_"),
    [
        ("府山", "park"),
        ("公园", "park"),
        ("fushan", "park"),
        ("fushangongyuan", "park"),
        ("fsgy", "park"),
        ("fushangy", "park"),
        ("府山gy", "park"),
        ("FUSHAN park", "park"),
        ("zhongqing", "road"),
        ("chongqing", "road"),
        ("cql", "road"),
        ("zql", "road"),
        ("xin'an", "avenue"),
        ("s-m-3", "squad"),
        ("jdsb", "squad"),
        ("机动中队", "squad"),
        ("lvcheng", "green"),
        ("luc", "green"),
    ],
)
def test_a_name_is_found_as_it_is_written_spelt_or_by_initials(text: str, id_: str) -> None:
    assert ids(text)[0] == id_


def test_exact_goes_before_beginning_before_initials_before_a_part() -> None:
    assert tier("府山公园", "park") is Tier.EXACT and tier("fushan park", "park") is not None
    assert tier("府山", "park") is Tier.PREFIX and tier("fushan", "park") is Tier.PREFIX
    assert tier("fsg", "park") is Tier.INITIALS
    assert tier("山公", "park") is Tier.PART and tier("fushan", "far") is Tier.PART
    assert ids("fushan")[0] == "park"


def test_what_is_only_known_of_a_thing_never_goes_before_its_name() -> None:
    assert ids("府山") == ["park", "school", "far"]
    assert tier("府山街道", "school") is Tier.PART


def test_letters_inside_a_reading_do_not_begin_a_word() -> None:
    assert ids("hangong") == [] and ids("hongqing") == []


def test_every_word_must_be_there() -> None:
    assert ids("公园 府山") == ["park"] and ids("公园 重庆") == []


def test_what_is_now_goes_before_what_is_over_when_equally_well_met() -> None:
    index = Index([entry("old", "0417", kind="case"), entry("new", "0417", kind="row")])
    assert ids("0417", index) == ["new", "old"]
    old = [Hit(entry("x", "0417", kind="case"), Tier.EXACT, "0417")]
    assert [hit.entry.id for hit in merged([old, index.find("041", MOST)], MOST)] == ["x", "new", "old"]


@given(st.lists(st.sampled_from("府山公园重庆行长乐路a1 "), min_size=1, max_size=8), st.data())
def test_any_mixture_of_readings_and_beginnings_finds_the_name(characters: list[str], data: st.DataObject) -> None:
    name = "".join(characters)
    parts = []
    for character in name.replace(" ", ""):
        ways = [character, *pinyin.readings(character)]
        way = data.draw(st.sampled_from(ways))
        parts.append(way[: data.draw(st.integers(1, len(way)))])
    text = "".join(parts)
    if text:
        assert ids(text, Index([entry("it", name)])) == ["it"]


tag_names = st.lists(st.text("0123AaBb", min_size=1, max_size=5), max_size=30, unique_by=str.lower)


@given(tag_names, st.text("0123ab", min_size=1, max_size=3), st.integers(0, 30))
def test_tags_are_found_like_by_looking_at_each_one(names: list[str], word: str, had: int) -> None:
    index = TagIndex(names, TagIndex(names[:had]))
    lowered = [name.lower() for name in names]
    expected = {row for row, name in enumerate(lowered) if word in name}
    found = index.find(word, 1000)
    assert {row for row, _ in found} == expected
    assert [tier for _, tier in found] == sorted(tier for _, tier in found)
    for row, how in found:
        name = lowered[row]
        assert how is (Tier.EXACT if name == word else Tier.PREFIX if name.startswith(word) else Tier.PART)


@pytest.mark.parametrize(
    "text",
    [
        "118.87,28.94",
        "28.94, 118.87",
        "28.94N 118.87E",
        "118.87 28.94",
        "118°52'12\" 28°56'24\"",
        "118.87，28.94 wgs84",
    ],
)
def test_a_typed_position_is_understood(text: str) -> None:
    found = parse(text)
    assert found is not None and found.crs == "WGS-84"
    assert (round(found.lon, 6), round(found.lat, 6)) == (118.87, 28.94)


@pytest.mark.parametrize("text", ["118.87,28.94 gcj02", "118.87 28.94 火星", "28.94,118.87gcj"])
def test_a_position_from_a_chinese_map_is_shifted_back(text: str) -> None:
    found = parse(text)
    assert found is not None and found.crs == "GCJ-02"
    assert 0.004 < 118.87 - found.lon < 0.006 and 0.002 < found.lat - 28.94 < 0.004


@pytest.mark.parametrize("text", ["0417", "12 34", "QZ-20261123-0001", "118.87", "200.5,95.1", "1,2,3", "府山"])
def test_what_is_no_position_is_none(text: str) -> None:
    assert parse(text) is None
