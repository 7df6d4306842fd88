"""What a release says of itself in words: written again and held to the letter, by the tools that wrote it."""

import json
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import yaml

from regesta.contract import Contract, value_at
from regesta.dataset import Dataset
from regesta.release.columns import tables
from regesta.release.content import Stored
from regesta.release.describe import describe
from regesta.release.describe.about import licence_url
from regesta.release.edition import Edition
from regesta.release.formats.parquetfile import TableFile
from regesta.release.formats.tablefiles import write_tables
from regesta.release.manifest import Manifest, tools_here
from regesta.release.page.files import PAGE
from regesta.release.page.write import write_page
from regesta.release.publish import SUMS, release_files
from regesta.release.stored import lines_of

CHANGES = "CHANGES.md"
_WORDS = (
    "CITATION.cff", "CODEBOOK.md", CHANGES, "datacite.json", "datapackage.json", "croissant.json", "README.md", PAGE,
)  # fmt: skip
_FACTS = {  # where descriptions for programs state what the manifest does
    "CITATION.cff": {"/title": "title", "/version": "version", "/date-released": "released"},
    "datapackage.json": {"/name": "name", "/title": "title", "/version": "version", "/created": "instant"},
    "croissant.json": {
        "/alternateName": "name", "/name": "title", "/version": "version", "/datePublished": "released",
        "/license": "licence page",
    },
    "datacite.json": {
        "/titles/0/title": "title", "/version": "version", "/dates/0/date": "released",
        "/rightsList/0/rights": "licence",
    },
}  # fmt: skip


def made_here(manifest: Manifest) -> bool:
    """Whether the tools that made a release are those of here, which would write the same bytes."""
    return manifest.tools == tools_here()


def word_faults(
    release: Path, manifest: Manifest, contract: Contract, content: Stored, kept: Path, altered: set[str]
) -> Iterator[str]:
    """The descriptions that are not what regesta writes of this release; of one by other tools, what they state.

    content are the released objects; kept is where `keep_objects` kept them; altered are files that are not what the
    manifest says: a description that is itself as it was differs because of those, which is not told again.

    Raises:
        OSError, ValueError, RegestaError: what they are made of cannot be read.
    """
    if not made_here(manifest):
        yield from _misstated(release, manifest)
        return
    with TemporaryDirectory(prefix="regesta-") as work:
        again = Path(work) / "release"
        _mirror(release, again)
        edition = _edition(release, manifest, contract, content, kept, Path(work))
        describe(edition, again)
        write_page(edition, again)
        follows = not altered.isdisjoint(file.path for file in manifest.files if file.path not in _WORDS)
        for name in sorted(altered.intersection(_WORDS)) if follows else _WORDS:
            if (release / name).is_file() and not _same(again / name, release / name):
                yield f"{name} is not what regesta writes of this release"


def _same(again: Path, there: Path) -> bool:
    """Whether a description is the same; that of the changes tells more, of which the release before alone knows."""
    if again.name != CHANGES:
        return again.read_bytes() == there.read_bytes()
    lines = iter(there.read_bytes().split(b"\n"))
    return all(line in lines for line in again.read_bytes().split(b"\n"))


def _mirror(release: Path, again: Path) -> None:
    """A folder that looks like the release before it was described: its other files, as links."""
    for path in release_files(release):
        name = path.relative_to(release)
        if name.as_posix() not in (*_WORDS, "manifest.json", SUMS):
            (again / name).parent.mkdir(parents=True, exist_ok=True)
            (again / name).symlink_to(path.absolute())


def _edition(release: Path, manifest: Manifest, contract: Contract, content: Stored, kept: Path, work: Path) -> Edition:
    names = ("events", *tables(contract))
    if all((release / f"parquet/{name}.parquet").is_file() for name in names):
        held = {name: TableFile(release / f"parquet/{name}.parquet") for name in names}
    else:
        held = write_tables(release, contract, work, csv=False, kept=kept)
    previous = manifest.previous.version if manifest.previous is not None else None
    settings = {"release": {"coordinate_digits": manifest.coordinate_digits}, "rules": manifest.rules or {}}
    dataset = Dataset(settings={"dataset": manifest.dataset, **settings}, contract=contract)
    return Edition(dataset, content, held, list(lines_of(release / "changes.jsonl")), previous, kept=kept)


def _misstated(release: Path, manifest: Manifest) -> Iterator[str]:
    """The descriptions for programs that state another name, version, day, licence or digest than the manifest."""
    ought = {name: getattr(manifest, name) for name in ("name", "version", "released", "licence")} | {
        "title": manifest.dataset.get("title"),
        "instant": f"{manifest.released}T00:00:00Z",
        "licence page": licence_url(manifest.licence) or manifest.licence,
    }
    for name, facts in _FACTS.items():
        stated = _read(release / name)
        for pointer, fact in facts.items():
            if str(value_at(stated, pointer)) != str(ought[fact]):
                yield f"{name} says at {pointer} {value_at(stated, pointer)}, and the manifest {ought[fact]}"
    sums = {file.path: f"sha256:{file.sha256}" for file in manifest.files}
    for file in _read(release / "datapackage.json").get("resources", ()):
        if file.get("hash") != sums.get(file.get("path")):
            yield f"datapackage.json says another digest of {file.get('path')} than the manifest"


def _read(path: Path) -> dict[str, Any]:
    value: dict[str, Any] = (json.loads if path.suffix == ".json" else yaml.safe_load)(path.read_bytes())
    return value
