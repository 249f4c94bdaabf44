"""The compiled loops as functions: machine code from the cache, linked by LLVM alone.

The compiler (numba) is not loaded into a window's process: it would take 80 MB more and a third of a second of Python.
A loop is called as numba's own callers do: where to put the result and what went wrong, then its arguments, an array as
seven numbers or more. The call leaves Python's lock alone.
"""

from __future__ import annotations

import base64
import ctypes
import json
from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

import numpy as np
from llvmlite import binding

_KINDS: dict[str, Any] = {"i8": ctypes.c_int64, "u4": ctypes.c_uint32, "f8": ctypes.c_double, "u1": ctypes.c_uint8}
_POINTER, _SIZE = ctypes.c_void_p, ctypes.c_ssize_t
_NEVER_CALLED = "NRT_MemInfo_call_dtor"
"""numba's way to free an array that it owns. It owns none of ours, but the name has to lead somewhere."""


@ctypes.CFUNCTYPE(None, ctypes.c_void_p)  # type: ignore[untyped-decorator]
def _never(_: int) -> None:
    raise AssertionError("a loop freed an array")


class Loop:
    """One loop. Given are numbers and arrays of NumPy; it returns what the loop returns, 0 when that is nothing."""

    def __init__(self, address: int, takes: list[str]) -> None:
        kinds: list[Any] = [_POINTER, _POINTER]
        self._wanted: list[tuple[np.dtype[Any], int] | None] = []
        for one in takes:
            kind, _, dimensions = one.partition(":")
            if dimensions:
                kinds += [_POINTER, _POINTER, _SIZE, _SIZE, _POINTER, *[_SIZE] * (2 * int(dimensions))]
                self._wanted.append((np.dtype(kind), int(dimensions)))
            else:
                kinds.append(_KINDS[kind])
                self._wanted.append(None)
        self._function = ctypes.CFUNCTYPE(ctypes.c_int32, *kinds)(address)

    def __call__(self, *given: Any) -> int:
        """Run it. Raises TypeError for another kind of array than it was compiled for, or too few or too many."""
        if len(given) != len(self._wanted):
            raise TypeError(f"{len(given)} arguments instead of {len(self._wanted)}")
        return self._run(self._flat(given))

    def begun(self, *first: Any) -> Callable[..., int]:
        """With its first arguments given; the others, numbers, are given at each call, which is then quick."""
        return partial(self._go_on, first, self._flat(first))

    def _go_on(self, _alive: Sequence[Any], flat: list[Any], *others: float) -> int:
        return self._run([*flat, *others])

    def _flat(self, given: Sequence[Any]) -> list[Any]:
        flat: list[Any] = []
        for value, array in zip(given, self._wanted, strict=False):
            if array is None:
                flat.append(value)
            elif (value.dtype, value.ndim) != array or not value.flags.c_contiguous:
                raise TypeError(f"{value.dtype} of {value.ndim} dimensions instead of {array}")
            else:
                flat += (None, None, value.size, value.itemsize, value.ctypes.data, *value.shape, *value.strides)
        return flat

    def _run(self, flat: list[Any]) -> int:
        result, wrong = ctypes.c_int64(0), _POINTER()
        if status := self._function(ctypes.addressof(result), ctypes.addressof(wrong), *flat):
            raise RuntimeError(f"a compiled loop ended with status {status}")
        return result.value


class Loops:
    """Every loop of `kernels`, an attribute each, and its machine code, which lives as long as this."""

    follow: Loop
    place: Loop
    sort: Loop
    lay: Loop
    accumulate: Loop
    soften: Loop
    tone: Loop
    hang: Loop
    look_up: Loop

    def __init__(self, kept: str) -> None:
        """`kept`: what `packed` made. Raises ValueError, KeyError or RuntimeError when it cannot be linked."""
        binding.initialize_native_target()
        binding.initialize_native_asmprinter()
        if not binding.address_of_symbol(_NEVER_CALLED):
            binding.add_symbol(_NEVER_CALLED, ctypes.cast(_never, _POINTER).value)
        machine = binding.Target.from_default_triple().create_target_machine()
        self._linked = binding.create_mcjit_compiler(binding.parse_assembly(""), machine)
        loops = json.loads(kept)
        for one in loops.values():
            code = base64.b64decode(one["code"])
            self._linked.add_object_file(binding.ObjectFileRef.from_data(code))
        self._linked.finalize_object()
        for name, one in loops.items():
            setattr(self, name, Loop(self._linked.get_function_address(one["symbol"]), one["takes"]))


def packed(compiled: dict[str, tuple[str, list[str], bytes]]) -> str:
    """Loops by name, for keeping: symbol, what it takes (as "f8", or "f8:2" for an array of two dimensions), code."""
    return json.dumps(
        {
            name: {"symbol": symbol, "takes": takes, "code": base64.b64encode(code).decode()}
            for name, (symbol, takes, code) in compiled.items()
        }
    )
