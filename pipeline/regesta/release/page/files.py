"""The files of a release, as links, and how to check them."""

from collections.abc import Sequence
from pathlib import Path

from regesta.release.edition import Edition
from regesta.release.page.html import file_link, listing, text
from regesta.release.publish import SUMS, release_files
from regesta.report.text import plural

PAGE = "index.html"
_LAST = ("manifest.json", SUMS)  # written after the page
_FORMATS = (("json", ".jsonl"), ("json", ".json"), ("csv", ".csv"), ("parquet", ".parquet"))
_NAMES = {"jsonl": "JSON Lines", "json": "JSON", "csv": "CSV", "parquet": "Parquet"}
_ABOUT = {
    "CHANGES.md": "what is different from the release before",
    "CITATION.cff": "how to cite, for reference managers and code hosts",
    "CODEBOOK.md": "every field and every code, explained",
    "README.md": "where to begin",
    "SHA256SUMS": "the checksum of every file",
    "changes.jsonl": "the same changes, for programs",
    "croissant.json": "description for machine learning tools and data search",
    "datacite.json": "description for a DOI",
    "datapackage.json": "description of tables and columns (Data Package)",
    "manifest.json": "from what, and with which tools, this was made",
}


def files(edition: Edition, folder: Path) -> str:
    """Links to every file of the release: the tables by format, then the rest, without a system's own (.DS_Store)."""
    there = [path.relative_to(folder).as_posix() for path in release_files(folder) if not path.name.startswith(".")]
    paths = sorted({*there, *_LAST} - {PAGE})
    names = list(dict.fromkeys([*edition.tables, *edition.content]))
    tables = {f"{kind}/{name}{ending}" for name in names for kind, ending in _FORMATS}
    rest = [path for path in paths if path not in tables and not path.startswith("schema/")]
    schema = [path for path in paths if path.startswith("schema/")]
    return (
        f"{_tables(edition, names, set(paths))}<h3>Descriptions</h3>"
        + listing((f"{file_link(path)}{_purpose(path)}" for path in rest), "files")
        + f"<details><summary>The contract and the vocabularies: {plural(len(schema), 'file')}</summary>"
        + f"{listing(map(file_link, schema), 'files')}</details>"
    )


def _purpose(path: str) -> str:
    return f" <small>{text(_ABOUT[path])}</small>" if path in _ABOUT else ""


def _tables(edition: Edition, names: Sequence[str], there: set[str]) -> str:
    head = "".join(f'<th scope="col">{name}' for name in ("Table", "Rows", "Files"))
    rows = "".join(_table(edition, name, there) for name in names)
    return (
        '<table class="formats"><caption class="away">Tables and their files</caption>'
        f"<thead><tr>{head}</thead><tbody>{rows}</tbody></table>"
    )


def _table(edition: Edition, name: str, there: set[str]) -> str:
    rows = edition.tables[name].num_rows if name in edition.tables else len(edition.content[name])
    paths = [f"{kind}/{name}{ending}" for kind, ending in _FORMATS if f"{kind}/{name}{ending}" in there]
    links = " ".join(file_link(path, _NAMES[path.rpartition(".")[2]]) for path in paths)
    return f'<tr><th scope="row"><code>{text(name)}</code><td>{rows:,}<td>{links}' if links else ""


def check(edition: Edition) -> str:
    """How a reader makes sure that the files are the ones that were released."""
    name = f"{edition.dataset.about['name']}-{edition.dataset.about['version']}"
    return (
        "<h3>Check</h3><p>In the folder of the release, every checksum must hold:</p><pre>sha256sum -c SHA256SUMS</pre>"
        "<p>With regesta, also that JSON, CSV and Parquet hold the same values and every record obeys the contract:</p>"
        f"<pre>regesta verify {text(name)}</pre>"
    )
