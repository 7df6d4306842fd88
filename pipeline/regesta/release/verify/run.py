"""Whether a release is what it says: checksums, rows, the same values in every format, sound records."""

import json
import os
from collections.abc import Iterable, Iterator, Mapping
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

from regesta.advice.wrong_paths import no_release
from regesta.contract import Contract, read_vocabulary
from regesta.errors import RegestaError
from regesta.release.compare import compare_files
from regesta.release.content import Stored, content_hash
from regesta.release.diff.interface import first_line, release_content
from regesta.release.formats.geo import compare_geo
from regesta.release.formats.xlsx import compare_xlsx
from regesta.release.kept import keep_objects
from regesta.release.manifest import Manifest, read_manifest
from regesta.release.publish import SUMS, read_sums, release_files, sha256
from regesta.release.verify.changes import change_faults
from regesta.release.verify.contract import contract_faults, shipped_faults
from regesta.release.verify.files import checksum_faults, file_faults, row_faults, set_faults
from regesta.release.verify.manifest import manifest_faults
from regesta.release.verify.plain import strange
from regesta.release.verify.records import NoObjectError, record_faults
from regesta.release.verify.words import made_here, word_faults

_UNREADABLE = (OSError, ValueError, TypeError, AttributeError, LookupError, RuntimeError, RegestaError)


def each_once(releases: Iterable[Path]) -> list[Path]:
    """The releases as they are named, one that is named twice once: by its own name, not by that of a link to it."""
    named: dict[str, Path] = {}
    for release in releases:
        place = os.path.realpath(release)
        if place not in named or (named[place].is_symlink() and not release.is_symlink()):
            named[place] = release
    return list(named.values())


def verify(release: Path) -> Iterator[str]:
    """What does not hold in a release, in words; nothing where all of it holds. What its folder is called is no matter.

    Raises:
        RegestaError: there is no release there.
    """
    if not (release / "manifest.json").is_file() and not _lacks_manifest(release):
        raise no_release(release)
    odd = list(strange(release))
    if odd:  # nothing is opened that may lie elsewhere, or wait for ever
        yield from odd
        return
    digests = {path.relative_to(release).as_posix(): sha256(path) for path in release_files(release)}
    yield from checksum_faults(release, digests)
    if "manifest.json" not in digests:
        return
    try:
        manifest = read_manifest(release)
    except ValueError as error:
        yield f"manifest.json is not a manifest: {first_line(error)}"
        return
    yield from file_faults(release, manifest, digests)
    try:
        yield from _content(release, manifest, digests)
    except NoObjectError as error:
        yield f"{error} holds what is no object"
    except _UNREADABLE as error:
        yield f"the content cannot be read: {_told(error)}"


def _lacks_manifest(release: Path) -> bool:
    """Whether a folder is a release but for the manifest, as its checksums say."""
    try:
        plain = (release / SUMS).is_file() and not (release / SUMS).is_symlink()
        return plain and any(name == "manifest.json" for name, _ in read_sums(release))
    except (OSError, UnicodeDecodeError):
        return False


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


def _content(release: Path, manifest: Manifest, digests: Mapping[str, str]) -> Iterator[str]:
    contract = release_contract(release)
    yield from manifest_faults(manifest, contract)
    yield from contract_faults(contract)
    yield from shipped_faults(release, manifest, contract) if made_here(manifest) else ()
    yield from row_faults(release, manifest, digests)
    yield from set_faults(release, manifest, contract, digests)
    schemas = {p.relative_to(release).as_posix(): p.read_bytes() for p in release_files(release / "schema")}
    if content_hash(release, manifest.dataset, schemas) != manifest.content_sha256:
        yield "the content is not what content_sha256 says"
    yield from record_faults(release, contract)
    yield from change_faults(release)
    with TemporaryDirectory(prefix="regesta-") as work:
        altered = {file.path for file in manifest.files if digests.get(file.path, file.sha256) != file.sha256}
        yield from _formats(release, manifest, contract, Path(work), altered)


def _words(
    release: Path, manifest: Manifest, contract: Contract, content: Stored, kept: Path, altered: set[str]
) -> list[str]:
    try:
        return list(word_faults(release, manifest, contract, content, kept, altered))
    except _UNREADABLE as error:
        return [f"the descriptions cannot be compared: {_told(error)}"]


def _told(error: Exception) -> str:
    return f"{type(error).__name__}: {first_line(error)}"


def _formats(release: Path, manifest: Manifest, contract: Contract, kept: Path, altered: set[str]) -> Iterator[str]:
    """Where the formats do not hold the same values, and the descriptions not what is written of them."""
    content, rows = release_content(release), {file.path: file.rows for file in manifest.files}
    keep_objects(kept, release, contract)
    beside = partial(_words, release, manifest, contract, content, kept, altered)
    yield from compare_files(release, contract, kept, beside, rows, notes=made_here(manifest))
    yield from compare_geo(release, contract, content["events"], kept)
    yield from compare_xlsx(release, contract, manifest.dataset, kept)
