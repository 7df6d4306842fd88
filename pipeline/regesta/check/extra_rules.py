"""Rules over the fields that a dataset adds to its events."""

from collections.abc import Iterator
from functools import lru_cache

from regesta.advice.suggest import did_you_mean, nearest
from regesta.check.looked import Looked
from regesta.dataset import Dataset, every_id
from regesta.diagnostics import Diagnostic
from regesta.read.text import quoted


def references_of_extra(record: Looked, dataset: Dataset, _today: str) -> Iterator[Diagnostic]:
    """X702 for an actor or a place of `extra` that is in no registry; others are looked up where they are read."""
    for kind, target, pointer in record.references:
        if kind in ("actor", "place") and pointer.startswith("/extra/") and f"{kind}s" not in dataset.unread:
            known = _known(dataset, kind)
            if target not in known:
                advice = did_you_mean(nearest(target, known)) or f"add it to registry/{kind}s.yaml"
                yield Diagnostic("X702", f"there is no {kind} {quoted(target)}", pointer, value=target, help=advice)


@lru_cache(maxsize=4)
def _known(dataset: Dataset, kind: str) -> dict[str, None]:
    return dict.fromkeys(every_id(dataset.actors if kind == "actor" else dataset.places))
