"""How often names come out right, wrong or blank: `python benchmarks/accuracy_names.py --gold DIR`.

DIR holds the gold sets that its SOURCES.md describes. Right, wrong, blank and ambiguous are counted apart, since a
wrong value costs more than a blank one.
"""

import argparse
import csv
import json
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from regesta.normalise.fold import folded_key
from regesta.normalise.names.actors import settle_actor
from regesta.normalise.names.likeness import likeness
from regesta.normalise.names.registry import ActorIndex, NameContext, index_actors
from regesta.normalise.names.split import split_name
from regesta.normalise.romanise import romanise
from regesta.normalise.scripts import leading_script

LIKE = 0.7  # from this likeness on, a pair of names counts as a match; fixed, not fitted
PUTIN = ("Vladimir Putin", "Владимир Путин", "Володимир Путін", "فلاديمير بوتين", "弗拉基米尔·普京")


def _rows(path: Path, delimiter: str) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        if delimiter == "\t":
            return list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))
        return list(csv.DictReader(file))


def _verdict(found: str | None, expected: str) -> str:
    if (found or "") == expected:
        return "right"
    return "wrong" if found else "blank"


def score_records(path: Path) -> dict[str, Counter[str]]:
    """Core, given and family name of each row; given and family of persons only."""
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    for line in path.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        parts = split_name(row["text"])
        counts["records: core"][_verdict(parts.core, row["core"])] += 1
        if row["kind"] == "person":
            counts["records: given"][_verdict(parts.given, row["given"])] += 1
            counts["records: family"][_verdict(parts.family, row["family"])] += 1
    return dict(counts)


def _registry(names: dict[str, list[str]]) -> ActorIndex:
    entries = [
        {"id": qid.lower(), "name": forms[0], "kind": "person", "names": [{"text": form} for form in forms[1:]]}
        for qid, forms in names.items()
    ]
    return index_actors(entries)


def _outcome(name: str, expected: str | None, context: NameContext) -> Iterator[str]:
    """What became of one query; expected is None for somebody the registry lacks."""
    reading = settle_actor(name, context)
    linked = reading.values.get("actor")
    if linked is not None:
        yield "right" if linked == expected else "wrong" if expected is not None else "absent but linked"
        return
    trouble = next(t for t in reading.trouble if t.code in {"N301", "N302"})
    yield "ambiguous" if trouble.code == "N301" else "blank"
    if expected is None and trouble.code == "N302":
        yield "absent, somebody offered" if trouble.candidates else "absent, nobody offered"
    if expected is not None:
        yield "blank, offered first" if trouble.candidates[:1] == (expected,) else "blank, first not theirs"
        yield "blank, offered among three" if expected in trouble.candidates else "blank, not offered"


def _halves(path: Path) -> tuple[dict[str, list[str]], list[tuple[str, str | None]]]:
    """Every other name of every other person as the registry; all other names as queries."""
    people: dict[str, list[str]] = defaultdict(list)
    for row in _rows(path, "\t"):
        people[row["qid"]].append(row["name"])
    known = {qid: forms[::2] for i, (qid, forms) in enumerate(people.items()) if i % 2 == 0}
    queries = [
        (name, qid.lower() if qid in known else None)
        for qid, forms in people.items()
        for name in (forms[1::2] if qid in known else forms)
    ]
    return known, queries


def score_aliases(path: Path) -> dict[str, Counter[str]]:
    """Links and candidates, over all queries and by the script of the query."""
    known, queries = _halves(path)
    context = NameContext(_registry(known))
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    for name, expected in queries:
        for outcome in _outcome(name, expected, context):
            counts["aliases"][outcome] += 1
            if expected is not None:
                counts[f"aliases: {leading_script(name)}"][outcome] += 1
    return dict(counts)


def score_putin(path: Path, aliases: Path) -> dict[str, Counter[str]]:
    """All forms of one name against a registry that holds a few of them and half a thousand other people."""
    known, _ = _halves(aliases)
    known.pop("Q7747", None)
    context = NameContext(_registry({"Q7747": list(PUTIN), **known}))
    names = path.read_text(encoding="utf-8").splitlines()
    return {"putin": Counter(outcome for name in names if name for outcome in _outcome(name, "q7747", context))}


def score_pairs(path: Path) -> dict[str, Counter[str]]:
    """Likeness of labelled pairs at one fixed threshold: it only ranks candidates, it links nothing."""
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    for row in _rows(path, ","):
        like, match = likeness(row["name1"], row["name2"]) >= LIKE, row["is_match"] == "true"
        outcome = ("true" if like == match else "false") + (" match" if like else " difference")
        counts["pairs"][outcome] += 1
        if row["schema"] == "Person":
            counts["pairs: persons"][outcome] += 1
        if row["quality"] == "STRONG":
            counts["pairs: strong"][outcome] += 1
    return dict(counts)


def score_romanisation(path: Path, language: str) -> dict[str, Counter[str]]:
    """Equality, letters a to z only, with any attested spelling."""
    counts: Counter[str] = Counter()
    for row in _rows(path, "\t"):
        token, accepted = row.values()
        latin = romanise(token, language)
        spellings = {folded_key(spelling.partition("(")[0]) for spelling in accepted.split(" ")}
        counts["blank" if latin is None else "right" if folded_key(latin[0]) in spellings else "wrong"] += 1
    return {f"romanised: {language}": counts}


def score(gold_dir: Path) -> dict[str, Counter[str]]:
    """Counts of every set that gold_dir holds: set -> outcome -> rows."""
    gold = Path(gold_dir)
    scores: dict[str, Counter[str]] = {}
    if (gold / "records_names.jsonl").exists():
        scores |= score_records(gold / "records_names.jsonl")
    if (gold / "alias_qid.tsv").exists():
        scores |= score_aliases(gold / "alias_qid.tsv")
        if (gold / "putin_names.txt").exists():
            scores |= score_putin(gold / "putin_names.txt", gold / "alias_qid.tsv")
    if (gold / "name_pairs_opensanctions.csv").exists():
        scores |= score_pairs(gold / "name_pairs_opensanctions.csv")
    for language in ("ru", "ar", "he"):
        path = gold / f"translit_{language}_en.tsv"
        if path.exists():
            scores |= score_romanisation(path, language)
    return scores


def precision(counts: Counter[str]) -> float:
    """Right links among all links; 1 where nothing is linked."""
    linked = counts["right"] + counts["wrong"] + counts["absent but linked"]
    return counts["right"] / linked if linked > 0 else 1.0


def f1(counts: Counter[str]) -> float:
    errors = counts["false match"] + counts["false difference"]
    return 2 * counts["true match"] / max(2 * counts["true match"] + errors, 1)


def main(arguments: Sequence[str] | None = None) -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--gold", type=Path, required=True)
    options: Any = parser.parse_args(arguments)
    for name, counts in score(options.gold).items():
        figures = ", ".join(f"{outcome} {n}" for outcome, n in sorted(counts.items()))
        extra = f" (F1 {f1(counts):.3f})" if name.startswith("pairs") else ""
        extra = f" (precision of links {precision(counts):.4f})" if name.startswith("aliases") else extra
        print(f"{name}: {figures}{extra}")


if __name__ == "__main__":
    main()
