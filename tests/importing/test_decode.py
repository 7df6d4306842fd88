"""Which encoding a text file is taken for, and where its wrong bytes are told."""

import gzip
from pathlib import Path

import pytest

from regesta.errors import RegestaError
from regesta.importing.decode import Text, as_utf8

LONG = "12,Lyon\n" * 200_000  # longer than what is decoded at once


def decoded(tmp_path: Path, raw: bytes, *encodings: str) -> str | list[tuple[int | None, int | None]]:
    """The encoding that a file is taken for, or the lines and columns of its wrong bytes."""
    (tmp_path / "a.csv").write_bytes(raw)
    read = as_utf8(tmp_path / "a.csv", "a.csv", encodings, tmp_path / "copy")
    return read.encoding if isinstance(read, Text) else [(fault.line, fault.column) for fault in read]


@pytest.mark.parametrize(
    ("raw", "encodings", "expected"),
    [
        pytest.param("é".encode(), ["utf-8", "cp1252"], "utf-8", id="sound"),
        pytest.param(b"caf\xe9", ["utf-8", "cp1252"], "cp1252", id="one wrong byte, and nothing of UTF-8"),
        pytest.param("é".encode() + b"\xe9," * 10, ["utf-8", "cp1252"], [(1, 2)], id="ten wrong to one of Latin"),
        pytest.param("é".encode() + b"\xe9," * 11, ["utf-8", "cp1252"], "cp1252", id="eleven wrong to one of Latin"),
        pytest.param("ЖЖ".encode() + b"\xe9", ["utf-8", "cp1252"], [(1, 3)], id="fewer wrong than right"),
        pytest.param("Ж".encode() + b"\xe9", ["utf-8", "cp1252"], "cp1252", id="as many wrong as right"),
        pytest.param(b"a\r\nb\rc\xff\xff\nd\xff", ["utf-8"], [(3, 2), (4, 2)], id="ends of lines of three kinds"),
        pytest.param(LONG.encode() + b"ab\xff", ["utf-8"], [(200_001, 3)], id="far down"),
        pytest.param(("é" + LONG).encode("utf-16") + b"\0", ["utf-16"], [(200_001, 1)], id="wide, and cut off"),
        pytest.param(b"PAR1\x15\x04\xff\n\xff", ["utf-8", "cp1252"], [(1, 1)], id="Parquet"),
        pytest.param(b"\xff\n" * 30, ["utf-8"], [(line, 1) for line in range(1, 22)], id="the most that are told"),
    ],
)
def test_a_text_is_one_of_the_declared_encodings_or_told_where_it_breaks_them(
    tmp_path: Path, raw: bytes, encodings: list[str], expected: str | list[tuple[int, int]]
) -> None:
    assert decoded(tmp_path, raw, *encodings) == expected


@pytest.mark.parametrize(
    ("raw", "what", "advice"),
    [
        (gzip.compress(b"id,day\n"), "packed by gzip", "unpack it first"),
        (b"PK\x03\x04....", "a ZIP file or a workbook", "unpack it first; the name of a workbook ends in .xlsx"),
        (bytes.fromhex("d0cf11e0a1b11ae1"), "an old workbook of Excel", "save it as .xlsx, or as CSV"),
        (b"\xef\xbb\xbf\n<!DOCTYPE html><p>Log in", "a web page", "open it in a browser"),
        (b"<html lang=fr>", "a web page", "open it in a browser"),
        ("é".encode("utf-16"), "UTF-16, not UTF-8", 'write encoding = ["utf-16"] above'),
    ],
    ids=["gzip", "zip", "xls", "page", "page without a type", "wide"],
)
def test_a_file_that_is_no_such_text_is_told_as_what_it_is(tmp_path: Path, raw: bytes, what: str, advice: str) -> None:
    (tmp_path / "a.csv").write_bytes(raw)
    found = as_utf8(tmp_path / "a.csv", "a.csv", ("utf-8",), tmp_path / "copy")
    assert isinstance(found, list)
    assert [(what in d.message, advice in (d.help or "")) for d in found] == [(True, True)]


@pytest.mark.parametrize("encoding", ["no-such", "hex", "rot13", "punycode", "undefined", "utf-8\0"])
def test_an_encoding_in_which_no_file_is_written_is_refused(tmp_path: Path, encoding: str) -> None:
    with pytest.raises(RegestaError, match="there is no encoding"):
        decoded(tmp_path, b"a", encoding)
