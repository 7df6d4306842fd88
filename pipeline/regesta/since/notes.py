"""What a reviewer should know of a change that is no finding: rules that weigh less, events gone, what else is told."""

from collections.abc import Iterable, Iterator, Mapping

from regesta.check.severities import weighed
from regesta.config import FILE_NAME
from regesta.dataset import Dataset
from regesta.diagnostics import RULES, Diagnostic
from regesta.folder import shown_prefix
from regesta.since.changed import FETCH

_OFF = "off"
_RANKS = (_OFF, "info", "warning", "error")
_MOST = 3  # ids that are named


def more_than_the_change(revision: str) -> str:
    """That what others did on a revision meanwhile is told of too, for a clone is too shallow to leave it out."""
    return (
        f"this clone is too shallow to tell where the branch left {revision!r}: compared with that itself, so what is "
        f"only there counts as gone, and what was changed there as changed here (fetch more: {FETCH})"
    )


def rules_loosened(before: Dataset, dataset: Dataset) -> Iterator[str]:
    """The rules that weigh less by the settings than by those before; none where either has no settings."""
    if not before.settings or not dataset.settings or dataset.folder is None:
        return
    old, new = _severities(before.table("rules")), _severities(dataset.table("rules"))
    less = [f"{code} ({old[code]}, now {new[code]})" for code in RULES if _rank(new[code]) < _rank(old[code])]
    if less:
        yield f"{shown_prefix(dataset.folder)}{FILE_NAME} makes less of rules than it did: {', '.join(less)}"


def _severities(rules: Mapping[str, str]) -> dict[str, str]:
    """How severe a finding of each rule is."""
    told = weighed((Diagnostic(code, "") for code in RULES), rules, (), "")
    return dict.fromkeys(RULES, _OFF) | {one.code: str(one.severity) for one in told}


def _rank(severity: str) -> int:
    return _RANKS.index(severity)


def events_gone(lost: Iterable[str], there: Iterable[str | None]) -> Iterator[str]:
    """The events among the ids that are lost and are not there elsewhere; of many, the first by name."""
    gone = sorted({own for own in lost if "#" not in own}.difference(there))
    if gone:
        more = f" and {len(gone) - _MOST:,} more" if len(gone) > _MOST else ""
        yield (
            f"events gone since that revision: {', '.join(gone[:_MOST])}{more}; "
            "what was released is withdrawn, not deleted (regesta rules A901)"
        )
