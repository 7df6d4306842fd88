"""A gazetteer from a full GeoNames dump: every village of a country or of the world, read line by line.

The dump (allCountries.txt, or a country's file) is read twice: once for the units, then for everything. ISO 3166-2
codes, names of countries and disputed ground, which GeoNames does not have, come from the gazetteer that ships.
"""

import json
from collections.abc import Iterator
from pathlib import Path

from regesta.errors import RegestaError
from regesta.normalise.places.gazetteer import Gazetteer, Spot, open_gazetteer
from regesta.normalise.places.gazetteer_build import Row, Writer
from regesta.normalise.places.lexicon import LANGUAGES, folded, language_words

COUNTRY_CODES = frozenset({"PCL", "PCLD", "PCLF", "PCLI", "PCLIX", "PCLS", "TERR"})
GONE = frozenset({"PPLH", "PPLQ", "PPLW", "PPLCH"})  # historical, abandoned, destroyed
FIELDS = 19


class NotADump(RegestaError):  # noqa: N818 - it says what the file is
    """The file is no GeoNames dump; the message names the line."""


def build_from_dump(dump: Path, target: Path) -> str:
    """Write a gazetteer from a dump and tell its content_sha256; target is replaced only when all went well.

    Raises NotADump, OSError, or GazetteerMissing where no gazetteer ships from which to take ISO codes.
    """
    shipped = open_gazetteer()
    languages = [language_words(language) for language in LANGUAGES]
    cut = frozenset(
        word for kind in ("admin1", "admin2", "unit") for words in folded(languages, kind) for word in words
    )
    bare = frozenset(word for words in folded(languages, "name_word") for word in words)
    units = dump_units(dump)
    writer = Writer(target, cut, bare)
    try:
        names = shipped.wide_names()
        seen = set()
        for row in dump_rows(dump, units, shipped, names):
            seen.add(row.id)
            writer.add(row)
        for row in shipped_rows(shipped, names, seen):
            writer.add(row)
        sources = {"GeoNames dump": dump.name, **shipped.info()["sources"]}
        return writer.finish({"sources": json.dumps(sources, sort_keys=True), "smallest": "0"})
    except BaseException:
        writer.abandon()
        raise


def dump_lines(dump: Path) -> Iterator[list[str]]:
    """The columns of each line. Raises NotADump, OSError."""
    with dump.open(encoding="utf-8", newline="\n") as file:
        for number, line in enumerate(file, start=1):
            fields = line.rstrip("\n").split("\t")
            if len(fields) != FIELDS:
                raise NotADump(f"{dump.name}:{number}: not a line of a GeoNames dump ({FIELDS} columns, tab between)")
            yield fields


def dump_units(dump: Path) -> dict[str, int]:
    """GeoNames codes of first- and second-level units ("UA.05", "UA.05.1402") with their ids."""
    units = {}
    for line in dump_lines(dump):
        if line[6] == "A" and line[7] in {"ADM1", "ADM2"}:
            parts = line[8:9] + line[10 : 11 if line[7] == "ADM1" else 12]
            units[".".join(parts)] = int(line[0])
    return units


def dump_rows(
    dump: Path, units: dict[str, int], shipped: Gazetteer, known_names: dict[int, list[str]]
) -> Iterator[Row]:
    """The places of a dump; units are those of `dump_units`, known_names more names by id."""
    for line in dump_lines(dump):
        kind = kind_of(line[6], line[7])
        if kind is None:
            continue
        known = shipped.by_id(int(line[0])) if kind != "settlement" else None
        admin1, admin2 = chain(
            units.get(f"{line[8]}.{line[10]}"), units.get(f"{line[8]}.{line[10]}.{line[11]}"), shipped
        )
        names = [*filter(None, line[3].split(",")), *known_names.get(int(line[0]), [])]
        yield Row(
            int(line[0]), line[1], kind, line[8] or None, iso_of(known), known.type if known is not None else None,
            admin1 if kind != "admin1" else None, admin2 if kind == "settlement" else None, int(line[14] or 0),
            float(line[4]), float(line[5]), line[17] or None, claims_of(known), names,
        )  # fmt: skip


def chain(first: int | None, second: int | None, shipped: Gazetteer) -> tuple[int | None, int | None]:
    """The unit with an ISO code comes first: Serbia's districts have one, "Central Serbia" has none."""
    wide = None if first is None else shipped.by_id(first)
    fine = None if second is None else shipped.by_id(second)
    swap = wide is not None and iso_of(wide) is None and fine is not None and iso_of(fine) is not None
    return (second, None) if swap else (first, second)


def kind_of(feature_class: str, code: str) -> str | None:
    """The kind of a GeoNames feature, None for those that a gazetteer of events leaves out."""
    if feature_class == "P":
        return None if code in GONE else "settlement"
    if feature_class == "A":
        return "country" if code in COUNTRY_CODES else {"ADM1": "admin1", "ADM2": "admin2"}.get(code)
    return None


def shipped_rows(shipped: Gazetteer, known_names: dict[int, list[str]], seen: set[int]) -> Iterator[Row]:
    """Countries, units, areas and regions that the dump lacks: a country's file knows of no other country."""
    for spot in shipped.wide():
        if spot.id not in seen:
            yield Row(
                spot.id, spot.name, spot.kind, spot.country, iso_of(spot), spot.type,
                spot.admin1_id if spot.kind == "admin2" else None, None, spot.population, spot.latitude, spot.longitude,
                None, claims_of(spot), known_names.get(spot.id, []),
            )  # fmt: skip


def iso_of(spot: Spot | None) -> str | None:
    """The ISO 3166 code of a country or unit itself."""
    if spot is None:
        return None
    return {"country": spot.country, "admin1": spot.admin1, "admin2": spot.admin2}.get(spot.kind)


def claims_of(spot: Spot | None) -> str | None:
    return "|".join(spot.claimed_by) if spot is not None and spot.claimed_by else None
