"""Writes docs/contract: JSON Schemas of every message and an AsyncAPI 3 document, from the types the code decodes with.

`make contract`. A test holds the files against these types, so that neither drifts from the other.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import msgspec
from msgspec import Struct

from command_center.feeds import wire

FOLDER = Path(__file__).resolve().parent.parent / "docs" / "contract"
DRAFT = "https://json-schema.org/draft/2020-12/schema"
DEMO_HOST = "127.0.0.1:8701"
Json = dict[str, Any]

HEARD: dict[str, type[Struct]] = {wire.POSITIONS: wire.Positions, **wire.OBSERVED}
"""Types in the sequence."""
TOLD: dict[str, type[Struct]] = {model_type: model for model, model_type in wire.SENT.items()}
"""What the station sends besides its subscription."""
FEEDS: Mapping[str, tuple[str, ...]] = {
    "dogs": ("city.dogtag.",),
    "cameras": ("city.camera.", "city.drone.", "city.bike."),
    "urban": ("city.urban.",),
    "squads": ("city.squad.", "city.dispatch.", "city.verify.", "city.notice."),
}
"""The demo city's four feeds, and the types each is mainly for; any feed may carry any type."""
_HOOK = "#/$defs/{name}"
_TITLES = {wire.SUBSCRIBE: "Subscribe", wire.HEARTBEAT: "Heartbeat", wire.GAP: "Gap"}


def models() -> dict[str, type[Struct] | None]:
    """Every type of the contract and what its `data` is; None: it has none."""
    return {
        wire.SUBSCRIBE: wire.Subscribe,
        wire.HEARTBEAT: None,
        wire.GAP: wire.Gap,
        **HEARD,
        **wire.ACKNOWLEDGED,
        **TOLD,
    }


def schema(type_: str) -> Json:
    """One message as JSON Schema 2020-12: the CloudEvent with its type fixed, and its data."""
    model = models()[type_]
    (event,), definitions = msgspec.json.schema_components((wire.Envelope,), ref_template=_HOOK)
    envelope = definitions.pop(_name(event))
    properties: Json = {**envelope["properties"], "specversion": {"const": "1.0"}, "type": {"const": type_}}
    required = ["specversion", "id", "source", "type"]
    properties.pop("data")
    if type_ in HEARD:
        required += ["time", "sequence"]
        for name in ("time", "sequence"):
            properties[name] = next(one for one in properties[name]["anyOf"] if one.get("type") != "null")
    else:
        del properties["sequence"]
    if model is not None:
        (data,), data_definitions = msgspec.json.schema_components((model,), ref_template=_HOOK)
        definitions |= data_definitions
        properties["data"] = data
        required.append("data")
    made: Json = {
        "$schema": DRAFT,
        "title": type_,
        "description": _said(model),
        "type": "object",
        "properties": properties,
        "required": required,
    }
    return made | ({"$defs": definitions} if definitions else {})


def _said(model: type[Struct] | None) -> str:
    if model is None:
        return "Nothing to tell; sent every 10 s when nothing else is."
    return " ".join((model.__doc__ or "").split())


def _name(reference: Json) -> str:
    return str(reference["$ref"]).rsplit("/", 1)[1]


def asyncapi() -> Json:
    """The AsyncAPI 3.0 document, written from the station's side: it receives events, it sends what it asks for."""
    return {
        "asyncapi": "3.0.0",
        "info": {
            "title": "Command Center: feed contract",
            "version": "1.0.0",
            "description": (
                "A feed is a WebSocket that carries CloudEvents 1.0 in JSON, subprotocol "
                f"`{wire.SUBPROTOCOL}`. The station is always the client. A text message is one event or an array of "
                "them, at most 16 MiB. How cursors, gaps and silence work is told in integrating.md."
            ),
            "externalDocs": {"description": "For integrators", "url": "../integrating.md"},
        },
        "defaultContentType": "application/cloudevents+json",
        "servers": {
            "demo": {"host": DEMO_HOST, "protocol": "ws", "description": "The demo city, on this machine."},
            "bureau": {
                "host": "{host}",
                "protocol": "wss",
                "description": "A server of the bureau, its address as the settings have it.",
                "variables": {"host": {"description": "Host and port.", "examples": ["feeds.bureau.example:443"]}},
                "security": [{"$ref": "#/components/securitySchemes/token"}],
            },
        },
        "channels": {name: _channel(name) for name in FEEDS},
        "operations": _operations(),
        "components": {
            "messages": {_title(type_): _message(type_) for type_ in models()},
            "securitySchemes": {
                "token": {
                    "type": "http",
                    "scheme": "bearer",
                    "description": "Authorization: Bearer, when the settings name a token. Over wss only it is secret.",
                }
            },
        },
    }


def _title(type_: str) -> str:
    """The message's name in the document: `city.camera.detection.v1` is `cameraDetection`."""
    first, *rest = (_TITLES.get(type_) or type_.removeprefix("city.").removesuffix(".v1")).replace("-", ".").split(".")
    return first.lower() + "".join(part.capitalize() for part in rest)


def _message(type_: str) -> Json:
    return {
        "name": type_,
        "title": type_,
        "summary": schema(type_)["description"],
        "contentType": "application/cloudevents+json",
        "payload": {
            "schemaFormat": "application/schema+json;version=draft-2020-12",
            "schema": {"$ref": f"schemas/{type_}.json"},
        },
    }


def _of(feed: str, types: Mapping[str, object]) -> list[str]:
    return [type_ for type_ in types if type_.startswith(FEEDS[feed])]


def _received(feed: str) -> list[str]:
    return [wire.HEARTBEAT, wire.GAP, *_of(feed, HEARD), *_of(feed, wire.ACKNOWLEDGED)]


def _told(feed: str) -> list[str]:
    return [wire.SUBSCRIBE, *_of(feed, TOLD)]


def _channel(feed: str) -> Json:
    return {
        "address": f"/{feed}",
        "title": feed,
        "description": "The demo city's address; elsewhere it is whatever the settings say.",
        "messages": {
            _title(type_): {"$ref": f"#/components/messages/{_title(type_)}"}
            for type_ in (*_received(feed), *_told(feed))
        },
        "bindings": {
            "ws": {
                "method": "GET",
                "headers": {
                    "type": "object",
                    "properties": {
                        "Sec-WebSocket-Protocol": {"type": "string", "const": wire.SUBPROTOCOL},
                        "Authorization": {"type": "string", "pattern": "^Bearer "},
                    },
                    "required": ["Sec-WebSocket-Protocol"],
                },
                "bindingVersion": "0.1.0",
            }
        },
    }


def _operations() -> Json:
    made: Json = {}
    for feed in FEEDS:
        for action, types in (("receive", _received(feed)), ("send", _told(feed))):
            made[f"{action}{feed.capitalize()}"] = {
                "action": action,
                "channel": {"$ref": f"#/channels/{feed}"},
                "messages": [{"$ref": f"#/channels/{feed}/messages/{_title(type_)}"} for type_ in types],
            }
    return made


def files() -> dict[str, str]:
    """Every file of the folder by its name there."""
    made = {f"schemas/{type_}.json": schema(type_) for type_ in models()}
    return {name: _text(content) for name, content in (made | {"asyncapi.json": asyncapi()}).items()}


def _text(content: Json) -> str:
    return json.dumps(content, indent=2, ensure_ascii=False) + "\n"


def main() -> None:
    """Write them; what is no longer of the contract goes."""
    wanted = files()
    for name, text in wanted.items():
        file = FOLDER / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, "utf-8")
    for file in (FOLDER / "schemas").iterdir():
        if f"schemas/{file.name}" not in wanted:
            file.unlink()
    print(f"{len(wanted)} files in {FOLDER}", file=sys.stderr)


if __name__ == "__main__":
    main()
