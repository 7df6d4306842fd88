"""Rules over one record: each a small generator, in a table that reads from top to bottom."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache
from itertools import chain, pairwise
from typing import Any

from regesta.advice.suggest import did_you_mean, nearest
from regesta.check.claim_rules import chain_of_a_claim, denial_of_other_events
from regesta.check.day_rules import (
    claim_after_publication,
    event_after_publication,
    midnight_for_a_day,
    modified_in_order,
    retrieved_in_order,
    verified_in_order,
)
from regesta.check.extra_rules import references_of_extra
from regesta.check.looked import Looked, RecordRule
from regesta.check.number_rules import counts_whole, numbers_read
from regesta.check.pointer_rules import filled_though_missing, pointers_exist
from regesta.check.severities import waivable
from regesta.contract import Contract
from regesta.dataset import Dataset
from regesta.diagnostics import RULES, Diagnostic
from regesta.listed import members, objects
from regesta.loaded_words import loaded_in
from regesta.normalise.quantities.settle import is_number
from regesta.read.text import cut, quoted


def computed_by_hand(record: Looked, dataset: Dataset, _today: str) -> Iterator[Diagnostic]:
    for name in _computed(dataset.contract):
        if name in record.raw:
            message = f"{name} is computed at release and cannot be filled in"
            yield Diagnostic("S107", message, f"/{name}", at="key", help="leave it out")


@lru_cache(maxsize=64)
def _computed(contract: Contract) -> tuple[str, ...]:
    return tuple(name for name, node in contract.schema("event")["properties"].items() if node.get("readOnly"))


def subtype_of_type(record: Looked, dataset: Dataset, _today: str) -> Iterator[Diagnostic]:
    subtype, kind = record.data.get("subtype"), record.data.get("type")
    rows = dataset.contract.vocabulary("event-subtypes")
    if not isinstance(subtype, str) or subtype not in rows or not isinstance(kind, str):
        return
    row = rows[subtype]
    types = (row.get("types") or rows.get(row.get("broader", ""), {}).get("types", "")).split(";")
    broader = dataset.contract.vocabulary("event-types").get(kind, {}).get("broader")
    is_faulty = kind in dataset.contract.added.get("event-types", ()) and not broader  # which its row is told of
    if kind not in types and broader not in types and not is_faulty:
        message = f"{subtype} is a subtype of {' or '.join(types)}, not of {kind}"
        advice = f"write `type: {' or '.join(types)}`, or a subtype of {kind}"
        yield Diagnostic("S110", message, "/subtype", value=subtype, help=advice)


def ids_once(record: Looked, _dataset: Dataset, _today: str) -> Iterator[Diagnostic]:
    for name in ("claims", "sources"):
        ids = [own for member in objects(record.data, name) if isinstance(own := member.get("id"), str)]
        if len(ids) > len(set(ids)):
            yield from _standing_twice(record, name)


def _standing_twice(record: Looked, name: str) -> Iterator[Diagnostic]:
    seen: dict[Any, str] = {}
    for pointer, member in members(record.data, name):
        own = member.get("id")
        if isinstance(own, str) and seen.setdefault(own, pointer) != pointer:
            message = f"id {quoted(own)} stands twice in {name} of this event, first at {seen[own]}"
            advice = f"give one of the two another id, such as {own[:90]}-2"
            yield Diagnostic("X701", message, f"{pointer}/id", value=own, help=advice)


def local_references(record: Looked, _dataset: Dataset, _today: str) -> Iterator[Diagnostic]:
    """References to claims and sources of the same event."""
    local = [r for r in record.references if r[0] in ("claim", "source") and not r[2].endswith("/id")]
    known = {kind: {m["id"]: None for m in objects(record.data, f"{kind}s") if isinstance(m.get("id"), str)}
             for kind in {kind for kind, _, _ in local}}  # fmt: skip
    for kind, target, pointer in local:
        if target not in known[kind]:
            meant = nearest(target, known[kind])
            help_text = did_you_mean(meant) or f"{kind}s of this event: {cut(', '.join(known[kind]), 200) or 'none'}"
            yield Diagnostic("X702", f"there is no {kind} {quoted(target)} in this event", pointer, value=target,
                             candidates=tuple(meant), help=help_text)  # fmt: skip


def relation_to_itself(record: Looked, _dataset: Dataset, _today: str) -> Iterator[Diagnostic]:
    for pointer, relation in members(record.data, "relations"):
        other = relation.get("event")
        if other is not None and other == record.data.get("id"):
            message, advice = "an event cannot be related to itself", "name the other event, or delete the relation"
            yield Diagnostic("X703", message, f"{pointer}/event", value=other, help=advice)
    for pointer, claim in members(record.data, "claims"):
        yield from _claim_to_itself(claim, f"{record.data.get('id')}#{claim.get('id')}", pointer)
    for index, other in enumerate(_replacing(record.data)):
        if other == record.data.get("id"):
            message, advice = "an event cannot replace itself", "name the event that does, or leave it out"
            yield Diagnostic("X703", message, f"/withdrawn/replaced_by/{index}", value=other, help=advice)


def _claim_to_itself(claim: Mapping[str, Any], own: str, pointer: str) -> Iterator[Diagnostic]:
    for below, answered in members(claim, "responds_to", pointer):
        if answered.get("claim") == own:
            message, advice = "a claim cannot answer itself", "name the claim that it answers, or delete this"
            yield Diagnostic("X703", message, f"{below}/claim", value=own, help=advice)
    about = claim.get("about")
    if isinstance(about, str) and f"{about}/".startswith(f"{pointer}/"):
        message, advice = "a claim cannot be about itself", "point to what it is about, or leave it out: the event"
        yield Diagnostic("X703", message, f"{pointer}/about", value=about, help=advice)


def _replacing(event: Mapping[str, Any]) -> Sequence[Any]:
    """The events that replace a withdrawn one."""
    withdrawn = event.get("withdrawn")
    named = withdrawn.get("replaced_by") if isinstance(withdrawn, dict) else None
    return named if isinstance(named, list) else ()


_SIGNED = frozenset(("money", "other"))  # measures that may be below zero
_COUNTED = ("killed", "injured", "detained", "displaced", "persons", "participants")  # most are, and have no unit


def figures_in_order(record: Looked, _dataset: Dataset, _today: str) -> Iterator[Diagnostic]:
    for pointer, quantity in members(record.data, "quantities"):
        figures = [(name, quantity[name]) for name in ("low", "best", "high") if is_number(quantity.get(name))]
        pairs = [(figures[0], figures[-1]), *pairwise(figures)] if figures else []
        wrong = next(((one, other) for one, other in pairs if one[1] > other[1]), None)
        if wrong is not None:
            (name, value), (other, above) = wrong
            message = f"{name} is {value:g}, more than {other}, which is {above:g}"
            yield Diagnostic(
                "Q601", message, f"{pointer}/{name}", value=value, help="swap the two, or mend one of them"
            )
        elif quantity.get("qualifier") == "exactly" and figures and figures[0][1] < figures[-1][1]:
            (name, value), (other, above) = figures[0], figures[-1]
            message = f"exactly, and yet {name} is {value:g} and {other} {above:g}"
            advice = "mend one of the two, or write `about` or no qualifier"
            yield Diagnostic("Q601", message, f"{pointer}/qualifier", value="exactly", help=advice)


def none_below_zero(record: Looked, dataset: Dataset, _today: str) -> Iterator[Diagnostic]:
    """Of what is counted there is never less than nothing: -99 is how other datasets write that it is not known."""
    rows = dataset.contract.vocabulary("measures")
    for pointer, quantity in members(record.data, "quantities"):
        measure = quantity.get("measure")
        if not isinstance(measure, str) or (rows.get(measure, {}).get("broader") or measure) in _SIGNED:
            continue
        for name in ("low", "best", "high"):
            value = quantity.get(name)
            if value is not None and is_number(value) and value < 0:
                message = f"`{name}` is {value:g}; there is no number of {measure} below 0"
                advice = "leave the key out where it is not known; `missing` can say why"
                yield Diagnostic("S106", message, f"{pointer}/{name}", value=value, help=advice)


def units_on_a_list(record: Looked, dataset: Dataset, _today: str) -> Iterator[Diagnostic]:
    if any("unit" in q or q.get("measure") not in _COUNTED for q in objects(record.data, "quantities")):
        from regesta.check.units import units_known  # noqa: PLC0415 - only where there is one, or should be

        yield from units_known(record.data, dataset.contract.vocabulary("measures"))


def quotes_in_source(record: Looked, dataset: Dataset, _today: str) -> Iterator[Diagnostic]:
    from regesta.check.quotes import quotes_held  # noqa: PLC0415 - only where a text is held

    yield from quotes_held(record.data, dataset.folder)


def texts_of_sources(record: Looked, dataset: Dataset, _today: str) -> Iterator[Diagnostic]:
    from regesta.check.archived import texts_as_digested  # noqa: PLC0415 - only where a digest is stated

    yield from texts_as_digested(dataset.folder, members(record.raw, "sources"))


def waivers_hold(record: Looked, _dataset: Dataset, today: str) -> Iterator[Diagnostic]:
    for pointer, waiver in members(record.raw, "waivers"):
        until, rule = waiver.get("until"), waiver.get("rule")
        if isinstance(until, str) and isinstance(rule, str) and until < today:
            message = f"the waiver of {rule} ended on {until}"
            help_text = "mend what it silences, or write a later day"
            yield Diagnostic("X706", message, f"{pointer}/until", value=until, help=help_text)
        if isinstance(rule, str) and rule not in RULES:
            advice = did_you_mean(nearest(rule, RULES)) or "`regesta rules` lists them"
            yield Diagnostic("S104", f"there is no rule {quoted(rule)}", f"{pointer}/rule", value=rule, help=advice)
        elif isinstance(rule, str) and not waivable(rule):
            yield Diagnostic("S104", f"rule {rule} cannot be waived", f"{pointer}/rule", value=rule,
                             help="mend what it found, and delete the waiver")  # fmt: skip


def words_of_one_script(record: Looked, _dataset: Dataset, _today: str) -> Iterator[Diagnostic]:
    """Words of title and summary that mix look-alike alphabets; names are looked at where they are read."""
    for field in ("title", "summary"):
        text = record.data.get(field)
        if isinstance(text, str) and not text.isascii():
            from regesta.normalise.scripts import may_mix, repair  # noqa: PLC0415 - only where a text is not ASCII

            found = repair(text)[1] if may_mix(text) else ()
            yield from (replace(d, field=f"/{field}") for d in found if d.code == "N303")


def archive_copy(record: Looked, _dataset: Dataset, _today: str) -> Iterator[Diagnostic]:
    for pointer, source in members(record.raw, "sources"):
        if "url" in source and "archive_url" not in source:
            message, advice = "the address may die, and no copy is named", "add `archive_url`, where a copy is kept"
            yield Diagnostic("U801", message, f"{pointer}/url", value=source["url"], help=advice)


def licences_on_the_list(record: Looked, _dataset: Dataset, _today: str) -> Iterator[Diagnostic]:
    from regesta.check.licences import of_sources  # noqa: PLC0415 - only where one is stated

    yield from of_sources(members(record.raw, "sources"))


def loaded_words(record: Looked, dataset: Dataset, _today: str) -> Iterator[Diagnostic]:
    """Words that take sides, in the title only: what is printed elsewhere stays as it is printed."""
    title = record.data.get("title")
    for word, note in loaded_in(title, dataset.loaded_words) if isinstance(title, str) else ():
        message = f"{quoted(word)} takes sides, and a title is in the dataset's own words"
        yield Diagnostic("N305", message, "/title", value=word, help=f"instead: {note}")


# Each with what it needs one of (none: it looks at all records): fields of the event, or those of an object in it or of
# the members of a list.
_RULES: tuple[tuple[RecordRule, tuple[str, ...]], ...] = (
    (computed_by_hand, ()),
    (subtype_of_type, ("subtype",)),
    (ids_once, ("claims", "sources")),
    (local_references, ()),
    (pointers_exist, ("missing", "waivers", "withhold", "claims/about")),
    (filled_though_missing, ("missing",)),
    (references_of_extra, ("extra",)),
    (relation_to_itself, ("relations", "withdrawn", "claims/responds_to", "claims/about")),
    (figures_in_order, ("quantities",)),
    (none_below_zero, ("quantities",)),
    (units_on_a_list, ("quantities",)),
    (numbers_read, ("quantities/text",)),
    (counts_whole, ("quantities/low", "quantities/best", "quantities/high")),
    (event_after_publication, ("date",)),
    (claim_after_publication, ("claims/date",)),
    (midnight_for_a_day, ("date",)),
    (chain_of_a_claim, ("claims/via",)),
    (denial_of_other_events, ("claims/responds_to",)),
    (retrieved_in_order, ("sources/retrieved",)),
    (verified_in_order, ("media/verified",)),
    (modified_in_order, ("provenance/modified",)),
    (quotes_in_source, ("sources/text_file",)),
    (texts_of_sources, ("sources/sha256",)),
    (waivers_hold, ("waivers",)),
    (words_of_one_script, ("title", "summary")),
    (archive_copy, ("sources/url",)),
    (licences_on_the_list, ("sources/licence",)),
    (loaded_words, ("title",)),
)
_NONE: frozenset[str] = frozenset()
_BELOW = [name.split("/") for _, needed in _RULES for name in needed if "/" in name]
# What is opened, and the fields in it that some rule needs.
_OPENED = {home: frozenset(name for other, name in _BELOW if other == home) for home, _ in _BELOW}


def breaches(record: Looked, dataset: Dataset, today: str) -> list[Diagnostic]:
    """What the rules find in a record, one rule after another; today is the ISO day that waivers are judged by."""
    below = tuple([_fields_of(record.data.get(name), wanted) for name, wanted in _OPENED.items()])
    rules = _rules_about(tuple(record.data), below)
    return [d for rule in rules for d in rule(record, dataset, today)]


def _fields_of(value: Any, wanted: frozenset[str]) -> frozenset[str]:
    """Which of the wanted fields an object has, or the objects of a list, all together."""
    if type(value) is list:
        return wanted.intersection(chain.from_iterable([member for member in value if type(member) is dict]))
    return wanted.intersection(value) if type(value) is dict else _NONE


@lru_cache(maxsize=10_000)
def _rules_about(fields: tuple[str, ...], below: tuple[frozenset[str], ...]) -> tuple[RecordRule, ...]:
    """The rules that have something to look at in a record of these fields; below are those of each that is opened."""
    there = {*fields, *(f"{name}/{field}" for name, held in zip(_OPENED, below, strict=True) for field in held)}
    return tuple(rule for rule, needed in _RULES if not needed or not there.isdisjoint(needed))
