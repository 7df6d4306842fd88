"""Whether a release is what it says: checksums, rows, the same values in every format, sound records."""

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq

from regesta.contract import Contract, read_vocabulary
from regesta.errors import RegestaError
from regesta.release.compare import compare_files
from regesta.release.content import content_hash
from regesta.release.geo import compare_geo
from regesta.release.interface import release_content
from regesta.release.manifest import Manifest, read_manifest
from regesta.release.publish import SUMS, release_files, sha256
from regesta.release.stored import lines_of
from regesta.validate import break_contract, explain
from regesta.wrong_paths import no_release


def verify(release: Path) -> Iterator[str]:
    """What does not hold in a release, in words; nothing where all of it holds.

    Raises:
        RegestaError: there is no release there.
    """
    if not (release / "manifest.json").is_file():
        raise no_release(release)
    strange = list(_strange(release))
    if strange:  # nothing is opened that may lie elsewhere, or wait for ever
        yield from (f"{name} is no plain file" for name in strange)
        return
    digests = {path.relative_to(release).as_posix(): sha256(path) for path in release_files(release)}
    found = list(_checksums(release, digests))
    try:
        manifest = read_manifest(release)
    except ValueError as error:
        yield from (*found, f"manifest.json is not a manifest: {str(error).splitlines()[0]}")
        return
    found += _files(release, manifest, digests)
    yield from found
    try:
        yield from _content(release, manifest)
    except (OSError, ValueError, TypeError, AttributeError, LookupError, RuntimeError, RegestaError) as error:
        yield f"the content cannot be read: {type(error).__name__}: {str(error).splitlines()[0] if str(error) else ''}"


def _strange(release: Path) -> Iterator[str]:
    """What lies in a release and is neither a file nor a folder of its own: links, pipes."""
    for path in sorted(release.rglob("*")):
        if path.is_symlink() or not (path.is_file() or path.is_dir()):
            yield path.relative_to(release).as_posix()


def _checksums(release: Path, there: Mapping[str, str]) -> Iterator[str]:
    try:
        lines = (release / SUMS).read_text(encoding="utf-8").splitlines() if (release / SUMS).is_file() else None
    except (OSError, UnicodeDecodeError):
        lines = None
    if lines is None:
        yield f"{SUMS} is not there or cannot be read"
        return
    listed = {name: digest for digest, _, name in (line.partition("  ") for line in lines)}
    for name, digest in listed.items():
        if name not in there:
            yield f"{name} is missing"
        elif there[name] != digest:
            yield f"{name} is not what its checksum says"
    yield from (f"{name} does not belong to the release" for name in there if name not in listed and name != SUMS)


def _files(release: Path, manifest: Manifest, digests: Mapping[str, str]) -> Iterator[str]:
    listed = {file.path: file for file in manifest.files}
    for name, digest in digests.items():
        if name in ("manifest.json", SUMS):
            continue
        if name not in listed:
            yield f"{name} is not in the manifest"
        elif listed[name].bytes != (release / name).stat().st_size or listed[name].sha256 != digest:
            yield f"{name} is not what the manifest says"
    yield from (f"{name} is in the manifest, but not there" for name in listed if name not in digests)
    for name, file in listed.items():
        known = file.rows is not None and name in digests  # no other file is opened, whatever its name
        if known and (rows := _rows(release / name)) is not None and rows != file.rows:
            yield f"{name} has {rows} rows, the manifest says {file.rows}"


def _rows(path: Path) -> int | None:
    if path.suffix == ".jsonl":
        return len(lines_of(path))
    try:
        return int(pq.read_metadata(str(path)).num_rows) if path.suffix == ".parquet" else None
    except (OSError, ValueError):
        return None


def release_contract(release: Path) -> Contract:
    """The contract that a release carries."""
    composed = {
        path.name.removesuffix(".schema.json"): json.loads(path.read_text(encoding="utf-8"))
        for path in sorted((release / "schema").glob("*.schema.json"))
    }
    added = {
        path.stem: read_vocabulary(path.read_text(encoding="utf-8"))
        for path in sorted((release / "schema" / "vocabulary").glob("*.csv"))
    }
    return Contract(added=added, composed=composed)


def _content(release: Path, manifest: Manifest) -> Iterator[str]:
    contract = release_contract(release)
    schemas = {p.relative_to(release).as_posix(): p.read_bytes() for p in release_files(release / "schema")}
    if content_hash(release, manifest.dataset, schemas) != manifest.content_sha256:
        yield "the content is not what content_sha256 says"
    content = release_content(release)
    odd = [kind for kind, objects in content.items() if not all(isinstance(one, dict) for one in objects)]
    if odd:
        yield from (f"json/{kind}.jsonl holds what is no object" for kind in odd)
        return
    for event in content["events"]:
        yield from _event(contract, event)
    for kind in ("actors", "places", "sources"):
        if content[kind] and kind != "sources" and break_contract(contract, kind, content[kind]):
            yield from (f"json/{kind}.jsonl: {d.message} at {d.field}" for d in explain(contract, kind, content[kind]))
    yield from compare_files(release, contract)
    yield from compare_geo(release, contract, content["events"])


def _event(contract: Contract, event: dict[str, Any]) -> Iterator[str]:
    """Where a released event breaks the contract; a required field may be absent where missing says withheld."""
    if not break_contract(contract, "event", event):
        return
    withheld = {
        entry["field"].removesuffix("/-") for entry in event.get("missing", ()) if entry["reason"] == "withheld"
    }
    for diagnostic in explain(contract, "event", event):
        expected = diagnostic.expected  # one field, or several of which one is needed
        needed = expected if isinstance(expected, list) else [expected]
        if diagnostic.code != "S102" or not any(f"{diagnostic.field}/{name}" in withheld for name in needed):
            yield f"event {event.get('id')}: {diagnostic.message} at {diagnostic.field or '/'}"
