from __future__ import annotations

import math
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from command_center.simulator.trace import Point, Recording, metres, seconds
from command_center.simulator.traces import read_paths

GEOLIFE = "Geolife trajectory\nWGS 84\nAltitude is in Feet\nReserved 3\n0,2,255,My Track,0,0,2,8421376\n0\n"
AT = 1_314_425_581.0  # 2011-08-27T06:13:01Z


@pytest.fixture
def said() -> list[str]:
    return []


def read(path: Path, said: list[str]) -> list[Recording]:
    return read_paths([path], said.append)


def gpx(inside: str, head: str = '<?xml version="1.0"?><gpx version="1.1">') -> str:
    return f"{head}{inside}</gpx>"


def point(lat: str, lon: str, time: str = "", extra: str = "") -> str:
    return f'<trkpt lat="{lat}" lon="{lon}">{time and f"<time>{time}</time>"}{extra}</trkpt>\n'


def test_each_gpx_track_is_a_trace_of_its_own_whatever_the_namespace(tmp_path: Path, said: list[str]) -> None:
    file = tmp_path / "a.gpx"
    file.write_text(
        '<g:gpx xmlns:g="http://www.topografix.com/GPX/1/0" version="1.0"><g:trk><g:trkseg>'
        '<g:trkpt lat="50" lon="10"><g:time>2011-08-27T06:13:01Z</g:time><g:hdop>1.5</g:hdop></g:trkpt></g:trkseg>'
        '<g:trkseg><g:trkpt lat="51" lon="11"><g:time>2011-08-27T08:13:03+02:00</g:time></g:trkpt></g:trkseg></g:trk>'
        '<g:trk><g:trkseg><g:trkpt lat="52" lon="12"/></g:trkseg></g:trk></g:gpx>'
    )
    first, second = read(file, said)

    assert first.tracks[0].points[0] == Point(10, 50, AT, 7.5)
    assert first.tracks[0].points[1][:3] == (11, 51, AT + 2)
    assert [p[:3] for p in second.tracks[0].points] == [(12, 52, None)]
    assert said == []


def test_a_route_counts_only_where_there_is_no_track(tmp_path: Path, said: list[str]) -> None:
    route = '<rte><rtept lat="1" lon="2"/><rtept lat="1.1" lon="2"/></rte>'
    (tmp_path / "a.gpx").write_text(gpx(route))
    (tmp_path / "b.gpx").write_text(gpx(route + f"<trk><trkseg>{point('5', '6')}</trkseg></trk>"))
    of_route, of_track = read(tmp_path, said)

    assert len(of_route.tracks[0].points) == 2
    assert of_track.tracks[0].points[0].lat == 5


def test_a_bad_gpx_point_is_named_with_its_line_and_skipped(tmp_path: Path, said: list[str]) -> None:
    points = point("50", "10") + point("95", "10") + point("x", "10") + '<trkpt lat="50"/>\n' + point("51", "nan")
    (tmp_path / "a.gpx").write_text(gpx(f"<trk><trkseg>\n{points}</trkseg></trk>"))
    (found,) = read(tmp_path / "a.gpx", said)

    assert len(found.tracks[0].points) == 1
    assert [line.split(": ")[0] for line in said] == [f"{tmp_path / 'a.gpx'}:{n}" for n in (3, 4, 5, 6)]


def test_a_point_whose_time_is_nonsense_is_kept_without_it(tmp_path: Path, said: list[str]) -> None:
    points = point("50", "10", "1901-12-13T20:45:52Z") + point("50", "10", "noon")
    (tmp_path / "a.gpx").write_text(gpx(f"<trk><trkseg>{points}</trkseg></trk>"))
    (found,) = read(tmp_path / "a.gpx", said)

    assert [p.time_s for p in found.tracks[0].points] == [None, None]
    assert len(said) == 2


def test_a_gpx_cut_off_in_the_middle_gives_what_stands_before_the_cut(tmp_path: Path, said: list[str]) -> None:
    whole = gpx(f"<trk><trkseg>{point('50', '10') * 3}</trkseg></trk>")
    (tmp_path / "a.gpx").write_text(whole[: whole.rindex("<trkpt") + 9])
    (found,) = read(tmp_path / "a.gpx", said)

    assert len(found.tracks[0].points) == 2
    assert len(said) == 1 and "breaks off" in said[0]


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\x00\xff\xfe\x00",
        b"<html><body/></html>",
        b"<gpx>",
        b"<gpx/>",
        b'<?xml version="1.0" encoding="martian"?><gpx/>',
        b'<!DOCTYPE gpx [<!ENTITY a "b">]><gpx>&a;</gpx>',
        b'<gpx><wpt lat="1" lon="2"/></gpx>',
    ],
)
def test_a_gpx_file_that_is_no_trace_is_named_in_one_line(tmp_path: Path, said: list[str], content: bytes) -> None:
    (tmp_path / "a.gpx").write_bytes(content)

    assert read(tmp_path, said) == []
    assert len(said) == 1 and "a.gpx" in said[0] and said[0].endswith("skipped")


def test_geolife_files_are_read_and_bad_lines_named(tmp_path: Path, said: list[str]) -> None:
    lines = "39.97,116.30,0,0,40782.2590393518,2011-08-27,06:13:01\nnothing\n400,1,0,0,40782.2,2011-08-27,06:13:02\n"
    (tmp_path / "a.PLT").write_text(GEOLIFE + lines)
    (found,) = read(tmp_path, said)

    assert [p[:3] for p in found.tracks[0].points] == [(116.30, 39.97, AT)]
    assert math.isnan(found.tracks[0].points[0].accuracy)
    assert [line.split(": ")[0] for line in said] == [f"{tmp_path / 'a.PLT'}:{n}" for n in (8, 9)]


def test_a_plt_date_in_another_style_is_told_by_its_day_count(tmp_path: Path, said: list[str]) -> None:
    head = GEOLIFE.replace("Geolife trajectory", "OziExplorer Track Point File Version 2.1")
    (tmp_path / "a.plt").write_text(head + "39.97,116.30,0,0,40782.2590393518, 27.08.2011, 8:13:01 AM\n")
    (found,) = read(tmp_path, said)

    assert found.tracks[0].points[0].time_s == pytest.approx(AT, abs=0.01)


@pytest.mark.parametrize(
    "content",
    [
        "tag,time,lat,lng,accuracy\n0417,2011-08-27T06:13:01Z,50,10,4.5\n0418,2011-08-27T06:13:01Z,51,11,\n",
        "ID;TIMESTAMP;LATITUDE;LONGITUDE;HDOP\n0417;1314425581;50;10;0.9\n0418;1314425581000;51;11;\n",
        "\ufeffid\ttime\tlat\tlon\taccuracy\n0417\t2011-08-27 06:13:01\t50\t10\t4.5\n\n0418\t1314425581\t51\t11\t0\n",
    ],
)
def test_csv_columns_are_recognised_by_name(tmp_path: Path, said: list[str], content: str) -> None:
    (tmp_path / "a.csv").write_text(content, "utf-8")
    (found,) = read(tmp_path, said)

    assert [track.name for track in found.tracks] == ["0417", "0418"]
    assert found.tracks[0].points == [Point(10, 50, AT, 4.5)]
    assert found.tracks[1].points[0][:3] == (11, 51, AT)
    assert math.isnan(found.tracks[1].points[0].accuracy)
    assert said == []


def test_bad_csv_rows_are_named_a_few_and_counted(tmp_path: Path, said: list[str]) -> None:
    (tmp_path / "a.csv").write_text("time,lat,lon\n1314425581,50,10\n" + "soon,50,10\n" * 20)
    (found,) = read(tmp_path, said)

    assert len(found.tracks[0].points) == 1
    assert said[0].startswith(f"{tmp_path / 'a.csv'}:3: not a time")
    assert len(said) == 6 and "15 more" in said[-1]


def test_a_directory_is_searched_for_traces_only_and_a_named_file_must_be_one(tmp_path: Path, said: list[str]) -> None:
    (tmp_path / "deep" / "er").mkdir(parents=True)
    (tmp_path / "deep" / "er" / "a.csv").write_text("lat,lon\n50,10\n")
    (tmp_path / "SOURCE.txt").write_text("about these")

    assert len(read(tmp_path, said)) == 1 and said == []
    assert read(tmp_path / "SOURCE.txt", said) == [] and len(said) == 1
    with pytest.raises(ValueError, match="no such file"):
        read(tmp_path / "missing", said)


@pytest.mark.parametrize("suffix", [".csv", ".gpx", ".plt"])
@given(content=st.one_of(st.binary(max_size=300), st.text(max_size=200).map(lambda t: f"lat,lon,time\n{t}".encode())))
def test_no_content_whatever_makes_a_reader_fail(
    tmp_path_factory: pytest.TempPathFactory, suffix: str, content: bytes
) -> None:
    file = tmp_path_factory.getbasetemp() / f"any{suffix}"
    file.write_bytes(GEOLIFE.encode() + content if suffix == ".plt" else content)
    said: list[str] = []

    assert read(file, said) or said


@pytest.mark.parametrize(
    "text", ["", "nan", "inf", "-5", "0", "1901-01-01T00:00:00Z", "2200-01-01", "next week", "9" * 400]
)
def test_what_is_no_time_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="time"):
        seconds(text)


def test_accuracy_is_taken_or_estimated_or_unknown() -> None:
    assert metres("12", "3") == 12
    assert metres("", "3") == 15
    assert math.isnan(metres("nan", None)) and math.isnan(metres("-3", "0"))
