"""How many gold dates are read right, wrong or not at all: `python benchmarks/accuracy_dates.py --gold DIR`.

DIR holds the date sets described in its SOURCES.md. A wrong date costs more than a blank, so they are counted apart;
"ambiguous" are texts refused with candidates. Rows that must be refused count as right when they are.
"""

import argparse
import csv
import json
from collections import defaultdict
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any, Literal, NamedTuple

from regesta.diagnostics import Diagnostic
from regesta.normalise.dates.edtf import bounds, parse
from regesta.normalise.dates.read import DateHints, DateText, read_date

Outcome = Literal["right", "wrong", "blank", "ambiguous"]
Case = tuple[str, str, str, Outcome]  # set, language, text, outcome
_RECOGNIZERS = {
    "English": "en",
    "Spanish": "es",
    "German": "de",
    "French": "fr",
    "Chinese": "zh",
    "Turkish": "tr",
    "Arabic": "ar",
}


class Row(NamedTuple):
    """Counts of one set and language."""

    name: str
    language: str
    right: int
    wrong: int
    blank: int
    ambiguous: int


def score(gold_dir: str | Path, *, with_language: bool = True) -> list[Row]:
    """Counts by set and language; with_language False withholds each row's language from the reader."""
    counts: dict[tuple[str, str], dict[str, int]] = defaultdict(
        lambda: dict.fromkeys(("right", "wrong", "blank", "ambiguous"), 0)
    )
    for name, language, _, outcome in cases(Path(gold_dir), with_language=with_language):
        counts[name, language][outcome] += 1
    return [Row(name, language, **found) for (name, language), found in counts.items()]


def cases(gold: Path, *, with_language: bool = True) -> Iterator[Case]:
    """Every gold row with its outcome."""
    for source in (_validity, _bounds, _qualifiers):
        yield from source(gold)
    for reader in (_records, _duckling, _natlang, _recognizers, _dateparser):
        yield from reader(gold, with_language)


def _table(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream, delimiter="\t", quoting=csv.QUOTE_NONE))


def _lines(path: Path) -> Iterator[dict[str, Any]]:
    with path.open(encoding="utf-8") as stream:
        yield from (json.loads(line) for line in stream)


def _validity(gold: Path) -> Iterator[Case]:
    for row in _table(gold / "edtf_validity.tsv"):
        same = (parse(row["edtf"]) is not None) == (row["valid"] == "1")
        yield f"edtf_validity {row['profile']}", "", row["edtf"], "right" if same else "wrong"


def _bounds(gold: Path) -> Iterator[Case]:
    for row in _table(gold / "edtf_bounds.tsv"):
        value = parse(row["edtf"])
        wanted = tuple(None if "inf" in row[key] else row[key] for key in ("lower_strict", "upper_strict"))
        outcome: Outcome = "blank" if value is None else "right" if bounds(value) == wanted else "wrong"
        yield "edtf_bounds", "", row["edtf"], outcome


def _qualifiers(gold: Path) -> Iterator[Case]:
    for row in _table(gold / "edtf_qualifiers.tsv"):
        value = parse(row["edtf"])
        u, a = (False, False) if value is None else (value.uncertain, value.approximate)
        flags = [str(int(flag)) for flag in (u and not a, a and not u, u and a)]
        same = flags == [row["uncertain"], row["approximate"], row["both"]]
        yield "edtf_qualifiers", "", row["edtf"], "right" if same else "wrong"


def _read(text: str, anchor: str | None, language: str) -> DateText | Diagnostic:
    return read_date(text, DateHints(anchor=anchor, languages=(language,) if language else ()))


def _outcome(reading: DateText | Diagnostic, wanted: list[tuple[str | None, str | None]]) -> Outcome:
    if isinstance(reading, Diagnostic):
        return "ambiguous" if reading.code == "D202" else "blank"
    return "right" if (reading.first, reading.last) in wanted else "wrong"


def _records(gold: Path, with_language: bool) -> Iterator[Case]:
    for row in _lines(gold / "records_dates.jsonl"):
        reading = _read(row["text"], row["anchor"], row["lang"] if with_language else "")
        ends = {row["end"], row["alt_end"] or row["end"]}
        wanted = [(_bound(row["start"]), _bound(end)) for end in ends]
        outcome = _outcome(reading, wanted)
        if row["status"] != "ok":
            outcome = "right" if isinstance(reading, Diagnostic) else "wrong"
        yield f"records {row['status']}", row["lang"], row["text"], outcome


def _bound(text: str | None) -> str | None:
    return None if text in {None, "open"} else text[:10] if text else None


def _duckling(gold: Path, with_language: bool) -> Iterator[Case]:
    for row in _lines(gold / "duckling_time.jsonl"):
        fine = row["grain"] not in {"day", "week", "month", "quarter", "year"}
        if fine or not row["absolute"] or row["holiday"] or row["end"] is None:
            continue
        language = row["lang"].split("/")[0].lower()
        reading = _read(row["text"], row["anchor"][:10], language if with_language else "")
        last = date.fromisoformat(row["end"][:10]) - timedelta(days=1)
        yield (
            "duckling, year printed",
            language,
            row["text"],
            _outcome(reading, [(row["start"][:10], last.isoformat())]),
        )


def _natlang(gold: Path, with_language: bool) -> Iterator[Case]:
    for row in _table(gold / "natlang_edtf.tsv"):
        reading = _read(row["text"], None, "en" if with_language else "")
        value = parse(row["edtf"] or "")
        if row["edtf"] and value is None:
            continue
        outcome = _outcome(reading, [] if value is None else [bounds(value)])
        if not row["edtf"]:
            outcome = "right" if isinstance(reading, Diagnostic) else "wrong"
        yield "natlang", "en", row["text"], outcome


def _recognizers(gold: Path, with_language: bool) -> Iterator[Case]:
    for row in _lines(gold / "recognizers_datetime.jsonl"):
        language = _RECOGNIZERS.get(row["lang"], "")
        wanted = _wanted(row)
        if row["type"] in {"date", "daterange"} and wanted and language:
            reading = _read(row["text"], row["anchor"][:10], language if with_language else "")
            yield f"recognizers {row['type']}", language, row["text"], _outcome(reading, wanted)


def _wanted(row: dict[str, Any]) -> list[tuple[str | None, str | None]]:
    """Each listed value as first and last day, the end taken inclusive and exclusive."""
    found: list[tuple[str | None, str | None]] = []
    for value in row["values"]:
        if _is_day(value.get("value")):
            found.append((value["value"], value["value"]))
        elif _is_day(value.get("start")) or _is_day(value.get("end")):
            start, end = value.get("start"), value.get("end")
            found.append((start, end))
            if end is not None:
                found.append((start, (date.fromisoformat(end) - timedelta(days=1)).isoformat()))
    return found


def _is_day(text: str | None) -> bool:
    try:
        return text is not None and len(text) == 10 and date.fromisoformat(text) is not None
    except ValueError:
        return False


def _dateparser(gold: Path, _with_language: bool) -> Iterator[Case]:
    for row in _lines(gold / "dateparser_tests.jsonl"):
        day = row["value"][:10]
        yield "dateparser_tests", "", row["text"], _outcome(_read(row["text"], row["anchor"][:10], ""), [(day, day)])


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--gold", required=True, type=Path)
    parser.add_argument("--any-language", action="store_true", help="do not tell the reader which language a row is in")
    parser.add_argument("--show", choices=("wrong", "blank", "ambiguous"), help="list the texts of one outcome")
    options = parser.parse_args()
    if options.show is not None:
        for name, language, text, outcome in cases(options.gold, with_language=not options.any_language):
            if outcome == options.show:
                print(f"{name}\t{language}\t{text}")
        return
    print(f"{'set':28}{'language':>10}{'right':>8}{'wrong':>8}{'blank':>8}{'ambiguous':>11}")
    for row in score(options.gold, with_language=not options.any_language):
        print(f"{row.name:28}{row.language:>10}{row.right:8}{row.wrong:8}{row.blank:8}{row.ambiguous:11}")


if __name__ == "__main__":
    main()
