"""The content of a release: its objects in order, as json/ holds them, and the hash that stands for them."""

import hashlib
import json
from collections import defaultdict
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from shutil import copyfileobj, move
from tempfile import TemporaryDirectory
from typing import Any, BinaryIO, NamedTuple, TypeAlias

from regesta.batch import in_pieces, processors
from regesta.contract import KINDS, Contract, shipped_vocabulary
from regesta.dataset import Dataset
from regesta.examine import Examination, examine_dataset
from regesta.jsontext import canonical, compact
from regesta.normalise.record import Filled, settle_source
from regesta.normalise.scripts import script_of
from regesta.progress import stage
from regesta.release.computed import Answer, Key, figures, same_as_groups
from regesta.release.hidden import NOTHING, Hidden, hidden_in, joined
from regesta.release.stored import Lines, Row
from regesta.release.withhold import public_edition, rounded, withheld_of_sources, without
from regesta.walk import ordered

Content: TypeAlias = dict[str, list[Row]]  # the objects of a release by table, in memory
Stored: TypeAlias = Mapping[str, Sequence[Row]]  # the same, of which the long tables are on disk

JSON_TABLES = ("events", "actors", "places", "sources", "withdrawn")
_AT_A_TIME = 4_000  # events that one process makes at a time
_OPEN = 200  # files


class Released(NamedTuple):
    """Some events as they are released: files of their lines and of those of their sources, and how many of each.

    gone is what they withhold of shared sources, hidden what of all they withhold must not stand elsewhere.
    """

    events: Path
    sources: Path
    n_events: int
    n_sources: int
    gone: frozenset[tuple[str, str]]
    hidden: Hidden = NOTHING


class Maker(NamedTuple):
    """What a released event is made with, beside its record.

    abroad are the answers of other events to its claims, by event; retracted the claims that were taken back; groups
    those of same-as relations. shared are the released sources that events share, sorted by id; gone what some event
    withholds of them.
    """

    dataset: Dataset
    folder: Path
    abroad: Mapping[str, Sequence[Answer]]
    retracted: frozenset[Key]
    groups: Mapping[str, str]
    shared: Sequence[Row]
    gone: frozenset[tuple[str, str]] = frozenset()


class Span(NamedTuple):
    """Events that follow each other by id: where their normalised lines are, and from and below which ids they lie."""

    number: int
    lines: Sequence[tuple[Path, int, int]]
    start: str
    end: str


def make_content(examination: Examination, folder: Path) -> tuple[Stored, Hidden]:
    """Write the released objects to folder/json/TABLE.jsonl, each table sorted by id; and what is withheld.

    The examination has its normalised records; the events and their sources are not held in memory.
    """
    dataset = examination.dataset
    (folder / "json").mkdir()
    maker = _maker(examination, folder)
    spans = _spans(examination)
    made = _made(maker, spans)
    if gone := frozenset(pair for one in made for pair in one.gone):
        made = _made(maker._replace(gone=gone), spans)
    digits = dataset.settings.get("release", {}).get("coordinate_digits")
    small = {
        "actors": [_named(dataset.contract, "actors", entry) for entry in dataset.actors],
        "places": [rounded(_named(dataset.contract, "places", entry), digits) for entry in dataset.places],
        "withdrawn": [stone for part in examination.parts for stone in part.withdrawn],
    }
    content: dict[str, Sequence[Row]] = {name: sorted(rows, key=lambda row: row["id"]) for name, rows in small.items()}
    for name, rows in content.items():
        (folder / f"json/{name}.jsonl").write_bytes(json_lines(rows))
    for name in ("events", "sources"):
        path = folder / f"json/{name}.jsonl"
        _join(path, [getattr(one, name) for one in made])
        content[name] = Lines(path, sum(getattr(one, f"n_{name}") for one in made))
    return {name: content[name] for name in JSON_TABLES}, joined(one.hidden for one in made)


def content_of(folder: Path, today: str) -> tuple[Examination, Content]:
    """The check of a dataset and the content of a release of it, in memory; today is the day of the release."""
    with TemporaryDirectory() as work:
        run = Path(work) / "run"
        run.mkdir()
        examination = examine_dataset(folder, today, run=run)
        return examination, held(make_content(examination, Path(work))[0])


def held(content: Stored) -> Content:
    """The objects of a release, all of them in memory."""
    return {name: list(rows) for name, rows in content.items()}


def _maker(examination: Examination, folder: Path) -> Maker:
    parts, dataset = examination.parts, examination.dataset
    answers = [answer for part in parts for answer in part.abroad]
    abroad: dict[str, list[Answer]] = defaultdict(list)
    for answer in answers:
        if answer.answered[0] != answer.key[0]:
            abroad[answer.answered[0]].append(answer)
    ties = [tie for part in parts for tie in part.ties]
    gone = {stone["id"] for part in parts for stone in part.withdrawn}
    alive = {own for own in examination.ids() if own is not None and own not in gone} if ties else set()
    retracted = frozenset(answer.answered for answer in answers if answer.stance == "retracts")
    shared = sorted(shared_sources_released(dataset), key=lambda source: str(source["id"]))
    return Maker(dataset, folder, dict(abroad), retracted, same_as_groups(alive, ties), shared)


def _spans(examination: Examination) -> list[Span]:
    """All events in the order of their ids, so many at a time; there is always one span."""
    at = [(part, number) for part in examination.parts for number in range(len(part)) if part.line_size(number)]
    at.sort(key=lambda place: str(place[0].ids[place[1]]))
    starts = range(0, max(len(at), 1), _AT_A_TIME)
    ids = ["", *(str(at[n][0].ids[at[n][1]]) for n in starts[1:]), "\U0010ffff"]
    return [
        Span(number, [part.line_at(n) for part, n in at[start : start + _AT_A_TIME]], ids[number], ids[number + 1])
        for number, start in enumerate(starts)
    ]


def _made(maker: Maker, spans: Sequence[Span]) -> list[Released]:
    made = in_pieces(partial(_release_span, maker), spans, processors() if len(spans) > 1 else 1)
    return list(stage("preparing", made, len(spans), lambda one: one.n_events, "events"))


def _release_span(maker: Maker, span: Span) -> Released:
    """Write the released events of a span, and their sources among the shared ones whose ids lie there."""
    dataset, shared = maker.dataset, {source["id"] for source in maker.shared}
    events_path, sources_path = (maker.folder / f"{name}-{span.number}.jsonl" for name in ("events", "sources"))
    sources = [without(s, maker.gone) for s in maker.shared if span.start <= s["id"] < span.end]
    gone: set[tuple[str, str]] = set()
    hidden: list[Hidden] = []
    count = 0
    with events_path.open("wb") as file:
        for raw in _read(span.lines):
            if "withdrawn" in raw:
                continue
            event = _released_event(maker, raw)
            gone.update(withheld_of_sources(event, shared))
            if maker.gone:
                event["sources"] = [without(source, maker.gone) for source in event["sources"]]
            sources += _own_sources(event, dataset.shared)
            hidden += _hidden(raw, event, dataset)
            file.write((compact(event) + "\n").encode())
            count += 1
    sources_path.write_bytes(json_lines(sorted(sources, key=lambda source: str(source["id"]))))
    return Released(events_path, sources_path, count, len(sources), frozenset(gone), joined(hidden))


def _read(lines: Sequence[tuple[Path, int, int]]) -> Iterator[Row]:
    """The normalised events of some lines; no more files are open at a time than a process may have."""
    files: dict[Path, BinaryIO] = {}
    try:
        for path, start, end in lines:
            if path not in files:
                if len(files) >= _OPEN:
                    files.pop(next(iter(files))).close()
                files[path] = path.open("rb")
            files[path].seek(start)
            yield json.loads(files[path].read(end - start))
    finally:
        for file in files.values():
            file.close()


def _released_event(maker: Maker, event: Row) -> Row:
    """An event with its computed fields and without what is withheld, in contract order."""
    settings = maker.dataset.settings.get("release", {})
    own = event["id"]
    computed = figures(event, maker.abroad.get(own, ()), maker.retracted, maker.groups.get(own, own))
    patterns, digits = settings.get("withhold", ()), settings.get("coordinate_digits")
    document = maker.dataset.contract.schema("event")
    public = public_edition({**event, **computed}, patterns, digits)
    done: Row = ordered(document, document, public)
    return done


def _hidden(event: Row, public: Row, dataset: Dataset) -> Iterator[Hidden]:
    """What an event withholds, if anything."""
    patterns = dataset.settings.get("release", {}).get("withhold", ())
    if patterns or "withhold" in event:
        yield hidden_in(event, public, patterns, dataset.name_context.language)


def _join(path: Path, parts: Sequence[Path]) -> None:
    """One file of all parts, which are removed."""
    with path.open("wb") as file:
        for part in parts:
            with part.open("rb") as lines:
                copyfileobj(lines, file, 1 << 20)
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
        yield from _own_sources(event, dataset.shared)


def shared_sources_released(dataset: Dataset) -> Iterator[Row]:
    """The sources that events share, with their blanks filled in."""
    document = dataset.contract.schema("event")
    for source in dataset.shared.values():
        filled = Filled(json.loads(json.dumps(source)))
        settle_source(filled, "", filled.data, dataset)
        yield ordered(document, {"$ref": "#/$defs/Source"}, filled.data)


def _own_sources(event: Row, shared: Container[str]) -> Iterator[Row]:
    for source in event["sources"]:
        if source["id"] not in shared:
            own = {key: value for key, value in source.items() if key != "locator"}
            yield {**own, "id": f"{event['id']}#{source['id']}"}


def json_lines(rows: Iterable[Row]) -> bytes:
    return "".join(compact(row) + "\n" for row in rows).encode()


def schema_files(contract: Contract) -> dict[str, bytes]:
    """The contract that a release obeys, by path: composed schemas and vocabularies."""
    kinds = [kind for kind in KINDS if kind not in ("file", "config")]
    files = {
        f"schema/{kind}.schema.json": (json.dumps(contract.schema(kind), ensure_ascii=False, indent=1) + "\n").encode()
        for kind in kinds
    }
    names = sorted({name for kind in kinds for name in _vocabularies(contract.schema(kind))})
    return files | {f"schema/vocabulary/{name}.csv": _vocabulary_csv(contract, name) for name in names}


def _vocabularies(node: Any) -> Iterator[str]:
    if isinstance(node, dict):
        if isinstance(node.get("x-vocabulary"), str):
            yield node["x-vocabulary"]
        for child in node.values():
            yield from _vocabularies(child)
    elif isinstance(node, list):
        for child in node:
            yield from _vocabularies(child)


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
            while block := file.read(1 << 20):
                digest.update(block)
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
    """Make the content of a release in a folder, and its hash."""
    content, hidden = make_content(examination, folder)
    schemas = schema_files(examination.dataset.contract)
    return Prepared(folder, content, schemas, content_hash(folder, examination.dataset.about, schemas), hidden)
