"""Rules over one record: each a small generator, in a table that reads from top to bottom."""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from typing import Any, NamedTuple, TypeAlias

from regesta.check.severities import waivable
from regesta.contract import node_at, value_at
from regesta.dataset import Dataset
from regesta.diagnostics import RULES, Diagnostic
from regesta.loaded_words import loaded_in
from regesta.normalise.quantities import is_number
from regesta.normalise.record import members
from regesta.read.text import cut
from regesta.suggest import nearest
from regesta.validate import did_you_mean
from regesta.walk import referring


class Looked(NamedTuple):
    """A record as it is looked at: as contributed, and with its blanks filled in. Both may lack anything."""

    raw: Mapping[str, Any]
    data: Mapping[str, Any]


RecordRule: TypeAlias = Callable[[Looked, Dataset, str], Iterator[Diagnostic]]


def computed_by_hand(record: Looked, dataset: Dataset, _today: str) -> Iterator[Diagnostic]:
    for name, node in dataset.contract.schema("event")["properties"].items():
        if node.get("readOnly") and name in record.raw:
            message = f"{name} is computed at release and cannot be filled in"
            yield Diagnostic("S107", message, f"/{name}", at="key", help="leave it out")


def subtype_of_type(record: Looked, dataset: Dataset, _today: str) -> Iterator[Diagnostic]:
    subtype, kind = record.data.get("subtype"), record.data.get("type")
    rows = dataset.contract.vocabulary("event-subtypes")
    if not isinstance(subtype, str) or subtype not in rows or not isinstance(kind, str):
        return
    row = rows[subtype]
    types = (row.get("types") or rows.get(row.get("broader", ""), {}).get("types", "")).split(";")
    broader = dataset.contract.vocabulary("event-types").get(kind, {}).get("broader")
    if kind not in types and broader not in types:
        message = f"{subtype} is a subtype of {' or '.join(types)}, not of {kind}"
        yield Diagnostic("S110", message, "/subtype", value=subtype, candidates=tuple(types))


def ids_once(record: Looked, _dataset: Dataset, _today: str) -> Iterator[Diagnostic]:
    for name in ("claims", "sources"):
        seen: dict[str, str] = {}
        for pointer, member in members(record.data, name):
            own = member.get("id")
            if isinstance(own, str) and own in seen:
                message = f"id {own!r} stands twice in {name} of this event, first at {seen[own]}"
                yield Diagnostic("X701", message, f"{pointer}/id", value=own)
            elif isinstance(own, str):
                seen[own] = pointer


def local_references(record: Looked, dataset: Dataset, _today: str) -> Iterator[Diagnostic]:
    """References to claims and sources of the same event."""
    document = dataset.contract.schema("event")
    known = {name: [m["id"] for _, m in members(record.data, f"{name}s") if isinstance(m.get("id"), str)]
             for name in ("claim", "source")}  # fmt: skip
    for kind, target, pointer in referring(document, document, record.data):
        if kind in known and target not in known[kind] and not pointer.endswith("/id"):
            meant = nearest(target, known[kind])
            help_text = did_you_mean(meant) or f"{kind}s of this event: {', '.join(known[kind]) or 'none'}"
            yield Diagnostic("X702", f"there is no {kind} {cut(target)!r} in this event", pointer, value=target,
                             candidates=tuple(meant), help=help_text)  # fmt: skip


def pointers_exist(record: Looked, dataset: Dataset, _today: str) -> Iterator[Diagnostic]:
    """JSON Pointers: of the contract for missing, waivers and withhold; of this record for about."""
    document = dataset.contract.schema("event")
    for name in ("missing", "waivers", "withhold"):
        for pointer, member in members(record.raw, name):
            field = member.get("field")
            if isinstance(field, str) and node_at(document, field) is None:
                step = _unknown_step(document, field)
                yield Diagnostic("X704", f"the contract knows no field {cut(field)!r}", f"{pointer}/field",
                                 value=field, help=did_you_mean(step))  # fmt: skip
    for pointer, claim in members(record.data, "claims"):
        about = claim.get("about")
        if isinstance(about, str) and value_at(record.data, about) is None:
            message = f"there is nothing at {cut(about)!r} in this event"
            yield Diagnostic("X704", message, f"{pointer}/about", value=about)


def _unknown_step(document: dict[str, Any], field: str) -> list[str]:
    """The pointer with its first unknown step mended, where a near field is known."""
    steps = field.split("/")[1:]
    for index, step in enumerate(steps):
        before = "".join(f"/{name}" for name in steps[:index])
        if node_at(document, f"{before}/{step}") is None:
            node = node_at(document, before) or {}
            return [f"{before}/{name}" for name in nearest(step, node.get("properties", {}))]
    return []


def filled_though_missing(record: Looked, _dataset: Dataset, _today: str) -> Iterator[Diagnostic]:
    for pointer, member in members(record.raw, "missing"):
        field = member.get("field")
        if isinstance(field, str) and value_at(record.raw, field) is not None:
            message = f"{cut(field)} is said to be missing, but it is filled in"
            yield Diagnostic("X707", message, f"{pointer}/field", value=field)


def relation_to_itself(record: Looked, _dataset: Dataset, _today: str) -> Iterator[Diagnostic]:
    for pointer, relation in members(record.data, "relations"):
        other = relation.get("event")
        if other is not None and other == record.data.get("id"):
            yield Diagnostic("X703", "an event cannot be related to itself", f"{pointer}/event", value=other)


def figures_in_order(record: Looked, _dataset: Dataset, _today: str) -> Iterator[Diagnostic]:
    for pointer, quantity in members(record.data, "quantities"):
        figures = [(name, quantity[name]) for name in ("low", "best", "high") if is_number(quantity.get(name))]
        for (name, value), (other, above) in pairwise(figures):
            if value > above:
                message = f"{name} is {value:g}, more than {other}, which is {above:g}"
                yield Diagnostic("Q601", message, f"{pointer}/{name}", value=value)


def event_after_publication(record: Looked, _dataset: Dataset, _today: str) -> Iterator[Diagnostic]:
    """An event that begins after the last of its sources came out, unless it is planned."""
    date = record.data.get("date")
    start = date.get("start") if isinstance(date, dict) else None
    ends = [p.get("end") for _, s in members(record.data, "sources") if isinstance(p := s.get("published"), dict)]
    if record.data.get("status") == "planned" or not isinstance(start, str) or not ends:
        return
    days = [end[:10] for end in ends if isinstance(end, str)]
    if len(days) == len(ends) and start[0].isdigit() and start[:10] > max(days):
        message = f"the event begins on {start[:10]}, after its last source was published ({max(days)})"
        yield Diagnostic("D207", message, "/date", help="status: planned says that it is still to come")


def quotes_in_source(record: Looked, dataset: Dataset, _today: str) -> Iterator[Diagnostic]:
    """A quote stands in the archived text of its source, where that is held."""
    sources = {s.get("id"): (pointer, s) for pointer, s in members(record.data, "sources")}
    held = {key: text for key, (_, s) in sources.items() if (text := _evidence(dataset, s)) is not None}
    for pointer, source in sources.values():
        if isinstance(source.get("text_file"), str) and dataset.folder is not None and source.get("id") not in held:
            yield _not_held(dataset.folder, source["text_file"], f"{pointer}/text_file")
    claims = {c.get("id"): c for _, c in members(record.data, "claims")}
    for pointer, quote in members(record.data, "quotes"):
        claim = claims.get(quote.get("claim"), {})
        only = next(iter(sources), None) if len(sources) == 1 else None
        source_id = quote.get("source", claim.get("source", only))
        text = quote.get("text")
        if source_id in held and isinstance(text, str) and _as_compared(text) not in held[source_id]:
            yield Diagnostic("C501", f"{cut(text)!r} is not in the text of source {source_id!r}", f"{pointer}/text",
                             value=text, help="a quote is given exactly as printed")  # fmt: skip


def _evidence(dataset: Dataset, source: Mapping[str, Any]) -> str | None:
    name = source.get("text_file")
    if dataset.folder is None or not isinstance(name, str) or ".." in name:
        return None
    path = dataset.folder / name
    inside = path.resolve().is_relative_to(dataset.folder.resolve())
    try:
        return _as_compared(path.read_text(encoding="utf-8")) if inside and path.is_file() else None
    except (OSError, UnicodeDecodeError):
        return None


def _not_held(folder: Path, name: str, pointer: str) -> Diagnostic:
    if (folder / name).is_file():
        message, help_text = f"{name!r} cannot be read as UTF-8", "save the file as UTF-8, inside the dataset"
        return Diagnostic("R002", message, pointer, value=name, help=help_text)
    return Diagnostic("X702", f"there is no file {name!r}", pointer, value=name, help="archived texts lie in evidence/")


_PLAIN = str.maketrans(
    {"‘": "'", "’": "'", "‚": "'", "“": '"', "”": '"', "„": '"', "«": '"', "»": '"', "–": "-", "—": "-", "−": "-"}
)


def _as_compared(text: str) -> str:
    import unicodedata  # noqa: PLC0415 - only where a text is held

    return re.sub(r"\s+", " ", unicodedata.normalize("NFC", text).translate(_PLAIN)).strip()


def waivers_hold(record: Looked, _dataset: Dataset, today: str) -> Iterator[Diagnostic]:
    for pointer, waiver in members(record.raw, "waivers"):
        until, rule = waiver.get("until"), waiver.get("rule")
        if isinstance(until, str) and until < today:
            message = f"the waiver of {rule} ended on {until}"
            help_text = "mend the record, or renew the waiver"
            yield Diagnostic("X706", message, f"{pointer}/until", value=until, help=help_text)
        if isinstance(rule, str) and rule not in RULES:
            yield Diagnostic("S104", f"there is no rule {cut(rule)!r}", f"{pointer}/rule", value=rule,
                             help=did_you_mean(nearest(rule, RULES)))  # fmt: skip
        elif isinstance(rule, str) and not waivable(rule):
            yield Diagnostic("S104", f"rule {rule} cannot be waived", f"{pointer}/rule", value=rule,
                             help="mend what it found, and delete the waiver")  # fmt: skip


def words_of_one_script(record: Looked, _dataset: Dataset, _today: str) -> Iterator[Diagnostic]:
    """Words of title and summary that mix look-alike alphabets; names are looked at where they are read."""
    for field in ("title", "summary"):
        text = record.data.get(field)
        if isinstance(text, str) and not text.isascii():
            from regesta.normalise.scripts import repair  # noqa: PLC0415 - only where a text is not ASCII

            yield from (replace(d, field=f"/{field}") for d in repair(text)[1] if d.code == "N303")


def archive_copy(record: Looked, _dataset: Dataset, _today: str) -> Iterator[Diagnostic]:
    for pointer, source in members(record.raw, "sources"):
        if "url" in source and "archive_url" not in source:
            message = "the address may die: archive_url names a copy that stays"
            yield Diagnostic("U801", message, f"{pointer}/url", value=source["url"])


def loaded_words(record: Looked, dataset: Dataset, _today: str) -> Iterator[Diagnostic]:
    """Words that take sides, in the title only: what is printed elsewhere stays as it is printed."""
    title = record.data.get("title")
    for word, note in loaded_in(title, dataset.loaded_words) if isinstance(title, str) else ():
        message = f"{cut(word)!r} takes sides, and a title is in the dataset's own words"
        yield Diagnostic("N305", message, "/title", value=word, help=f"instead: {note}")


RECORD_RULES: tuple[RecordRule, ...] = (
    computed_by_hand,
    subtype_of_type,
    ids_once,
    local_references,
    pointers_exist,
    filled_though_missing,
    relation_to_itself,
    figures_in_order,
    event_after_publication,
    quotes_in_source,
    waivers_hold,
    words_of_one_script,
    archive_copy,
    loaded_words,
)
