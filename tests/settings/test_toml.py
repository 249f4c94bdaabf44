"""settings.toml: what is right is read whole, what is wrong is refused with the place and what was expected."""

from __future__ import annotations

from pathlib import Path

import pytest
import trustme
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from command_center.model.settings import Crs, DogWalking, FeedFormat, FeedKind, FeedSettings
from command_center.settings.errors import SettingsError
from command_center.settings.toml import read_settings

WHOLE = """\
language = "zh_CN"                  # or "en"
[store]
url = "sqlite:///command-center.db"
[places]
file = "places.geojson"
[rules.dog_walking]
remind_first_min = 0
prohibited = "Mo-Fr 07:00-19:00"
timezone = "Asia/Shanghai"
home_radius_m = 45.5
[[feeds]]
name = "dogs"
kind = "dog-tag"
format = "cloudevents"
url = "ws://127.0.0.1:8701/dogs"
token_env = "DOGS_TOKEN"
crs = "wgs84"
[[feeds]]
name = "squads"
kind = "squad"
url = "wss://feeds.example/squads"
"""


def written(folder: Path, text: str) -> Path:
    file = folder / "settings.toml"
    file.write_text(text, "utf-8")
    return file


def refused(folder: Path, text: str) -> str:
    with pytest.raises(SettingsError) as caught:
        read_settings(written(folder, text))
    return str(caught.value).replace(str(folder), "")


def test_that_the_contract_s_file_is_read_whole(tmp_path: Path) -> None:
    found = read_settings(written(tmp_path, WHOLE))
    assert found.language == "zh_CN"
    assert found.rules.dog_walking == DogWalking(0, "Mo-Fr 07:00-19:00", "Asia/Shanghai", 45.5)
    assert found.feeds[0] == FeedSettings(
        name="dogs",
        kind=FeedKind.DOG_TAG,
        format=FeedFormat.CLOUDEVENTS,
        url="ws://127.0.0.1:8701/dogs",
        token_env="DOGS_TOKEN",
        crs=Crs.WGS84,
    )
    assert found.feeds[1].token_env is None


@pytest.mark.parametrize("crs", Crs)
def test_that_coordinates_of_chinese_maps_are_taken(tmp_path: Path, crs: Crs) -> None:
    found = read_settings(written(tmp_path, WHOLE.replace('crs = "wgs84"', f'crs = "{crs}"')))
    assert [feed.crs for feed in found.feeds] == [crs, Crs.WGS84]


def test_that_relative_paths_start_at_the_file_s_folder(tmp_path: Path) -> None:
    found = read_settings(written(tmp_path, WHOLE))
    assert found.store.url == f"sqlite:///{tmp_path / 'command-center.db'}"
    assert found.places.file == str(tmp_path / "places.geojson")


def test_that_absolute_paths_stay(tmp_path: Path) -> None:
    found = read_settings(written(tmp_path, '[store]\nurl = "sqlite:////var/x.db"\n[places]\nfile = "/p.geojson"\n'))
    assert (found.store.url, found.places.file) == ("sqlite:////var/x.db", "/p.geojson")


def test_that_what_is_absent_has_its_usual_value(tmp_path: Path) -> None:
    found = read_settings(written(tmp_path, ""))
    assert found.language is None and found.places.file is None and not found.feeds
    assert found.rules.dog_walking == DogWalking()


def test_that_a_byte_order_mark_is_no_mistake(tmp_path: Path) -> None:
    assert read_settings(written(tmp_path, "\ufeff" + WHOLE)).language == "zh_CN"


@pytest.mark.parametrize(
    ("wrong", "right", "told"),
    [
        ('language = "zh_CN"', 'language = "fr"', "line 1, language: expected one of zh_CN, en, found 'fr'"),
        ("[store]", "[stoer]", "line 2, stoer: there is no such setting; did you mean 'store'?"),
        ("[[feeds]]", "[feeds]", "Cannot declare"),
        (
            "remind_first_min = 0",
            "remind_first_minutes = 0",
            "line 7, rules.dog_walking.remind_first_minutes: there is",
        ),
        ("remind_first_min = 0", "remind_first_min = -1", "expected a number of minutes, 0 to 1440, found -1"),
        ("remind_first_min = 0", "remind_first_min = nan", "expected a number of minutes"),
        ("remind_first_min = 0", "remind_first_min = true", "expected a number of minutes"),
        (
            "home_radius_m = 45.5",
            'home_radius_m = "60 m"',
            "line 10, rules.dog_walking.home_radius_m: expected a number",
        ),
        ("Mo-Fr 07:00-19:00", "Mo-Fr 7 to 19", "line 8, rules.dog_walking.prohibited: expected opening_hours syntax"),
        ("Asia/Shanghai", "Asia/Quzhou", 'timezone: expected a time zone such as "Asia/Shanghai"'),
        ("Asia/Shanghai", "../etc/passwd", "expected a time zone"),
        ('kind = "squad"', 'kind = "squads"', "feeds[1].kind: expected one of dog-tag, camera, urban, squad"),
        ('kind = "squad"', "", "line 18, feeds[1].kind: expected a text in quotes; it is missing"),
        ('name = "squads"', 'name = "dogs"', "line 19, feeds[1].name: expected a name of its own; feeds[0] is called"),
        ('name = "squads"', 'name = " "', "feeds[1].name: expected a text that is not empty"),
        (
            "wss://feeds.example/squads",
            "http://feeds.example/squads",
            "feeds[1].url: expected ws://HOST[:PORT]/PATH or",
        ),
        ("wss://feeds.example/squads", "wss://feeds.example:99999/", "feeds[1].url: expected ws://"),
        ("wss://feeds.example/squads", "wss:///squads", "feeds[1].url: expected ws://"),
        ('crs = "wgs84"', 'crs = "mars"', "feeds[0].crs: expected one of wgs84, gcj02, bd09"),
        (
            "sqlite:///command-center.db",
            "postgresql+psycopg://h/d",
            "store.url: a PostgreSQL store is not yet supported",
        ),
        ("sqlite:///command-center.db", "mysql://h/d", "line 3, store.url: expected sqlite:/// and a file's path"),
        ("sqlite:///command-center.db", "sqlite:///", "store.url: expected sqlite:/// and a file's path"),
        ('file = "places.geojson"', "file = 7", "line 5, places.file: expected a text in quotes, found 7"),
        ("[places]", "places = 1\n[other]", "line"),
        ("timezone =", "timezone", "line 9, column"),
        ('kind = "squad"', 'kind = "squad"\nkind = "squad"', "Cannot overwrite a value"),
    ],
)
def test_that_a_mistake_is_named_with_its_place(tmp_path: Path, wrong: str, right: str, told: str) -> None:
    assert wrong in WHOLE
    message = refused(tmp_path, WHOLE.replace(wrong, right))
    assert message.startswith("/settings.toml: ") and told in message


def test_that_neither_token_nor_password_is_repeated_in_a_message(tmp_path: Path) -> None:
    token = refused(tmp_path, WHOLE.replace("DOGS_TOKEN", "s3cr3t-0f-the-feed"))
    password = refused(tmp_path, WHOLE.replace("wss://feeds", "wss://me:s3cr3t@feeds"))
    assert "token_env" in token and "s3cr3t" not in token
    assert "feeds[1].url" in password and "s3cr3t" not in password


def secure(more: str) -> str:
    return f'[[feeds]]\nname = "a"\nkind = "camera"\nurl = "wss://feeds.example/a"\n{more}\n'


def test_that_an_own_ca_file_and_a_keyring_entry_are_taken(tmp_path: Path) -> None:
    (tmp_path / "city").mkdir()
    trustme.CA().cert_pem.write_to_path(str(tmp_path / "city" / "ca.pem"))
    found = read_settings(written(tmp_path, secure('ca_file = "city/ca.pem"')))
    assert found.feeds[0].ca_file == str(tmp_path / "city" / "ca.pem")
    found = read_settings(written(tmp_path, secure('token_keyring = "city-feeds/cameras"')))
    assert found.feeds[0].token_keyring == "city-feeds/cameras"


@pytest.mark.parametrize(
    ("more", "told"),
    [
        ('ca_file = "none.pem"', "line 5, feeds[0].ca_file: /none.pem cannot be read: No such file"),
        ('ca_file = "."', "feeds[0].ca_file: "),
        ('ca_file = "bad.pem"', "feeds[0].ca_file: expected certificates in PEM form"),
        ('ca_file = "empty.pem"', "feeds[0].ca_file: expected certificates in PEM form"),
        ('token_keyring = "s3cr3t"', "feeds[0].token_keyring: expected SERVICE/NAME"),
        ('token_env = "A"\ntoken_keyring = "s/n"', "feeds[0].token_keyring: expected one place for the token"),
    ],
)
def test_that_what_a_connection_cannot_be_trusted_by_is_refused(tmp_path: Path, more: str, told: str) -> None:
    (tmp_path / "bad.pem").write_text("-----BEGIN CERTIFICATE-----\nnonsense\n-----END CERTIFICATE-----\n")
    (tmp_path / "empty.pem").touch()
    message = refused(tmp_path, secure(more))
    assert told in message and "s3cr3t" not in message


def test_that_a_ca_file_without_tls_is_refused(tmp_path: Path) -> None:
    message = refused(tmp_path, secure('ca_file = "ca.pem"').replace("wss:", "ws:"))
    assert "without TLS there is nothing to verify" in message


def test_that_a_file_that_is_not_there_or_no_file_is_told(tmp_path: Path) -> None:
    for path in (tmp_path / "none.toml", tmp_path):
        with pytest.raises(SettingsError, match="cannot be read"):
            read_settings(path)


def test_that_other_encodings_are_told_with_the_line(tmp_path: Path) -> None:
    file = tmp_path / "settings.toml"
    file.write_bytes("# eins\nlanguage = 'zh_CN' # 衢州".encode("gb18030"))
    with pytest.raises(SettingsError, match="line 2: expected UTF-8"):
        read_settings(file)


@given(st.text() | st.text(alphabet="[]{}=\"',.\n#ab1-:", max_size=40))
@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_that_nothing_but_a_settings_error_ever_comes_out(tmp_path: Path, text: str) -> None:
    file = tmp_path / "settings.toml"
    file.write_bytes(text.encode("utf-8", "surrogatepass"))
    try:
        read_settings(file)
    except SettingsError as error:
        assert str(file) in str(error)


FRIGATE = """\
[[feeds]]
name = "gate"
kind = "camera"
format = "frigate"
url = "https://frigate.example:8971"
token_env = "FRIGATE_TOKEN"
[[feeds.cameras]]
camera = "gate"
id = "C-0219"
name = "新桥街口"
lon = 118.8701
lat = 28.9391
[[feeds.cameras]]
camera = "back"
lon = 118.8
lat = 28.9
heading = 90
[[feeds.sightings]]
category = "illegal-parking"
labels = ["car", "truck"]
zones = ["kerb"]
"""


def test_that_a_frigate_feed_has_its_cameras_and_what_they_flag(tmp_path: Path) -> None:
    (feed,) = read_settings(written(tmp_path, FRIGATE)).feeds
    assert [(place.camera, place.id, place.heading) for place in feed.cameras] == [
        ("gate", "C-0219", None),
        ("back", "back", 90),
    ]
    (rule,) = feed.sightings
    assert (rule.category, rule.labels, rule.zones, rule.severity) == (
        "illegal-parking", ("car", "truck"), ("kerb",), "alert",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("old", "new", "where"),
    [
        ("lon = 118.8\n", "lon = 181\n", "line 15, feeds[0].cameras[1].lon: expected a number of degrees"),
        ("lon = 118.8\n", "", "line 13, feeds[0].cameras[1].lon: expected degrees; it is missing"),
        ('camera = "back"', 'camera = "gate"', "line 14, feeds[0].cameras[1].camera: expected another camera"),
        ('camera = "back"', 'camera = "C-0219"', "feeds[0].cameras[1].id: expected an id of its own"),
        ('"illegal-parking"', '"parking"', "line 19, feeds[0].sightings[0].category: expected one of"),
        ('zones = ["kerb"]', "zones = [1]", "feeds[0].sightings[0].zones[0]: expected a text"),
        ('zones = ["kerb"]', 'cameras = ["far"]', "expected a camera of [[feeds.cameras]], found 'far'"),
        ('zones = ["kerb"]', 'zone = "kerb"', "did you mean 'zones'?"),
        ('kind = "camera"', 'kind = "urban"', 'feeds[0].kind: expected "camera"'),
        ('format = "frigate"', 'format = "traccar"', "only a feed with format"),
    ],
)
def test_that_a_mistake_in_a_camera_or_sighting_is_refused(tmp_path: Path, old: str, new: str, where: str) -> None:
    assert where in refused(tmp_path, FRIGATE.replace(old, new, 1))


def test_that_folders_of_films_start_at_the_file_s_folder(tmp_path: Path) -> None:
    file = tmp_path / "settings.toml"
    file.write_text('[video]\nfolders = ["films", "/srv/recordings"]\n')

    assert read_settings(file).video.folders == (str(tmp_path / "films"), "/srv/recordings")


@pytest.mark.parametrize("wrong", ['folders = "films"', 'folders = [""]', "folders = [1]", "folder = []"])
def test_that_wrong_folders_are_refused(tmp_path: Path, wrong: str) -> None:
    file = tmp_path / "settings.toml"
    file.write_text(f"[video]\n{wrong}\n")

    with pytest.raises(SettingsError):
        read_settings(file)
