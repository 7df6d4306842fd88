"""Records that did not change since a revision: looked at only as far as what did change may depend on them."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from regesta.check.alike import days_of, sketch
from regesta.check.severities import weighed
from regesta.dataset import Dataset, with_shared
from regesta.diagnostics import Diagnostic
from regesta.engine.treat import Treated, treat
from regesta.listed import objects
from regesta.normalise.dates.eventdate import DateContext, settle_date
from regesta.normalise.dates.read import stands_alone
from regesta.normalise.filled import Filled, items
from regesta.normalise.record import normalise_record
from regesta.read import Record
from regesta.walk import referring

# What decides when an event was: places know the zone, sources from which day it is told.
_OF_TIME = ("id", "type", "status", "date", "places", "sources", "missing", "withdrawn")
_OF_SOURCES = ("id", "published")


class Rest(NamedTuple):
    """What changed that such records may rest on.

    near are the days of the changed events by their type (see `alike.days_of`), on which others may be the same event;
    None: each record is looked at in full. ids are those of the changed events, tied those that relations of these
    name: where one names the other, the days of both count. sources are the ids of shared sources, texts the files that
    hold archived ones; before is the dataset as it was, where its settings, registries or codes were others.
    """

    near: Mapping[str, frozenset[Any]] | None = None
    ids: frozenset[str] = frozenset()
    tied: frozenset[str] = frozenset()
    sources: frozenset[str] = frozenset()
    texts: frozenset[str] = frozenset()
    before: Dataset | None = None


def glance(record: Record, faults: Sequence[Diagnostic], dataset: Dataset, today: str, rest: Rest) -> Treated:
    """The id of a record, what it refers to, and all else where it may be an event that changed."""
    data = record.data
    if rest.near is None or _is_reached(data, rest):
        return treat(record, faults, dataset, today)
    document = dataset.contract.schema("event")
    filled = normalise_record(data, dataset, traced=False) if _is_tied(data, rest) else _near(data, dataset, rest.near)
    return Treated(record, filled, False, [], references=list(referring(document, document, data)))


def _is_tied(data: Mapping[str, Any], rest: Rest) -> bool:
    own = data.get("id")
    if isinstance(own, str) and own in rest.tied:
        return True
    return "relations" in data and any(
        str(relation.get("event")) in rest.ids for relation in objects(data, "relations")
    )


def _near(data: dict[str, Any], dataset: Dataset, near: Mapping[str, frozenset[Any]]) -> Filled:
    kind = data.get("type")
    days = near.get(kind) if isinstance(kind, str) else None
    if days is not None and _may_be_on(data, dataset, days):
        part = {key: data[key] for key in _OF_TIME if key in data}
        part["sources"] = [{key: one[key] for key in _OF_SOURCES if key in one} for one in objects(data, "sources")]
        when = normalise_record(part, dataset, traced=False)
        drawn = sketch(0, when.data)
        if drawn is not None and not days.isdisjoint(days_of(drawn)):
            return normalise_record(data, dataset, traced=False)
    return Filled(data, traced=False)


def _may_be_on(data: Mapping[str, Any], dataset: Dataset, days: frozenset[Any]) -> bool:
    """Whether an event may be of some days: a date that says its own is read without the record around it.

    The zone of a place might still move it to a day before or after.
    """
    date, about = data.get("date"), dataset.about
    if not isinstance(date, dict) or dataset.lookups or not date.keys() <= {"text", "edtf"}:
        return True
    text, order = date.get("text"), about.get("date_order")
    if "edtf" not in date and not (isinstance(text, str) and stands_alone(text, dataset.languages, order)):
        return True
    context = DateContext(order=order, languages=dataset.languages, parts_of_day=dataset.parts_of_day)
    blanks = {blank.field: blank.value for blank in settle_date(items(date), context).blanks}
    drawn = sketch(0, {"id": "", "type": "", "date": blanks})
    return drawn is not None and any(
        not days.isdisjoint(days_of(drawn._replace(first=drawn.first + one, last=drawn.last + other)))
        for one in (-1, 0, 1)
        for other in (-1, 0, 1)
        if drawn.first + one <= drawn.last + other
    )


def _is_reached(data: Mapping[str, Any], rest: Rest) -> bool:
    """Whether a record has a source that changed, or of which the archived text did."""
    if not rest.sources and not rest.texts:
        return False
    return any(
        source.get(key) in changed
        for source in objects(data, "sources")
        for key, changed in (("id", rest.sources), ("text_file", rest.texts))
        if isinstance(source.get(key), str)
    )


def arisen(
    one: Treated,
    shared: Mapping[str, dict[str, Any]],
    rules: Mapping[str, str],
    waivers: list[Any],
    today: str,
    rest: Rest,
) -> Iterator[Diagnostic]:
    """The findings about a record, with severities, that what changed beside it may have brought about.

    shared are the sources that record files share, rules the [rules] table of the settings.
    """
    found = weighed(one.found, rules, waivers, today)
    if _is_reached(one.filled.data, rest):
        yield from found
    elif rest.before is not None:
        before = with_shared(rest.before, shared)
        old = treat(one.record, one.faults, before, today).found
        known = set(map(_said, weighed(old, before.table("rules"), waivers, today)))
        yield from (diagnostic for diagnostic in found if _said(diagnostic) not in known)


def _said(diagnostic: Diagnostic) -> tuple[str, str | None, str, str]:
    return diagnostic.code, diagnostic.severity, diagnostic.field, diagnostic.message
