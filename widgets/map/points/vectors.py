"""Eight pixels at once, as one vector of the processor: what a compiler does not find by itself in short rows.

The arguments of an intrinsic are types; `code` gets their values, in the same order.
"""
# ruff: noqa: ARG001

from __future__ import annotations

from typing import Any

from llvmlite import ir
from numba.core import types
from numba.extending import intrinsic

EIGHT = ir.VectorType(ir.IntType(32), 8)


def _all(value: int) -> Any:
    return ir.Constant(EIGHT, [value] * 8)


def _spread(builder: Any, value: Any) -> Any:
    """One number in all eight places."""
    one = builder.insert_element(ir.Constant(EIGHT, ir.Undefined), value, ir.Constant(ir.IntType(32), 0))
    return builder.shuffle_vector(one, ir.Constant(EIGHT, ir.Undefined), _all(0))


def _pointer(context: Any, builder: Any, kind: Any, array: Any, index: Any) -> Any:
    data = context.make_array(kind)(context, builder, array).data
    return builder.bitcast(builder.gep(data, [index]), EIGHT.as_pointer())


def _mixed(b: Any, pixels: Any, stays: Any, red_blue: Any, green: Any) -> Any:
    """Eight pixels × `stays` / 256 plus what is given for red and blue, and for green: both before the division."""
    both = b.lshr(b.add(b.mul(b.and_(pixels, _all(0xFF00FF)), stays), red_blue), _all(8))
    middle = b.add(b.mul(b.and_(b.lshr(pixels, _all(8)), _all(0xFF)), stays), green)
    return b.or_(b.or_(b.and_(both, _all(0xFF00FF)), b.and_(middle, _all(0xFF00))), _all(0xFF000000))


@intrinsic  # type: ignore[untyped-decorator]
def copy8(_typing: Any, to: Any, at: Any, of: Any, where: Any) -> Any:
    """to[at:at + 8] = of[where:where + 8]"""

    def code(context: Any, b: Any, signature: Any, args: Any) -> Any:
        source = _pointer(context, b, signature.args[2], args[2], args[3])
        b.store(b.load(source, align=4), _pointer(context, b, signature.args[0], args[0], args[1]), align=4)
        return context.get_dummy_value()

    return types.void(to, types.uintp, of, types.uintp), code


@intrinsic  # type: ignore[untyped-decorator]
def blend8(_typing: Any, frame: Any, at: Any, keep: Any, add: Any, where: Any) -> Any:
    """Lay eight pixels of a sprite (`keep`, `add` from `where` on) over frame[at:at + 8]."""

    def code(context: Any, b: Any, signature: Any, args: Any) -> Any:
        target = _pointer(context, b, signature.args[0], args[0], args[1])
        stays = b.load(_pointer(context, b, signature.args[2], args[2], args[4]), align=4)
        more = b.load(_pointer(context, b, signature.args[3], args[3], args[4]), align=4)
        under = _mixed(b, b.load(target, align=4), stays, _all(0), _all(0))
        b.store(b.or_(b.add(under, more), _all(0xFF000000)), target, align=4)
        return context.get_dummy_value()

    return types.void(frame, types.uintp, keep, add, types.uintp), code


@intrinsic  # type: ignore[untyped-decorator]
def tint8(_typing: Any, frame: Any, at: Any, share: Any, step: Any, ink: Any) -> Any:
    """Blend `ink` over frame[at:at + 8]: opacity `share` / 65536 at the first pixel, `step` more at each next."""

    def code(context: Any, b: Any, signature: Any, args: Any) -> Any:
        target = _pointer(context, b, signature.args[0], args[0], args[1])
        run = b.mul(_spread(b, args[3]), ir.Constant(EIGHT, list(range(8))))
        part = b.lshr(b.add(_spread(b, args[2]), run), _all(8))
        colour = _spread(b, args[4])
        red_blue = b.mul(b.and_(colour, _all(0xFF00FF)), part)
        green = b.mul(b.and_(b.lshr(colour, _all(8)), _all(0xFF)), part)
        stays = b.sub(_all(256), part)
        b.store(_mixed(b, b.load(target, align=4), stays, red_blue, green), target, align=4)
        return context.get_dummy_value()

    return types.void(frame, types.uintp, types.int32, types.int32, types.uint32), code
