"""How many places of the gold sets come out right, wrong, blank or ambiguous: accuracy_places.py --gold DIR."""

import argparse
import csv
import json
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any

from regesta.normalise.places.gazetteer import distance_km
from regesta.normalise.places.settle import PlaceContext, read_place, settle_place
from regesta.normalise.reading import Reading

NEAR_KM, REGION_KM = 25.0, 161.0
HINTS = {"country": (), "admin1": ("adm_1",), "admin2": ("adm_1", "adm_2")}
UKRAINE = "UA"
CONSTITUENT = ("GB-ENG", "GB-SCT", "GB-WLS")  # called countries, and first-level units by ISO 3166-2


def codes(reading: Reading) -> set[str]:
    return {diagnostic.code for diagnostic in reading.trouble}


def verdict_record(row: Mapping[str, Any]) -> str:
    """right, wrong, blank or ambiguous for one row of records_places.jsonl; a refusal that is due is right."""
    hint = row["admin_hint"]
    by_code = hint is not None and "-" in hint and hint[:2].isupper()
    hints = {"admin1": hint} if by_code else {"admin1_name": hint}
    reading = read_place(row["text"], country=row["country_hint"], **hints)
    found = dict(reading.values) | ({"country": row["country_hint"]} if row["country_hint"] is not None else {})
    answered = "geonames" in reading.values or "latitude" in reading.values
    if row["status"] == "ambiguous":
        listed = any(diagnostic.code == "P402" and diagnostic.candidates for diagnostic in reading.trouble)
        return "wrong" if answered else "right" if listed else "blank"
    if row["status"] == "none":
        return "wrong" if answered else "right" if "P401" in codes(reading) or not row["text"] else "blank"
    if not answered:
        return "ambiguous" if "P402" in codes(reading) else "blank"
    same = found.get("geonames") == row["geonameid"] and found.get("country") == row["country"]
    admin1 = hint if by_code else found.get("admin1")
    finer = row["admin1_iso"] in (None, admin1) and found.get("precision") == row["precision"]
    return "right" if same and finer else "wrong"


def verdict_country(text: str, code: str | None) -> str:
    reading = read_place(text)
    values = reading.values
    constituent = values.get("admin1") in CONSTITUENT and values.get("precision") == "admin1"
    found = values.get("country") if values.get("precision") == "country" or constituent else None
    if found is None:
        return "right" if code is None else "ambiguous" if "P402" in codes(reading) else "blank"
    return "right" if found == code else "wrong"


def score_events(rows: Iterable[Mapping[str, str]], columns: tuple[str, ...]) -> dict[str, float]:
    """Shares of UCDP rows: acc_25 and acc_161 over all, of those answered as a settlement, and how many were."""
    counts: Counter[str] = Counter()
    for row in rows:
        given = {"name": row["where_coordinates"], "country": UKRAINE}
        names = dict(zip(("admin1_name", "admin2_name"), (row[column] for column in columns), strict=False))
        given |= {key: value for key, value in names.items() if value}
        reading = settle_place(tuple(given.items()), PlaceContext())
        values = reading.values
        counts["rows"] += 1
        counts["ambiguous"] += "P402" in codes(reading)
        if "latitude" not in values:
            continue
        km = distance_km(float(row["latitude"]), float(row["longitude"]), values["latitude"], values["longitude"])
        counts["near"] += km <= NEAR_KM
        counts["region"] += km <= REGION_KM
        if values["precision"] == "settlement":
            counts["settlement"] += 1
            counts["settlement_near"] += km <= NEAR_KM
            counts["settlement_region"] += km <= REGION_KM
    rows_, settled = counts["rows"], max(counts["settlement"], 1)
    return {
        "rows": rows_,
        "ambiguous": counts["ambiguous"],
        "settlement": counts["settlement"],
        "acc_25": counts["near"] / rows_,
        "acc_161": counts["region"] / rows_,
        "settlement_25": counts["settlement_near"] / settled,
        "settlement_161": counts["settlement_region"] / settled,
    }


def tally(verdicts: Iterable[str]) -> dict[str, int]:
    counts = Counter(verdicts)
    return {name: counts[name] for name in ("right", "wrong", "blank", "ambiguous")}


def score(gold_dir: Path, show: Callable[[str], None] | None = None) -> dict[str, dict[str, float]]:
    """The scores by set; show, where given, is told every row that is not right."""
    records = [
        json.loads(line) for line in (gold_dir / "records_places.jsonl").read_text(encoding="utf-8").splitlines()
    ]
    countries = json.loads((gold_dir / "country_names_small.json").read_text(encoding="utf-8"))
    with (gold_dir / "ucdp_ged_ukr_places.tsv").open(encoding="utf-8", newline="") as file:
        events = [row for row in csv.DictReader(file, delimiter="\t") if row["country"] == "Ukraine"]
    verdicts = [(row["text"], row["status"], verdict_record(row)) for row in records]
    named = [(text, code or "none", verdict_country(text, code)) for text, code in countries]
    for name, wanted, verdict in [*verdicts, *named] if show is not None else []:
        if verdict != "right" and show is not None:
            show(f"  {verdict}: {name!r} ({wanted})")
    results: dict[str, dict[str, float]] = {
        "records": dict(tally(verdict for *_, verdict in verdicts)),
        "countries": dict(tally(verdict for *_, verdict in named)),
    }
    return results | {f"ucdp_{name}": score_events(events, columns) for name, columns in HINTS.items()}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--gold", type=Path, required=True, help="folder with the three place sets")
    parser.add_argument("--failures", action="store_true", help="list the rows that are not right")
    options = parser.parse_args()
    for name, figures in score(options.gold, print if options.failures else None).items():
        print(
            name,
            " ".join(
                f"{key} {value:.3f}" if isinstance(value, float) else f"{key} {value}" for key, value in figures.items()
            ),
        )


if __name__ == "__main__":
    main()
