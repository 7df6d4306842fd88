"""The gazetteer: an indexed file of places, opened read-only in a millisecond and asked by folded key, id or point."""

import json
import math
import os
import sqlite3
import weakref
from collections.abc import Mapping, Sequence
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any, NamedTuple

from regesta.errors import RegestaError
from regesta.normalise.fold import folded_key

CANONICAL, ALTERNATE, STEM = 0, 1, 2
LAST = "\U0010ffff"
KM_OF_DEGREE = 111.0  # of latitude, and no more than there are
SHIPPED = Path(__file__).parents[2] / "gazetteer.sqlite"
COLUMNS = """
SELECT p.id, p.name, p.kind, p.country, p.iso, p.type, p.admin1, p.admin2, p.population, p.lat, p.lon,
       z.name, p.claims, u.iso, u.name, v.iso, v.name, {how}
FROM {source} LEFT JOIN zones z ON z.id = p.zone LEFT JOIN places u ON u.id = p.admin1
LEFT JOIN places v ON v.id = p.admin2
"""
BY_KEY = COLUMNS.format(how="k.how", source="keys k JOIN places p ON p.id = k.id")
BY_ID = COLUMNS.format(how="0", source="places p")
OF_UNITS = "p.kind IN ('country', 'admin1')"  # so does the index say it, which is passed over where a query does not


class GazetteerMissing(RegestaError):  # noqa: N818 - the name that callers were promised
    """There is no gazetteer to read; the message says what to do."""

    def __init__(self, path: Path) -> None:
        super().__init__(
            f"no gazetteer at {path.name}: reinstall regesta, or make one with `regesta gazetteer build GEONAMES_DUMP`",
        )
        self.path = path


class Spot(NamedTuple):
    """One place of the gazetteer.

    id is GeoNames', negative where GeoNames has none. kind: country, admin1, admin2, settlement, area or region.
    admin1 is an ISO 3166-2 code (a first-level unit's own), latitude and longitude are degrees (WGS 84), timezone an
    IANA name, claimed_by ISO 3166-1 codes. type is ISO's word for a unit, a country's capital for a country. how tells
    by what the key found it: its name (0), another name (1), a unit's name without its type word (2).
    """

    id: int
    name: str
    kind: str
    country: str | None
    admin1: str | None
    admin1_name: str | None
    admin2: str | None
    admin2_name: str | None
    admin1_id: int | None
    admin2_id: int | None
    population: int
    latitude: float | None
    longitude: float | None
    timezone: str | None
    claimed_by: tuple[str, ...]
    type: str | None
    how: int = CANONICAL

    @property
    def geonames(self) -> int | None:
        return self.id if self.id > 0 else None


def spot_of(row: tuple[Any, ...]) -> Spot:
    """A row of COLUMNS as a Spot; a first-level unit is its own admin1."""
    identifier, name, kind, country, iso, kind_word, admin1_id, admin2_id, population, lat, lon = row[:11]
    zone, claims, admin1, admin1_name, admin2, admin2_name, how = row[11:]
    if kind == "admin1":
        admin1_id, admin1, admin1_name = identifier, iso, name
    elif kind == "admin2":
        admin2_id, admin2, admin2_name = identifier, iso, name
    return Spot(
        identifier, name, kind, country, admin1, admin1_name, admin2, admin2_name, admin1_id, admin2_id,
        population, lat, lon, zone, claimants(claims), kind_word, how,
    )  # fmt: skip


def claimants(claims: str | None) -> tuple[str, ...]:
    """The countries that claim a place as well, by their codes, as a row has them."""
    return tuple(claims.split("|")) if claims else ()


class Gazetteer:
    """A gazetteer file, open for reading: smallest is the population from which settlements are listed.

    Equal questions are answered from memory.
    """

    def __init__(self, path: Path) -> None:
        if not path.is_file():
            raise GazetteerMissing(path)
        self.path = path
        uri = f"{path.resolve().as_uri()}?mode=ro&immutable=1"
        self.db = sqlite3.connect(uri, uri=True, check_same_thread=False)
        weakref.finalize(self, self.db.close)
        smallest = self.db.execute("SELECT value FROM meta WHERE name = 'smallest'").fetchone()
        self.smallest = 0 if smallest is None else int(smallest[0])
        self.find = lru_cache(maxsize=20_000)(self._find)
        self.by_id = lru_cache(maxsize=20_000)(self._by_id)
        self.country = lru_cache(maxsize=1_000)(self._country)
        self.extent = lru_cache(maxsize=5_000)(self._extent)
        self.inner_units = lru_cache(maxsize=5_000)(self._inner_units)
        self.units = lru_cache(maxsize=300)(self._units)
        self.codes = lru_cache(maxsize=300)(self._codes)

    def _find(self, key: str) -> tuple[Spot, ...]:
        """Every place that a folded key names, the most populous first."""
        rows = self.db.execute(f"{BY_KEY} WHERE k.key = ? ORDER BY p.population DESC, p.id", (key,))
        return tuple(map(spot_of, rows))

    def find_any(self, keys: Sequence[str]) -> list[Spot]:
        """Every place that any of some folded keys names, once, the most populous first."""
        if not keys:
            return []
        marks = ",".join("?" * len(keys))
        query = f"{BY_KEY} WHERE k.key IN ({marks}) ORDER BY p.population DESC, p.id, k.how"
        distinct: dict[int, Spot] = {}
        for row in self.db.execute(query, keys):
            distinct.setdefault(row[0], spot_of(row))
        return list(distinct.values())

    def _by_id(self, geonames_id: int) -> Spot | None:
        row = self.db.execute(f"{BY_ID} WHERE p.id = ?", (geonames_id,)).fetchone()
        return None if row is None else spot_of(row)

    def _country(self, code: str) -> Spot | None:
        """The country of an ISO 3166-1 alpha-2 code."""
        row = self.db.execute(f"{BY_ID} WHERE {OF_UNITS} AND p.kind = 'country' AND p.country = ?", (code,)).fetchone()
        return None if row is None else spot_of(row)

    def _units(self, country: str) -> tuple[Spot, ...]:
        """The first-level units of a country."""
        query = f"{BY_ID} WHERE {OF_UNITS} AND p.kind = 'admin1' AND p.country = ? ORDER BY p.id"
        return tuple(map(spot_of, self.db.execute(query, (country,))))

    def _codes(self, country: str) -> Mapping[str, str]:
        """The ISO 3166-2 codes that begin with a country's, each with the name of its unit, of whatever level."""
        query = "SELECT iso, name FROM places WHERE substr(iso, 1, 3) = ? ORDER BY iso"
        return dict(self.db.execute(query, (f"{country}-",)))

    def _extent(self, unit_id: int) -> tuple[float, float, float, float] | None:
        """South, west, north, east of a first-level unit's settlements, in degrees."""
        query = "SELECT south, west, north, east FROM extents WHERE id = ?"
        row = self.db.execute(query, (unit_id,)).fetchone()
        return None if row is None else (row[0], row[1], row[2], row[3])

    def is_near(self, latitude: float, longitude: float, km: float, countries: frozenset[str]) -> bool:
        """Whether some countries have a settlement so many kilometres away or nearer: fewer than a degree has."""
        tall = km / KM_OF_DEGREE
        wide = min(tall / max(math.cos(math.radians(min(abs(latitude) + tall, 90))), 0.001), 180)
        cells = cells_of_box(latitude - tall, latitude + tall, longitude - wide, longitude + wide)
        there, theirs = ",".join("?" * len(cells)), ",".join("?" * len(countries))
        query = (
            f"SELECT country, claims, lat, lon FROM places WHERE cell IN ({there}) "  # noqa: S608 - question marks only
            f"AND (country IN ({theirs}) OR claims IS NOT NULL) "
            "AND lat BETWEEN ? AND ? AND (abs(lon - ?) <= ? OR abs(lon - ?) >= ?)"
        )
        box = (latitude - tall, latitude + tall, longitude, wide, longitude, 360 - wide)
        return any(
            distance_km(latitude, longitude, lat, lon) <= km
            for country, claims, lat, lon in self.db.execute(query, (*cells, *countries, *box))
            if country in countries or not countries.isdisjoint(claimants(claims))
        )

    def nearest_by_country(self, latitude: float, longitude: float, rings: int) -> tuple[tuple[str, float], ...]:
        """Each country with settlements in the one-degree cells around, and the kilometres to its nearest."""
        cells = near_cells(latitude, longitude, rings)
        marks = ",".join("?" * len(cells))
        query = f"SELECT country, lat, lon, claims FROM places WHERE cell IN ({marks}) ORDER BY abs(lat - ?)"  # noqa: S608 - question marks only
        found: dict[str, float] = {}
        for country, lat, lon, claims in self.db.execute(query, (*cells, latitude)):
            if claims is not None or abs(lat - latitude) * KM_OF_DEGREE < found.get(country, math.inf):
                km = distance_km(latitude, longitude, lat, lon)
                for code in (country, *claimants(claims)):
                    found[code] = min(found.get(code, math.inf), km)
        return tuple(sorted(found.items()))

    def nearest_of(self, latitude: float, longitude: float, rings: int, countries: frozenset[str]) -> float | None:
        """The kilometres to the nearest settlement of some countries in the one-degree cells around, if any."""
        peopled = frozenset[int]().union(*(self.peopled.get(code, ()) for code in countries))
        cells = [cell for cell in near_cells(latitude, longitude, rings) if cell in peopled]
        there, theirs = ",".join("?" * len(cells)), ",".join("?" * len(countries))
        query = (
            f"SELECT country, claims, lat, lon FROM places WHERE cell IN ({there}) "  # noqa: S608 - question marks only
            f"AND (country IN ({theirs}) OR claims IS NOT NULL) ORDER BY abs(lat - ?)"
        )
        least = math.inf
        for country, claims, lat, lon in self.db.execute(query, (*cells, *countries, latitude)) if cells else ():
            if abs(lat - latitude) * KM_OF_DEGREE >= least:
                break
            if country in countries or not countries.isdisjoint(claimants(claims)):
                least = min(least, distance_km(latitude, longitude, lat, lon))
        return least if least < math.inf else None

    @cached_property
    def peopled(self) -> Mapping[str, frozenset[int]]:
        """The one-degree cells in which each country has a settlement, or claims one."""
        cells: dict[str, set[int]] = {}
        for cell, country, claims in self.db.execute("SELECT DISTINCT cell, country, claims FROM places"):
            for code in (country, *claimants(claims)):
                cells.setdefault(code, set()).add(cell)
        return {code: frozenset(held) for code, held in cells.items()}

    def begin(self, key: str, country: str | None) -> list[Spot]:
        """Settlements, of one country where it is given, with a name that begins with a folded key."""
        query = f"{BY_KEY} WHERE k.key >= ? AND k.key < ? AND p.kind = 'settlement' AND (? IS NULL OR p.country = ?)"
        return [spot_of(row) for row in self.db.execute(query, (key, key + LAST, country, country))]

    def search(self, text: str, limit: int = 10) -> list[Spot]:
        """What a text may mean: places of exactly that name, then names that begin with it."""
        key = folded_key(text)
        if not key:
            return []
        exact = sorted(self.find(key), key=lambda spot: spot.how == STEM)
        begun = "k.key > ? AND k.key < ? AND k.how < 2"
        query = f"{BY_KEY} WHERE {begun} GROUP BY p.id ORDER BY p.population DESC, p.id LIMIT ?"
        started = map(spot_of, self.db.execute(query, (key, key + LAST, 2 * limit)))
        distinct: dict[int, Spot] = {}
        for spot in (*exact, *started):
            distinct.setdefault(spot.id, spot)
        return list(distinct.values())[:limit]

    def _inner_units(self, unit_id: int) -> tuple[int, ...]:
        """First-level units inside another: the governorates of the Gaza Strip, where only they have ISO codes."""
        inside = "p.kind = 'admin1' AND p.country = (SELECT country FROM places WHERE id = ?) AND p.admin1 = ?"
        query = f"SELECT p.id FROM places p WHERE {OF_UNITS} AND {inside} ORDER BY p.id"  # noqa: S608 - constants only
        return tuple(row[0] for row in self.db.execute(query, (unit_id, unit_id)))

    def wide(self) -> list[Spot]:
        """Everything but the settlements."""
        return [spot_of(row) for row in self.db.execute(f"{BY_ID} WHERE p.kind <> 'settlement' ORDER BY p.id")]

    def wide_names(self) -> dict[int, list[str]]:
        """The folded names of everything but the settlements, by id."""
        query = "SELECT k.id, k.key FROM keys k JOIN places p ON p.id = k.id WHERE p.kind <> 'settlement' AND k.how < 2"
        names: dict[int, list[str]] = {}
        for identifier, key in self.db.execute(query):
            names.setdefault(identifier, []).append(key)
        return names

    def info(self) -> dict[str, Any]:
        """The sources (with versions), content_sha256, and rows: how many places and keys there are."""
        meta: dict[str, str] = dict(self.db.execute("SELECT name, value FROM meta"))
        counts = {"places": "SELECT count(*) FROM places", "keys": "SELECT count(*) FROM keys"}
        rows = {table: self.db.execute(query).fetchone()[0] for table, query in counts.items()}
        return {"sources": json.loads(meta["sources"]), "content_sha256": meta["content_sha256"], "rows": rows}


def cells_of_box(south: float, north: float, west: float, east: float) -> list[int]:
    """The numbers of the one-degree cells that a stretch of the globe touches; west and east may pass 180 degrees."""
    rows = range(max(math.floor(south + 90), 0), min(math.floor(north + 90), 180) + 1)
    return sorted({r * 360 + c % 360 for r in rows for c in range(math.floor(west + 180), math.floor(east + 180) + 1)})


def near_cells(latitude: float, longitude: float, rings: int) -> list[int]:
    """The numbers of the one-degree cells around a point: as far east and west as north and south, in kilometres."""
    row, column = int(latitude + 90), int(longitude + 180)
    wide = min(int(rings / max(math.cos(math.radians(latitude)), 0.05)) + 1, 180)
    rows = range(max(row - rings, 0), min(row + rings, 180) + 1)
    return sorted({r * 360 + c % 360 for r in rows for c in range(column - wide, column + wide + 1)})


def distance_km(lat1: float, lon1: float, lat2: float, lon2: float) -> float:
    """Great-circle distance in kilometres between two points in degrees."""
    p1, p2, dl = math.radians(lat1), math.radians(lat2), math.radians(lon2 - lon1)
    h = math.sin((p2 - p1) / 2) ** 2 + math.cos(p1) * math.cos(p2) * math.sin(dl / 2) ** 2
    return 2 * 6371.0088 * math.asin(min(1.0, math.sqrt(h)))


def open_gazetteer() -> Gazetteer:
    """The gazetteer that ships; opened once in a process. Raises GazetteerMissing."""
    return opened(os.getpid())


@lru_cache(maxsize=8)
def opened(process: int) -> Gazetteer:  # noqa: ARG001 - a forked process opens its own connection
    """The gazetteer that ships, open in a process of this number."""
    return Gazetteer(SHIPPED)
