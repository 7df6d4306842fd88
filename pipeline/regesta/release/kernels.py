"""Kernels: the parts of Arrow whose published types are too narrow, or not there."""

from typing import Any, TypeAlias

import pyarrow as pa
import pyarrow.compute

Array: TypeAlias = Any  # pyarrow.Array, of the type that the function's docstring says
pc: Any = pa.compute  # takes a plain text or number among arrays
_pa: Any = pa


def counted(start: int, length: int) -> Array:
    """The int64 numbers from start on."""
    return _pa.arange(start, start + length)


def opened(data: bytes) -> Any:
    """Bytes as a file for Arrow's readers of text; Parquet is read by path only."""
    return _pa.BufferReader(data)
