"""A zip archive whose bytes follow from its content: Pythons come with different zlibs, pyarrow with one."""

import struct
import zlib
from collections.abc import Mapping

import pyarrow as pa

from regesta.errors import RegestaError

_DAY = 0x21  # 1 January 1980, the first that a zip archive can state
_FIELDS = "<HHHHHIIIHH"  # version, flags, method, time, date, checksum, both sizes, lengths of name and extra
_GZIP_HEAD, _GZIP_TAIL = 10, 8


def zipped(parts: Mapping[str, bytes]) -> bytes:
    """The archive of files by path (ASCII), in that order, deflated.

    Raises:
        RegestaError: the archive would be larger than 4 GB.
    """
    codec = pa.Codec("gzip", compression_level=6)
    body, index = bytearray(), bytearray()
    for name, data in parts.items():
        packed = memoryview(codec.compress(data, asbytes=True))[_GZIP_HEAD:-_GZIP_TAIL]
        if max(len(data), len(body) + len(packed)) > 0xFFFF0000:
            raise RegestaError(f"{name} is too large for a zip archive")
        about = struct.pack(_FIELDS, 20, 0, 8, 0, _DAY, zlib.crc32(data), len(packed), len(data), len(name), 0)
        index += b"PK\x01\x02" + struct.pack("<H", 20) + about + struct.pack("<HHHII", 0, 0, 0, 0, len(body))
        index += name.encode("ascii")
        body += b"PK\x03\x04" + about + name.encode("ascii") + packed
    end = struct.pack("<HHHHIIH", 0, 0, len(parts), len(parts), len(index), len(body), 0)
    return bytes(body + index + b"PK\x05\x06" + end)
