"""The files of a release against its checksums and its manifest, and against what every such release has."""

from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from pathlib import Path

import pyarrow.parquet as pq

from regesta.contract import Contract
from regesta.release.columns import tables
from regesta.release.content import JSON_TABLES, RELEASED, vocabularies
from regesta.release.describe.readme import FILES
from regesta.release.formats.geo import GEOJSON, GEOPARQUET
from regesta.release.formats.xlsx import XLSX
from regesta.release.kept import lines_path
from regesta.release.manifest import Manifest
from regesta.release.publish import SUMS, read_sums
from regesta.release.stored import lines_of
from regesta.release.texts import named_texts

UNLISTED = ("manifest.json", SUMS)  # in the manifest


def checksum_faults(release: Path, digests: Mapping[str, str]) -> Iterator[str]:
    """Where SHA256SUMS is not what is written of the files that are there, whose digests are given by path."""
    try:
        lines = read_sums(release)
    except (OSError, UnicodeDecodeError):
        yield f"{SUMS} is not there or cannot be read"
        return
    told = len(lines)
    listed = dict(lines)
    yield from _twice((name for name, _ in lines), SUMS)
    for name, digest in listed.items():
        if name not in digests:
            yield f"{name} is missing"
        elif digests[name] != digest:
            yield f"{name} is not what its checksum says"
    yield from (f"{name} does not belong to the release" for name in digests if name not in listed and name != SUMS)
    if told != len(listed) or listed.keys() != digests.keys() - {SUMS}:
        return
    if list(listed) != sorted(listed):
        yield f"{SUMS} is not in the order of its paths"
    if (release / SUMS).read_bytes() != "".join(f"{digest}  {name}\n" for name, digest in lines).encode():
        yield f"{SUMS} does not end every line with a line feed alone"


def _twice(names: Iterator[str], home: str) -> Iterator[str]:
    yield from (f"{name} stands {count} times in {home}" for name, count in Counter(names).items() if count > 1)


def file_faults(release: Path, manifest: Manifest, digests: Mapping[str, str]) -> Iterator[str]:
    """Where the files are not those that the manifest lists, each once with its size and digest."""
    listed = {file.path: file for file in manifest.files}
    yield from _twice((file.path for file in manifest.files), "manifest.json")
    for name, digest in digests.items():
        if name in UNLISTED:
            continue
        if name not in listed:
            yield f"{name} is not in the manifest"
        elif listed[name].bytes != (release / name).stat().st_size or listed[name].sha256 != digest:
            yield f"{name} is not what the manifest says"
    yield from (f"{name} is in the manifest, but not there" for name in listed if name not in digests)


def set_faults(release: Path, manifest: Manifest, contract: Contract, digests: Collection[str]) -> Iterator[str]:
    """What every release of these formats and sources has and this one lacks, and what none has.

    Raises:
        OSError, RegestaError: the sources cannot be read.
    """
    listed = {file.path for file in manifest.files}
    expected = _expected(contract, digests) | {*named_texts(lines_of(lines_path(release, "sources")))}
    yield from (f"{name} is missing, which every such release has" for name in sorted(expected - listed - {*digests}))
    yield from (f"{name} is a file that no release has" for name in sorted((listed & {*digests}) - expected))


def _expected(contract: Contract, there: Collection[str]) -> set[str]:
    """The files of a release: those of every one, and all of a format of which there is any."""
    found = {"README.md", *FILES, *(f"json/{table}.jsonl" for table in JSON_TABLES)}.difference(UNLISTED)
    found |= {f"schema/{kind}.schema.json" for kind in RELEASED}
    found |= {f"schema/vocabulary/{name}.csv" for name in vocabularies(contract)}
    flat = list(tables(contract))
    formats = (
        {f"json/{table}.json" for table in JSON_TABLES},
        {f"csv/{table}.csv" for table in flat},
        {f"parquet/{table}.parquet" for table in ("events", *flat)},
        {GEOJSON, GEOPARQUET},
        {XLSX},
    )
    return found.union(*(files for files in formats if not files.isdisjoint(there)))


def row_faults(release: Path, manifest: Manifest, digests: Collection[str]) -> Iterator[str]:
    """Where the manifest tells no number of rows of a table, one of what is none, or another than there are.

    Those of CSV and Parquet are counted where their values are compared.
    """
    for file in manifest.files:
        if file.path not in digests:
            continue
        if (file.rows is not None) != _is_table(file.path):
            yield f"the manifest tells {'the' if file.rows is not None else 'no'} number of rows of {file.path}"
        elif file.rows is not None and (rows := _rows(release, file.path)) not in (None, file.rows):
            yield f"{file.path} has {rows} rows, the manifest says {file.rows}"


def _is_table(name: str) -> bool:
    return name.startswith(("json/", "csv/", "parquet/", "geo/")) or name == "changes.jsonl"


def _rows(release: Path, name: str) -> int | None:
    """How many rows a file has; None where it is not a file that tells it."""
    try:
        if name in (GEOJSON, GEOPARQUET):
            return int(pq.read_metadata(str(release / GEOPARQUET)).num_rows)
        if name == "changes.jsonl" or name.startswith("json/"):
            return len(lines_of((release / name).with_suffix(".jsonl")))
    except (OSError, ValueError):
        pass
    return None
