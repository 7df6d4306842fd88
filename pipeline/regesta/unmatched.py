"""What could not be read, most frequent first, as lines for registry/lookups.csv."""

import csv
import io
from collections import Counter
from collections.abc import Iterable

from regesta.contract import value_at
from regesta.examine import Examination, treat_again
from regesta.lookups import OPEN
from regesta.normalise.fold import folded_key
from regesta.tally import ONCE_A_NAME

_TEXT = {"D": "text", "N": "name", "P": "name"}
_KIND = {"D": "date", "N": "name", "P": "place"}
_UNREAD = ("D201", "D202", "D208", "N301", "N302", "P401", "P402")


def unmatched(examinations: Iterable[tuple[Examination, frozenset[str] | None]]) -> str:
    """The texts that no rule, registry or gazetteer read, with how often each stands: CSV, to be filled in."""
    counts: Counter[tuple[str, str]] = Counter()
    spelling: dict[tuple[str, str], str] = {}
    for examination, wanted in examinations:
        for record, diagnostic in examination.findings(wanted):
            if record is None or diagnostic.code not in _UNREAD:
                continue
            stands = examination.tally.names[folded_key(str(diagnostic.value))] if diagnostic.code == ONCE_A_NAME else 1
            text = diagnostic.value
            if not isinstance(text, str):
                data = treat_again(record, examination.dataset, examination.today).filled.data
                text = _text_at(data, diagnostic.code, diagnostic.field)
            if text is not None:
                key = (_KIND[diagnostic.code[0]], folded_key(text))
                counts[key] += stands
                spelling.setdefault(key, text)
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(("kind", "text", "value", "note"))
    for key, count in sorted(counts.items(), key=lambda item: (-item[1], item[0])):
        writer.writerow((key[0], spelling[key], OPEN, f"stands {count} time{'' if count == 1 else 's'}"))
    return out.getvalue()


def _text_at(data: object, code: str, field: str) -> str | None:
    """The printed text beside a field that a diagnostic is about."""
    for pointer in (field, f"{field}/{_TEXT[code[0]]}", f"{field.rpartition('/')[0]}/{_TEXT[code[0]]}"):
        found = value_at(data, pointer) if pointer else None
        if isinstance(found, str):
            return found
    return None
