"""Kernels: the parts of Arrow whose published types are too narrow, or not there."""

from array import array
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, TypeAlias

import pyarrow as pa
import pyarrow.compute

from regesta.engine.batch import give_back

Array: TypeAlias = Any  # pyarrow.Array, of the type that the function's docstring says
pc: Any = pa.compute  # takes a plain text or number among arrays
_pa: Any = pa


def counted(start: int, length: int) -> Array:
    """The int64 numbers from start on."""
    return _pa.arange(start, start + length)


def offsets_of(lists: Array) -> Array:
    """Where each list begins among the members of all, and where the last one ends: from 0, as int32."""
    return pc.subtract(lists.offsets, lists.offsets[0])


def opened(data: bytes) -> Any:
    """Bytes as a file for Arrow's readers of text; Parquet is read by path only."""
    return _pa.BufferReader(data)


def is_utf8(data: bytes) -> bool:
    """Whether bytes are UTF-8: Arrow looks at them without making a text of them."""
    ends = _pa.py_buffer(array("i", (0, len(data))))
    try:
        _pa.StringArray.from_buffers(1, ends, _pa.py_buffer(data)).validate(full=True)
    except pa.ArrowInvalid:
        return False
    return True


@contextmanager
def lean() -> Iterator[None]:
    """Let Arrow take its memory from the system meanwhile, and give it back: its own pool keeps a third more."""
    before = pa.default_memory_pool()
    pa.set_memory_pool(pa.system_memory_pool())
    try:
        yield
    finally:
        pa.set_memory_pool(before)
        give_back()
