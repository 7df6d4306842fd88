"""What must hold before a release is written: of the dataset itself, and against what the release before promised."""

import tomllib
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

from regesta.check.dataset_rules import Few, Figures, assertions
from regesta.check.severities import weighed
from regesta.config import FILE_NAME, place_in_config
from regesta.diagnostics import Diagnostic
from regesta.engine.examine import Examination
from regesta.errors import RegestaError
from regesta.folder import shown_path
from regesta.ready import PACKAGE
from regesta.release.content import Stored
from regesta.release.diff.compatible import missed_version, shifts
from regesta.release.diff.interface import contract_interface, release_content, release_interface
from regesta.release.diff.run import open_release
from regesta.report.text import plural

_NAMED = 5  # ids or additions in one message
_WITH_IDS = ("events", "withdrawn")


def release_rules(examination: Examination, folder: Path, promised: Path | None) -> list[Diagnostic]:
    """Everything that stops a release of a dataset in which no record is at fault, with its place in regesta.toml.

    promised is the release whose ids and interface this one must keep (see `find_promised`).

    Raises:
        RegestaError: that release cannot be read.
    """
    found = [*_unready(examination), *_left_of_init(examination)]
    if not examination.failed:
        found += assertions(_figures(examination), examination.dataset.table("assertions"))
    if not examination.failed and promised is not None:
        found += _broken_promises(examination, promised)
    placed = [place_in_config(d, folder, shown_path(folder / FILE_NAME)) for d in found]
    return list(weighed(placed, examination.dataset.table("rules"), (), ""))


_STATED = {"released": "2026-11-25", "creators": '[{name = "Curator, Anna"}]'}  # with an example of each

_REPLACED = {
    "description": "say what the dataset holds: catalogues and citations show it",
    "creators": "say who made the dataset, family name first: citations name them",
}  # of the template


def _figures(examination: Examination) -> Figures:
    """What the records come to, which the dataset may assert something of."""
    fields: Counter[str] = Counter()
    countries: dict[str, Few] = {}
    for part in examination.parts:
        fields.update(part.fields)
        for country, few in part.countries.items():
            countries.setdefault(country, Few()).merge(few)
    withdrawn = sum(len(part.withdrawn) for part in examination.parts)
    return Figures(len(examination) - withdrawn, fields, countries)


def _unready(examination: Examination) -> Iterator[Diagnostic]:
    """What a release must state, and that there is something to release."""
    about = examination.dataset.about
    for name, example in _STATED.items() if about else ():
        if name not in about:
            advice = f"add, say, `{name} = {example}` under [dataset]"
            yield Diagnostic(
                "A902", f"[dataset] {name} must be stated before a release", "/dataset", at="key", help=advice
            )
    if not len(examination):
        yield Diagnostic("A902", "there are no records", "/dataset", help="records go into records/")


def _left_of_init(examination: Examination) -> Iterator[Diagnostic]:
    """What `regesta init` wrote to be replaced, in a version that is no pre-release."""
    about = examination.dataset.about
    if "-" in about.get("version", "-"):
        return
    template = tomllib.loads((PACKAGE / "template" / FILE_NAME).read_text(encoding="utf-8").replace("TODAY", '""'))
    for name, advice in _REPLACED.items():
        if about.get(name) == template["dataset"][name]:
            message = f"`{name}` is still what `regesta init` wrote"
            yield Diagnostic("A902", message, f"/dataset/{name}", help=advice)


def _broken_promises(examination: Examination, promised: Path) -> list[Diagnostic]:
    content = release_content(promised)
    try:
        return [*_vanished(examination, promised.name, content), *_incompatible(examination, promised, content)]
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise RegestaError(f"{promised} cannot be compared: it is not sound; try `regesta verify`") from error


def _vanished(examination: Examination, name: str, content: Stored) -> Iterator[Diagnostic]:
    """Ids of a release that resolve no more: of events, where more are gone than may be; of tombstones, ever.

    Nor is the id of a tombstone ever an event's again: what was published as withdrawn stays so.
    """
    here, withdrawn = set(examination.ids()), {row["id"] for part in examination.parts for row in part.withdrawn}
    events, stones = ([row["id"] for row in content[table] if row["id"] not in here] for table in _WITH_IDS)
    reused = [row["id"] for row in content["withdrawn"] if row["id"] in here and row["id"] not in withdrawn]
    settings = examination.dataset.table("assertions")
    where = "/assertions/vanish" if "vanish" in settings else "/dataset/version"
    if len(events) > settings.get("vanish", 0):
        message = f"{_of(events, 'event', name)} gone without being withdrawn"
        stone = f"{{id: {events[0]}, withdrawn: {{at: DAY, reason: CODE}}}}"
        advice = f"leave in place of each `{stone}`; or allow it for once: `vanish = {len(events)}` under [assertions]"
        yield Diagnostic("A901", message, where, help=advice)
    if stones:
        message = f"{_of(stones, 'withdrawn record', name)} gone"
        yield Diagnostic("A901", message, where, help="put it back: a withdrawn id resolves for ever")
    if reused:
        message = f"{_of(reused, 'withdrawn id', name)} used again"
        advice = "put the tombstone back, with `replaced_by: [ID]`, and give the event that id of its own"
        yield Diagnostic("A901", message, where, help=advice)


def _of(ids: Sequence[str], what: str, name: str) -> str:
    return f"{plural(len(ids), what)} of {name} ({_listed(ids)}) {'is' if len(ids) == 1 else 'are'}"


def _listed(names: Sequence[str]) -> str:
    more = len(names) - _NAMED
    return ", ".join([*names[:_NAMED], *([f"{more:,} more"] if more > 0 else [])])


def _incompatible(examination: Examination, promised: Path, content: Stored) -> Iterator[Diagnostic]:
    """What of its interface breaks, each, or is new, together, where the version does not say so."""
    version, before = examination.dataset.about["version"], open_release(promised).version
    old, new = release_interface(promised, content), contract_interface(examination.dataset.contract)
    found = shifts(old, new)
    breaking, adding = ([s for s in found if s.breaks == breaks] for breaks in (True, False))
    if breaking and (needed := missed_version(version, before, breaks=True)) is not None:
        for shift in breaking:
            message = f"{shift.text}: this breaks what reads {promised.name}"
            advice = f"put it back, or raise the version to {needed}"
            yield Diagnostic("A903", message, "/dataset/version", help=advice)
    elif adding and (needed := missed_version(version, before, breaks=False)) is not None:
        news = [f"{shift.subject} {shift.what}".removesuffix(" is new") for shift in adding]
        message = f"new since {promised.name}: {_listed(news)}"
        yield Diagnostic(
            "A903", message, "/dataset/version", help=f"raise the version to {needed}: a patch adds nothing"
        )
