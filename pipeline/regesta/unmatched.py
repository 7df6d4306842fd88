"""What could not be read, most frequent first, as lines for registry/lookups.csv."""

import csv
import io
from collections import Counter
from collections.abc import Iterable

from regesta.contract import value_at
from regesta.examine import Examination
from regesta.normalise.fold import folded_key

_TEXT = {"D": "text", "N": "name", "P": "name"}
_KIND = {"D": "date", "N": "name", "P": "place"}
_UNREAD = ("D201", "D202", "D208", "N301", "N302", "P401", "P402")


def unmatched(examinations: Iterable[tuple[Examination, frozenset[str] | None]]) -> str:
    """The texts that no rule, registry or gazetteer read, with how often each stands: CSV, ready to be filled in."""
    counts: Counter[tuple[str, str]] = Counter()
    spelling: dict[tuple[str, str], str] = {}
    for examination, wanted in examinations:
        for treated in examination.treated:
            if wanted is not None and treated.record.shown not in wanted:
                continue
            for diagnostic in treated.found:
                text = diagnostic.value if diagnostic.code in _UNREAD else None
                if not isinstance(text, str):
                    text = _text_at(treated.filled.data, diagnostic.code, diagnostic.field)
                if text is not None:
                    key = (_KIND[diagnostic.code[0]], folded_key(text))
                    counts[key] += 1
                    spelling.setdefault(key, text)
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(("kind", "text", "value", "note"))
    for key, count in sorted(counts.items(), key=lambda item: (-item[1], item[0])):
        writer.writerow((key[0], spelling[key], "", f"stands {count} time{'' if count == 1 else 's'}"))
    return out.getvalue()


def _text_at(data: object, code: str, field: str) -> str | None:
    """The printed text beside a field that a diagnostic is about."""
    if code not in _UNREAD:
        return None
    for pointer in (field, f"{field}/{_TEXT[code[0]]}", f"{field.rpartition('/')[0]}/{_TEXT[code[0]]}"):
        found = value_at(data, pointer) if pointer else None
        if isinstance(found, str):
            return found
    return None
