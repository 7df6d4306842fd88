"""What could not be read, most frequent first, as lines for registry/lookups.csv."""

import csv
import io
from collections import Counter
from collections.abc import Iterable

from regesta.engine.examine import Examination
from regesta.engine.tally import ONCE_A_NAME
from regesta.lookups import OPEN
from regesta.normalise.fold import folded_key

_KIND = {"D": "date", "N": "name", "P": "place"}
_UNREAD = ("D201", "D202", "N301", "N302", "P401", "P402")


def unmatched(examinations: Iterable[tuple[Examination, frozenset[str] | None]]) -> str:
    """The texts that no rule, registry or gazetteer read, with how often each stands: CSV, to be filled in."""
    counts: Counter[tuple[str, str]] = Counter()
    spelling: dict[tuple[str, str], str] = {}
    for examination, wanted in examinations:
        for record, diagnostic in examination.findings(wanted):
            if record is None or diagnostic.code not in _UNREAD:
                continue
            text = str(diagnostic.value)
            key = (_KIND[diagnostic.code[0]], folded_key(text))
            counts[key] += examination.tally.names[key[1]] if diagnostic.code == ONCE_A_NAME else 1
            spelling.setdefault(key, text)
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(("kind", "text", "value", "note"))
    for key, count in sorted(counts.items(), key=lambda item: (-item[1], item[0])):
        writer.writerow((key[0], spelling[key], OPEN, f"stands {count} time{'' if count == 1 else 's'}"))
    return out.getvalue()
