"""What the contract's types are made of, found by walking them: a field added to a type is fuzzed without anybody
remembering it.

A path leads to a field: names of keys, and 0 for the first element of a list. What is put there is JSON text: much of
what servers send (NaN, a number of 400 digits, half a surrogate pair) is nothing Python's own writer would write.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from functools import cache
from typing import Any

import msgspec
from msgspec import inspect

from command_center.feeds import wire

Path = tuple[str | int, ...]
_MARK = "@@here@@"

DATA: dict[str, type[msgspec.Struct]] = {
    wire.POSITIONS: wire.Positions,
    wire.GAP: wire.Gap,
    **wire.OBSERVED,
    **wire.ACKNOWLEDGED,
}
"""Every type that comes from a server with data, and what its data decodes into."""


def valid(kind: inspect.Type) -> Any:
    """A value of this type that the contract takes, with everything optional there."""
    if isinstance(kind, inspect.UnionType):
        return valid(next(one for one in kind.types if not isinstance(one, inspect.NoneType)))
    if isinstance(kind, inspect.StructType):
        return {field.encode_name: valid(field.type) for field in kind.fields}
    if isinstance(kind, inspect.ListType | inspect.VarTupleType):
        return [valid(kind.item_type)]
    if isinstance(kind, inspect.TupleType):
        return [valid(one) for one in kind.item_types]
    if isinstance(kind, inspect.EnumType):
        return next(iter(kind.cls)).value
    if isinstance(kind, inspect.DateTimeType):
        return "2026-11-23T02:00:00Z"
    if isinstance(kind, inspect.StrType):
        return f"{1:020d}" if kind.pattern else "x"
    if isinstance(kind, inspect.IntType):
        return 1_795_390_805_120 if (kind.ge or 0) > 1 else 1
    if isinstance(kind, inspect.FloatType | inspect.BoolType):
        return 0.5 if isinstance(kind, inspect.FloatType) else True
    raise NotImplementedError(f"a new kind of field, unknown to the fuzzing: {kind}")


def paths(kind: inspect.Type, so_far: Path = ()) -> Iterator[Path]:
    """The way to every field, and to the elements of lists."""
    if so_far:
        yield so_far
    if isinstance(kind, inspect.UnionType):
        for one in kind.types:
            yield from (path for path in paths(one, so_far) if path != so_far)
    elif isinstance(kind, inspect.StructType):
        for field in kind.fields:
            yield from paths(field.type, (*so_far, field.encode_name))
    elif isinstance(kind, inspect.ListType | inspect.VarTupleType):
        yield from paths(kind.item_type, (*so_far, 0))
    elif isinstance(kind, inspect.TupleType):
        for index, one in enumerate(kind.item_types):
            yield from paths(one, (*so_far, index))


@cache
def data_of(type_: str) -> Any:
    """Data of a type, as the contract has it; not to be changed."""
    made = valid(inspect.type_info(DATA[type_]))
    return made | {"to": f"{2:020d}"} if type_ == wire.GAP else made


def event(type_: str, number: int) -> dict[str, Any]:
    """An event of a type, as the contract has it."""
    made = {"specversion": "1.0", "id": str(number), "source": "/fuzz", "type": type_, "time": "2026-11-23T02:00:00Z"}
    if type_ in wire.OBSERVED or type_ == wire.POSITIONS:
        made["sequence"] = f"{number:020d}"
    return made | {"data": data_of(type_)}


def fields() -> list[tuple[str, Path]]:
    """Every field of every type, and the envelope's own around one of them."""
    found = [(type_, ("data", *path)) for type_, model in DATA.items() for path in paths(inspect.type_info(model))]
    envelope: list[Path] = [(field.encode_name,) for field in msgspec.structs.fields(wire.Envelope)]
    return [*found, *(("city.squad.status.v1", path) for path in envelope)]


def put(event: dict[str, Any], path: Path, text: bytes) -> bytes:
    """The event as JSON, with this text in place of what stands at `path`."""
    whole: Any = json.loads(json.dumps(event))
    holder = _holder(whole, path)
    holder[path[-1]] = _MARK
    return json.dumps(whole).encode().replace(f'"{_MARK}"'.encode(), text)


def put_twice(event: dict[str, Any], path: Path, text: bytes, *, last: bool) -> bytes:
    """The same with the key there twice, what belongs there and this text; `last`: the text comes last."""
    right = json.dumps(_holder(event, path)[path[-1]]).encode()
    key = json.dumps(path[-1]).encode()
    first, second = (right, text) if last else (text, right)
    return put(event, path, first + b", " + key + b": " + second)


def without(event: dict[str, Any], path: Path) -> bytes:
    """The event as JSON without what stands at `path`."""
    whole: Any = json.loads(json.dumps(event))
    del _holder(whole, path)[path[-1]]
    return json.dumps(whole).encode()


def _holder(whole: Any, path: Path) -> Any:
    for step in path[:-1]:
        whole = whole[step]
    return whole
