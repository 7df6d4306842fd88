"""What Spark reads of a file, line by line and block by block, is put together to the bytes of the file."""

import codecs
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from regesta.engine.blocks import blocks_of, literal, named, sources_of
from regesta.engine.worker import _stretches

LINES = st.lists(st.sampled_from([b"", b"a", b'{"id": "x"}', b"b\r", b"\xff", "ü".encode()]), min_size=1, max_size=9)


def as_spark_reads(raw: bytes, cut: int) -> dict[int, list[bytes]]:
    """The lines without their ends by the block, so many bytes long, in which they begin; a byte order mark is lost."""
    found: dict[int, list[bytes]] = {}
    at = 0
    for line in raw.splitlines(keepends=True) if b"\r" not in raw else raw.split(b"\n"):
        whole = line if b"\r" not in raw else line + b"\n"
        if at < len(raw):
            found.setdefault(at // cut * cut, []).append(whole.removesuffix(b"\n"))
        at += len(whole)
    if raw.startswith(codecs.BOM_UTF8):
        found[0][0] = found[0][0].removeprefix(codecs.BOM_UTF8)
    return found


@given(LINES, st.booleans(), st.booleans(), st.integers(1, 40))
def test_the_bytes_and_places_are_those_of_the_file(lines: list[bytes], bom: bool, end: bool, cut: int) -> None:
    raw = codecs.BOM_UTF8 * bom + b"\n".join(lines) + b"\n" * (end or not lines[-1])
    address, folder = "file:/d/x.jsonl", Path("/copies")
    read = as_spark_reads(raw, cut)
    lengths = [(address, at, len(raw), len(some), sum(map(len, some)) + len(some)) for at, some in read.items()]
    blocks = blocks_of(lengths, sources_of([address], {}, folder))
    rebuilt, line = b"", 1
    for at, some in sorted(read.items()):
        for start, first, text in _stretches(blocks[address, at], ((address, at, one) for one in some)):
            assert (start, first) == (len(rebuilt), line)
            rebuilt += text
            line += len(some)
    assert rebuilt == raw


def test_of_a_packed_file_the_lines_count_and_not_the_size() -> None:
    block = blocks_of([("s3a://b/x.jsonl.gz", 0, 5, 2, 600)], sources_of(["s3a://b/x.jsonl.gz"], {}, Path()))
    assert [size for _, _, _, size, _, _ in block.values()] == [None]


def test_files_come_in_the_order_of_the_dataset_and_others_after_by_their_names() -> None:
    own = {"/d/b.jsonl": Path("b.jsonl"), "/d/a.jsonl": Path("a.jsonl")}
    addresses = ["hdfs://n/y.jsonl", "file:///d/a.jsonl", "file:/d/b.jsonl", "hdfs://n/x%20x.jsonl"]
    found = sources_of(addresses, own, Path("copies"))
    assert [(name, one.own) for name, one in sorted(found.items(), key=lambda pair: pair[1].rank)] == [
        ("/d/b.jsonl", True),
        ("/d/a.jsonl", True),
        ("hdfs://n/x x.jsonl", False),
        ("hdfs://n/y.jsonl", False),
    ]


@pytest.mark.parametrize(
    ("address", "name"),
    [
        ("file:/a/b.jsonl", "/a/b.jsonl"),
        ("file:///a/b%20c.jsonl", "/a/b c.jsonl"),
        ("s3a://bucket/%25.jsonl", "s3a://bucket/%.jsonl"),
    ],
)
def test_an_address_is_named_as_people_write_it(address: str, name: str) -> None:
    assert named(address) == name


def test_a_path_with_marks_of_patterns_is_read_as_it_is() -> None:
    assert literal("/a[1]/{b}*?.jsonl") == r"/a\[1\]/\{b\}\*\?.jsonl"
