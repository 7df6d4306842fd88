"""README.md of a release: how to cite it, what is in it, how to check it, how to open it."""

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from regesta.release.describe.about import citation, days, doi_url, from_geonames, licence_url
from regesta.release.describe.changelog import counted
from regesta.release.describe.counts import code_counts, picked
from regesta.release.describe.fields import described_tables
from regesta.release.describe.files import words, write_text
from regesta.release.describe.markdown import code, link, paragraphs, prose, table
from regesta.release.edition import Edition
from regesta.report.text import plural

FOLDERS = {
    "csv": "Every table as CSV; `events_flat.csv` is one row an event.",
    "parquet": "The same tables as Parquet, with their types; `events.parquet` is nested.",
    "json": "The records as JSON Lines, one a line.",
    "geo": "For maps, as GeoJSON and GeoParquet: an event at each of its places with coordinates, so maybe twice.",
    "xlsx": "The tables as a workbook.",
    "evidence": "Source texts that may be redistributed.",
    "schema": "The contract that every record obeys: JSON Schema, and the vocabularies as CSV.",
}
FILES = {
    "index.html": "The dataset as a page, for a browser, without a network.",
    "CODEBOOK.md": "Every table and field: meaning, type, codes with counts, fill rate, an example; the conventions.",
    "CHANGES.md": "What is different from the version before, in words.",
    "changes.jsonl": "The same, complete, for programs.",
    "CITATION.cff": "How to cite it, in the Citation File Format.",
    "datapackage.json": "The files and columns as a Data Package.",
    "croissant.json": "The same for Croissant and for search engines (schema.org).",
    "datacite.json": "What a repository needs to register a DOI.",
    "manifest.json": "Every file with its size and digest, and with which tools and data it was made.",
    "SHA256SUMS": "The digest of every file.",
}
LATER = ("index.html", "manifest.json", "SHA256SUMS")  # written after this one
MOST = 20  # publishers named of one licence


def write_readme(edition: Edition, folder: Path) -> None:
    """README.md: run it after every other file but the manifest and the checksums, since it names what is there."""
    about = edition.dataset.about
    parts = [
        f"# {prose(about['title'])}\n",
        f"Version {prose(about['version'])}, released {about['released']}." + _where(edition) + "\n",
        *([paragraphs(about["description"]) + "\n"] if "description" in about else []),
        _contents(edition),
        f"## How to cite it\n\n{_citation(edition)}\n",
        "## Licence\n\n" + _licence(edition),
        *([f"## What is withheld\n\n{' '.join(gone)}\n"] if (gone := list(_withheld(edition))) else []),
        "## Files\n\n" + table(("Path", "What it is"), _files(folder)),
        "## Tables and keys\n\n" + _tables(edition) + "\n" + words("joins.md"),
        "## Before you count\n\n" + words("counting.md"),
        "## Check it\n\n" + words("check.md"),
        "## Open it\n\n" + words(_opening(folder)),
        "## How it was made\n\n" + words("made.md") + _not_looked_for(edition),
        *([f"## Cells of the CSV files\n\n{words('cells.md')}"] if (folder / "csv").is_dir() else []),
    ]
    write_text(folder, "README.md", "\n".join(parts))


def _where(edition: Edition) -> str:
    """The address of the dataset."""
    about = edition.dataset.about
    urls = [url for url in (doi_url(about), about.get("homepage")) if url is not None]
    return "".join(f" {link(url)}" for url in urls)


def _contents(edition: Edition) -> str:
    """How much there is, which days it covers, and in which languages it was read."""
    numbers = [counted(len(rows), name) for name, rows in edition.content.items() if rows]
    languages = ", ".join(map(code, edition.dataset.languages))
    read = f" The printed texts are in {languages} (BCP 47)." if languages else ""
    return f"It holds {', '.join(numbers)}{_covered(edition)}.{read}\n"


def _covered(edition: Edition) -> str:
    span = days(edition)
    if span is None:
        return ""
    covered = f", of {span[0]}" if span[0] == span[1] else f", from {span[0]} to {span[1]}"
    return f"{covered} (the year -0043 is 44 BCE)" if span[0].startswith(("-", "0000")) else covered


def _citation(edition: Edition) -> str:
    """The citation as text; `CITATION.cff` holds the same for programs."""
    return f"> {prose(citation(edition.dataset.about))}\n\n`CITATION.cff` says the same to programs."


def _licence(edition: Edition) -> str:
    licence = edition.dataset.about["licence"]
    url = licence_url(licence)
    where = f" ({link(url)})" if url is not None else ""
    told = f"The dataset is published under {prose(licence)}{where}. The texts of its sources stay under their own.\n"
    rows = list(_source_licences(edition))
    listed = [table(("Licence of the text", "Sources:", "Publishers"), rows)] if rows else []
    of_places = [words("geonames.md")] if from_geonames(edition) else []
    return "\n".join([told, *listed, *of_places])


def _withheld(edition: Edition) -> Iterator[str]:
    """What of the dataset is not in this edition; nothing where all of it is."""
    number = code_counts(edition.tables["missing"], "reason")["reason"].get("withheld", 0)
    if number:
        values = "1 value is" if number == 1 else f"{number:,} values are"
        yield (
            f"{values} known and not published: the table `missing` names each, with the reason `withheld`. "
            "A record may lack a field for it that the contract in `schema/` requires."
        )
    digits = edition.dataset.coordinate_digits
    if digits is not None:
        yield f"Coordinates are rounded to {plural(digits, 'decimal place') if digits else 'whole degrees'}."


def _not_looked_for(edition: Edition) -> str:
    """The rules that the dataset switched off: of what they would find, nothing can be told."""
    off = sorted(name for name, severity in edition.dataset.table("rules").items() if severity == "off")
    return (
        f"\nThe dataset switched rules off, and nobody looked for what they find: {', '.join(map(code, off))}.\n"
        if off
        else ""
    )


def _source_licences(edition: Edition) -> Iterator[list[str]]:
    """For each licence of a source's text: how many sources bear it, and who published them."""
    number: Counter[str] = Counter()
    names: dict[str, set[str]] = {}
    for part in picked(edition.tables["sources"], "licence", "publisher"):
        each = part.group_by(["licence", "publisher"], use_threads=False).aggregate([([], "count_all")])
        for row in each.to_pylist():
            licence = row["licence"] or ""
            number[licence] += row["count_all"]
            names.setdefault(licence, set()).update([row["publisher"]] if row["publisher"] is not None else [])
    for licence in sorted(number):
        listed = [prose(name) for name in sorted(names[licence])]
        more = f" and {len(listed) - MOST} more" if len(listed) > MOST else ""
        yield [prose(licence) or "not stated", str(number[licence]), "; ".join(listed[:MOST]) + more]


def _files(folder: Path) -> Iterator[list[str]]:
    """What is there, the files first; one that nobody described is named alone, what a system left (.DS_Store) not."""
    there = {path.name for path in folder.iterdir() if not path.name.startswith(".")} | set(LATER) - {"README.md"}
    yield from ([f"`{name}`", text] for name, text in FILES.items() if name in there)
    as_json = "The records as JSON Lines, one a line, and as JSON, one array."
    told = FOLDERS | ({"json": as_json} if (folder / "json/events.json").exists() else {})
    yield from ([f"`{name}/`", text] for name, text in told.items() if name in there)
    yield from ([code(name), ""] for name in sorted(there - FILES.keys() - FOLDERS.keys() - {"README.md"}))


def _tables(edition: Edition) -> str:
    rows = (
        [
            f"[`{t.name}`](CODEBOOK.md#{t.name})",
            prose(t.description),
            ", ".join(map(code, t.key)),
            str(edition.tables[t.name].num_rows),
        ]
        for t in described_tables(edition.dataset.contract)
    )
    return table(("Table", "What it holds", "Key", "Rows:"), rows)


def _opening(folder: Path) -> str:
    """The examples for the best format that is there."""
    return next(f"open-{kind}.md" for kind in ("parquet", "csv", "json") if kind == "json" or (folder / kind).is_dir())
