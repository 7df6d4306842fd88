"""The content of a release: its objects in order, as json/ holds them, and the hash that stands for them."""

import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, TypeAlias

from regesta.contract import KINDS, Contract, shipped_vocabulary
from regesta.dataset import Dataset
from regesta.examine import Examination
from regesta.jsontext import canonical, compact
from regesta.normalise.record import Filled, settle_source
from regesta.normalise.scripts import script_of
from regesta.release.computed import computed
from regesta.release.rows import Row
from regesta.release.withhold import public_edition, rounded, withhold_everywhere
from regesta.walk import ordered

Content: TypeAlias = dict[str, list[Row]]

JSON_TABLES = ("events", "actors", "places", "sources", "withdrawn")


def make_content(examination: Examination) -> Content:
    """The released objects by table, each list sorted by id."""
    dataset = examination.dataset
    events = [treated.filled.data for treated in examination.treated]
    withdrawn = [{"id": event["id"], **event["withdrawn"]} for event in events if "withdrawn" in event]
    released = _released_events(dataset, events)
    digits = dataset.settings.get("release", {}).get("coordinate_digits")
    content = {
        "events": released,
        "actors": [_named(dataset.contract, "actors", entry) for entry in dataset.actors],
        "places": [rounded(_named(dataset.contract, "places", entry), digits) for entry in dataset.places],
        "sources": list(released_sources(dataset, released)),
        "withdrawn": withdrawn,
    }
    withhold_everywhere(content)
    return {name: sorted(rows, key=lambda row: row["id"]) for name, rows in content.items()}


def _released_events(dataset: Dataset, events: list[Row]) -> list[Row]:
    """The events that are not withdrawn, with their computed fields and without what is withheld."""
    figures = computed(events)
    document = dataset.contract.schema("event")
    settings = dataset.settings.get("release", {})
    patterns, digits = settings.get("withhold", ()), settings.get("coordinate_digits")
    return [
        ordered(document, document, public_edition({**event, **figures[event["id"]]}, patterns, digits))
        for event in events
        if "withdrawn" not in event
    ]


def _named(contract: Contract, kind: str, entry: Mapping[str, Any]) -> Row:
    """A registry entry in contract order, with the script of each of its names."""
    document = contract.schema(kind)
    names = [
        {"script": script, **name} if (script := script_of(name["text"])) else name for name in entry.get("names", ())
    ]
    whole = {**entry, **({"names": names} if names else {})}
    done: Row = ordered(document, document["items"], whole)
    return done


def released_sources(dataset: Dataset, events: list[Row]) -> Iterator[Row]:
    """Every source once: the shared ones under their id, the others under event-id#id."""
    document = dataset.contract.schema("event")
    for source in dataset.shared.values():
        filled = Filled(dict(source))
        filled.data = json.loads(json.dumps(source))
        settle_source(filled, "", filled.data, dataset)
        yield ordered(document, {"$ref": "#/$defs/Source"}, filled.data)
    for event in events:
        for source in event["sources"]:
            if source["id"] not in dataset.shared:
                own = {key: value for key, value in source.items() if key != "locator"}
                yield {**own, "id": f"{event['id']}#{source['id']}"}


def json_lines(rows: list[Row]) -> bytes:
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


def content_hash(lines: Mapping[str, bytes], about: Mapping[str, Any], schemas: Mapping[str, bytes]) -> str:
    """SHA-256 over json/*.jsonl in order of name, [dataset] as canonical JSON, and schema/ in order of path."""
    digest = hashlib.sha256()
    for name in sorted(lines):
        digest.update(lines[name])
    digest.update(canonical(about))
    for path in sorted(schemas):
        digest.update(schemas[path])
    return digest.hexdigest()


@dataclass(frozen=True)
class Prepared:
    """A release that is ready to be written: its content, and the hash that stands for it."""

    content: Content
    lines: dict[str, bytes]
    schemas: dict[str, bytes]
    content_sha256: str


def prepare(examination: Examination) -> Prepared:
    """Make the content of a release and its hash, in memory."""
    content = make_content(examination)
    lines = {f"json/{name}.jsonl": json_lines(content[name]) for name in JSON_TABLES}
    schemas = schema_files(examination.dataset.contract)
    return Prepared(content, lines, schemas, content_hash(lines, examination.dataset.about, schemas))
