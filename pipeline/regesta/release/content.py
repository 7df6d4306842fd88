"""The content of a release: its objects in order, as json/ holds them, and the hash that stands for them."""

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from shutil import move
from typing import Any, BinaryIO, TypeAlias

from regesta.contract import KINDS, Contract, objects_in, shipped_vocabulary
from regesta.dataset import Dataset
from regesta.engine.batch import in_pieces, processors
from regesta.engine.examine import Examination
from regesta.jsontext import canonical, compact
from regesta.normalise.filled import Filled
from regesta.normalise.record import settle_source
from regesta.normalise.scripts import script_of
from regesta.progress import stage
from regesta.release.computed import same_as_groups
from regesta.release.released import Gone, Maker, Released, own_sources, release_span
from regesta.release.spans import Span, spans_of
from regesta.release.stored import Lines, Row
from regesta.release.withhold.hidden import NOTHING, Hidden, joined
from regesta.release.withhold.values import rounded
from regesta.walk import ordered

Content: TypeAlias = dict[str, list[Row]]  # the objects of a release by table, in memory
Stored: TypeAlias = Mapping[str, Sequence[Row]]  # the same, of which the long tables are on disk

JSON_TABLES = ("events", "actors", "places", "sources", "withdrawn")
RELEASED = tuple(kind for kind in KINDS if kind not in ("file", "config"))  # kinds of documents in schema/
_BLOCK = 1 << 20  # bytes


def _content(examination: Examination, folder: Path) -> tuple[Stored, Hidden, "hashlib._Hash"]:
    """Write the released objects to folder/json/TABLE.jsonl, each table sorted by id; and what is withheld, and a hash.

    The events and their sources are not held in memory. The hash is of what was written, which is not read once more.
    """
    dataset = examination.dataset
    (folder / "json").mkdir()
    digits = dataset.coordinate_digits
    small = {
        "actors": [_named(dataset.contract, "actors", entry) for entry in dataset.actors],
        "places": [rounded(_named(dataset.contract, "places", entry), digits) for entry in dataset.places],
        "withdrawn": [stone for part in examination.parts for stone in part.withdrawn],
    }
    content: dict[str, Sequence[Row]] = {name: sorted(rows, key=lambda row: row["id"]) for name, rows in small.items()}
    lines = {name: json_lines(rows) for name, rows in content.items()}
    for name, data in lines.items():
        (folder / f"json/{name}.jsonl").write_bytes(data)
    digest = hashlib.sha256(lines["actors"])
    made, digest = _made(examination, folder, spans_of(examination.parts), digest, Gone())
    digest.update(lines["places"])
    _join(folder / "json/sources.jsonl", [one.sources for one in made], digest)
    digest.update(lines["withdrawn"])
    for name in ("events", "sources"):
        content[name] = Lines(folder / f"json/{name}.jsonl", sum(getattr(one, f"n_{name}") for one in made))
    return {name: content[name] for name in JSON_TABLES}, joined(one.hidden for one in made), digest


def _maker(examination: Examination, folder: Path, without: Gone) -> Maker:
    parts, dataset = examination.parts, examination.dataset
    ties = [tie for part in parts for tie in part.ties if tie not in without.ties]
    gone = {stone["id"] for part in parts for stone in part.withdrawn}
    tied = {own for tie in ties for own in tie} - gone
    alive = tied.intersection(examination.ids()) if tied else set()
    retracted = frozenset(a.answered for part in parts for a in part.abroad if a.stance == "retracts")
    shared = sorted(shared_sources_released(dataset), key=lambda source: str(source["id"]))
    return Maker(dataset, folder, retracted, same_as_groups(alive, ties), shared, without)


def _made(
    examination: Examination, folder: Path, spans: Sequence[Span], digest: "hashlib._Hash", without: Gone
) -> tuple[list[Released], "hashlib._Hash"]:
    """Write json/events.jsonl, and the sources span by span; with the hash gone on that digest is the beginning of."""
    maker, so_far, made = _maker(examination, folder, without), digest.copy(), []
    done = in_pieces(partial(release_span, maker), spans, processors() if len(spans) > 1 else 1)
    with (folder / "json/events.jsonl").open("wb") as file:
        for one in stage("preparing", done, len(spans), lambda one: one.n_events, "event"):
            _append(file, one.events, so_far)
            made.append(one)
    gone = Gone(*(frozenset().union(*parts) for parts in zip(*(one.gone for one in made), strict=True)))
    if any(without) or not any(gone):
        return made, so_far
    return _made(examination, folder, spans, digest, gone)


def _join(path: Path, parts: Sequence[Path], digest: "hashlib._Hash") -> None:
    """One file of all parts, which are removed; what they hold is added to the hash."""
    with path.open("wb") as file:
        for part in parts:
            _append(file, part, digest)


def _append(file: BinaryIO, part: Path, digest: "hashlib._Hash") -> None:
    with part.open("rb") as lines:
        while block := lines.read(_BLOCK):
            digest.update(block)
            file.write(block)
    part.unlink()


def _named(contract: Contract, kind: str, entry: Mapping[str, Any]) -> Row:
    """A registry entry in contract order, with the script of each of its names."""
    document = contract.schema(kind)
    names = [
        {"script": script, **name} if (script := script_of(name["text"])) else name for name in entry.get("names", ())
    ]
    whole = {**entry, **({"names": names} if names else {})}
    done: Row = ordered(document, document["items"], whole)
    return done


def released_sources(dataset: Dataset, events: Iterable[Row]) -> Iterator[Row]:
    """Every source once: the shared ones under their id, the others under event-id#id."""
    yield from shared_sources_released(dataset)
    for event in events:
        yield from own_sources(event, dataset.shared)


def shared_sources_released(dataset: Dataset) -> Iterator[Row]:
    """The sources that events share, with their blanks filled in."""
    document = dataset.contract.schema("event")
    for source in dataset.shared.values():
        filled = Filled(json.loads(json.dumps(source)))
        settle_source(filled, "", filled.data, dataset)
        yield ordered(document, {"$ref": "#/$defs/Source"}, filled.data)


def json_lines(rows: Iterable[Row]) -> bytes:
    """Objects as JSON Lines: compact, in UTF-8, each with its line end."""
    return "".join(compact(row) + "\n" for row in rows).encode()


def schema_files(contract: Contract) -> dict[str, bytes]:
    """The contract that a release obeys, by path: composed schemas and vocabularies."""
    files = {
        f"schema/{kind}.schema.json": (json.dumps(contract.schema(kind), ensure_ascii=False, indent=1) + "\n").encode()
        for kind in RELEASED
    }
    return files | {f"schema/vocabulary/{name}.csv": _vocabulary_csv(contract, name) for name in vocabularies(contract)}


def vocabularies(contract: Contract) -> list[str]:
    """The names of the vocabularies that the schemas of a release speak of, sorted."""
    named = (node.get("x-vocabulary") for kind in RELEASED for node in objects_in(contract.schema(kind)))
    return sorted({name for name in named if isinstance(name, str)})


def _vocabulary_csv(contract: Contract, name: str) -> bytes:
    import csv  # noqa: PLC0415 - used here alone
    import io  # noqa: PLC0415 - as above

    rows = contract.vocabulary(name)
    shipped = list(next(iter(shipped_vocabulary(name).values())))
    columns = list(dict.fromkeys([*shipped, *(key for row in contract.added.get(name, {}).values() for key in row)]))
    out = io.StringIO()
    writer = csv.DictWriter(out, columns, restval="", lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows.values())
    return out.getvalue().encode()


def content_hash(folder: Path, about: Mapping[str, Any], schemas: Mapping[str, bytes]) -> str:
    """SHA-256 over json/*.jsonl in order of name, [dataset] as canonical JSON, and schema/ in order of path."""
    digest = hashlib.sha256()
    for name in sorted(JSON_TABLES):
        with (folder / f"json/{name}.jsonl").open("rb") as file:
            while block := file.read(_BLOCK):
                digest.update(block)
    return _with_contract(digest, about, schemas)


def _with_contract(digest: "hashlib._Hash", about: Mapping[str, Any], schemas: Mapping[str, bytes]) -> str:
    """The hash of the tables gone on with."""
    digest.update(canonical(about))
    for path in sorted(schemas):
        digest.update(schemas[path])
    return digest.hexdigest()


@dataclass(frozen=True)
class Prepared:
    """A release that is ready to be written: its content in folder/json, and the hash that stands for it.

    hidden is what it withholds, which is in none of it if `withheld_elsewhere` finds nothing.
    """

    folder: Path
    content: Stored
    schemas: dict[str, bytes]
    content_sha256: str
    hidden: Hidden = NOTHING

    def moved(self, folder: Path) -> "Prepared":
        """The same, its files in another folder."""
        move(self.folder / "json", folder / "json")
        content = {
            name: Lines(folder / f"json/{name}.jsonl", len(rows)) if isinstance(rows, Lines) else rows
            for name, rows in self.content.items()
        }
        return replace(self, folder=folder, content=content)


def prepare(examination: Examination, folder: Path) -> Prepared:
    """Write the content of a release to a folder, and take its hash: that of `content_hash`.

    The examination has its normalised records.
    """
    content, hidden, digest = _content(examination, folder)
    schemas = schema_files(examination.dataset.contract)
    return Prepared(folder, content, schemas, _with_contract(digest, examination.dataset.about, schemas), hidden)
