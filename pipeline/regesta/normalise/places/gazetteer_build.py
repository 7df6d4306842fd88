"""Writing a gazetteer: places and the keys that find them, into one SQLite file. Standard library only.

The build hook loads this file and `fold.py` by path, before regesta is installed.
"""

import csv
import hashlib
import os
import re
import sqlite3
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from regesta.normalise.fold import folded_key
from regesta.normalise.places.stems import adjective_stems

fold = folded_key.__wrapped__  # each name is folded once: a cache would only cost memory

CANONICAL, ALTERNATE, STEM = 0, 1, 2
FORMAT = "1"
BATCH = 50_000
TABLES = """
CREATE TABLE meta (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE zones (id INTEGER PRIMARY KEY, name TEXT NOT NULL);
CREATE TABLE places (
    id INTEGER PRIMARY KEY, name TEXT NOT NULL, ascii TEXT, kind TEXT NOT NULL, country TEXT, iso TEXT, type TEXT,
    admin1 INTEGER, admin2 INTEGER, population INTEGER NOT NULL, lat REAL, lon REAL, zone INTEGER, cell INTEGER,
    claims TEXT
);
CREATE TABLE extents (id INTEGER PRIMARY KEY, south REAL, west REAL, north REAL, east REAL);
CREATE TABLE keys (key TEXT NOT NULL, id INTEGER NOT NULL, how INTEGER NOT NULL, PRIMARY KEY (key, id)) WITHOUT ROWID;
CREATE TEMP TABLE found (key TEXT NOT NULL, id INTEGER NOT NULL, how INTEGER NOT NULL);
"""
APOSTROPHES = re.compile("['’‘ʼʹʻ`´ʿʾ′]")
LATIN_LETTERS = str.maketrans(
    {"ł": "l", "Ł": "L", "ø": "o", "Ø": "O", "đ": "d", "Đ": "D", "ß": "ss", "æ": "ae", "Æ": "Ae", "œ": "oe", "ı": "i"}
    | {"þ": "th", "Þ": "Th", "ð": "d", "Ð": "D", "ə": "a", "Ə": "A", "’": "'", "‘": "'", "ʼ": "'", "ħ": "h", "Ħ": "H"},
)


@dataclass(slots=True)
class Row:
    """One place as it is written: id (GeoNames', negative where it has none), coordinates in degrees or None."""

    id: int
    name: str
    kind: str
    country: str | None = None
    iso: str | None = None
    type: str | None = None
    admin1: int | None = None
    admin2: int | None = None
    population: int = 0
    latitude: float | None = None
    longitude: float | None = None
    timezone: str | None = None
    claims: str | None = None
    names: Iterable[str] = field(default=())


class Writer:
    """A gazetteer being written: a temporary file beside the target that takes its place in `finish`."""

    def __init__(self, target: Path, unit_words: frozenset[str], name_words: frozenset[str]) -> None:
        self.target, self.unit_words, self.name_words = target, unit_words, name_words
        self.temporary = target.with_name(f"{target.name}.{os.getpid()}.tmp")
        self.temporary.unlink(missing_ok=True)
        self.db = sqlite3.connect(self.temporary)
        self.db.executescript("PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF; PRAGMA cache_size=-60000;" + TABLES)
        self.zones: dict[str, int] = {}
        self.rows: list[tuple[Any, ...]] = []
        self.keys: list[tuple[str, int, int]] = []

    def add(self, row: Row) -> None:
        """Write a place and every key that finds it."""
        zone = None if not row.timezone else self.zones.setdefault(row.timezone, len(self.zones) + 1)
        point = row.latitude is not None and row.longitude is not None and row.kind == "settlement"
        cell = cell_of(row.latitude, row.longitude) if point and row.latitude and row.longitude else None
        plain = ascii_name(row.name)
        values = (row.id, row.name, plain, row.kind, row.country, row.iso, row.type, row.admin1, row.admin2)
        self.rows.append((*values, row.population, row.latitude, row.longitude, zone, cell, row.claims))
        self.keys.extend((key, row.id, how) for key, how in self._keys(row).items())
        if len(self.keys) > BATCH:
            self._flush()

    def _flush(self) -> None:
        self.db.executemany("INSERT OR REPLACE INTO places VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)", self.rows)
        self.db.executemany("INSERT INTO found VALUES (?,?,?)", self.keys)
        self.rows.clear()
        self.keys.clear()

    def _keys(self, row: Row) -> dict[str, int]:
        """Each key of a row once, with the best way it is reached."""
        keys = dict.fromkeys(self._spellings(row.name), CANONICAL)
        names = dict.fromkeys(row.names)
        if row.kind == "settlement":
            names = {name: None for name in names if not junk_alternate(name)}
        names.pop(row.name, None)
        for name in names:
            for key in self._spellings(name):
                keys.setdefault(key, ALTERNATE)
        if row.kind in ("admin1", "admin2"):
            for name in (row.name, *names):
                if stem := self._stem(name, self.name_words):  # "Tatarstan" of "Respublika Tatarstan" is a name
                    keys.setdefault(stem, ALTERNATE)
            for name in (row.name, *names):
                stem = self._stem(name, self.unit_words)
                for key in (stem, *adjective_stems(stem)) if stem is not None else ():
                    keys.setdefault(key, STEM)
        return keys

    def _spellings(self, name: str) -> Iterator[str]:
        key = fold(name)
        if key:
            yield key
        if APOSTROPHES.search(name) and (joined := fold(APOSTROPHES.sub("", name))) and joined != key:
            yield joined

    def _stem(self, name: str, cut: frozenset[str]) -> str | None:
        words = fold(APOSTROPHES.sub("", name)).split()
        kept = [word for word in words if word not in cut]
        return " ".join(kept) if kept and len(kept) < len(words) else None

    def finish(self, meta: Mapping[str, str]) -> str:
        """Derive what follows from the rows, state the sources, and put the file in its place: content_sha256."""
        self._flush()
        self.db.executemany("INSERT INTO zones VALUES (?,?)", ((n, zone) for zone, n in self.zones.items()))
        self.db.execute("INSERT OR IGNORE INTO keys SELECT key, id, how FROM found ORDER BY key, id, how")
        derive_units(self.db)
        spread_claims(self.db)
        self.db.execute("CREATE INDEX places_cell ON places (cell) WHERE cell IS NOT NULL")
        self.db.execute("CREATE INDEX places_unit ON places (country, kind) WHERE kind IN ('country', 'admin1')")
        digest = content_sha256(self.db)
        stated = {**meta, "format": FORMAT, "content_sha256": digest}
        self.db.executemany("INSERT INTO meta VALUES (?,?)", sorted(stated.items()))
        self.db.commit()
        self.db.close()
        self.temporary.replace(self.target)
        return digest

    def abandon(self) -> None:
        """Drop the temporary file; the target stays as it was."""
        self.db.close()
        self.temporary.unlink(missing_ok=True)


def cell_of(latitude: float, longitude: float) -> int:
    """The one-degree cell of a point, as one number."""
    return int(latitude + 90) * 360 + int(longitude + 180) % 360


def ascii_name(name: str) -> str | None:
    """The name in ASCII, or None where it is already or cannot be."""
    if name.isascii():
        return None
    decomposed = unicodedata.normalize("NFKD", name.translate(LATIN_LETTERS))
    plain = "".join(c for c in decomposed if not unicodedata.combining(c))
    return plain if plain.isascii() else None


def junk_alternate(name: str) -> bool:
    """Whether a settlement's alternate name is a code or a machine's romanisation rather than a name."""
    return name.isascii() and (len(name) <= 3 or name.islower() or name.isdigit())


def derive_units(db: sqlite3.Connection) -> None:
    """Give units the extent and middle of their settlements, and their population, where they have none."""
    db.execute(
        "INSERT INTO extents SELECT admin1, min(lat), min(lon), max(lat), max(lon) FROM places "
        "WHERE kind = 'settlement' AND admin1 IS NOT NULL GROUP BY admin1 HAVING max(lon) - min(lon) < 180",
    )
    for column in ("admin1", "admin2"):
        db.execute(
            f"UPDATE places SET population = max(population, m.people), lat = ifnull(places.lat, m.lat), "  # noqa: S608 - a column of ours
            f"lon = ifnull(places.lon, m.lon) FROM (SELECT {column} AS unit, sum(population) AS people, "
            f"round(avg(lat), 4) AS lat, round(avg(lon), 4) AS lon FROM places WHERE kind = 'settlement' "
            f"GROUP BY {column} HAVING max(lon) - min(lon) < 180) AS m WHERE places.id = m.unit",
        )


def spread_claims(db: sqlite3.Connection) -> None:
    """What lies in a disputed unit or country is disputed too."""
    for held_in in (
        "p.id = places.admin1",
        "p.id = places.admin2",
        "p.kind = 'country' AND p.country = places.country",
    ):
        db.execute(
            f"UPDATE places SET claims = p.claims FROM (SELECT * FROM places WHERE claims IS NOT NULL) AS p "  # noqa: S608 - a condition of ours
            f"WHERE places.claims IS NULL AND {held_in}",
        )


def content_sha256(db: sqlite3.Connection) -> str:
    """SHA-256 over the rows, in the order of their keys: equal content, equal hash, whatever the SQLite version."""
    digest = hashlib.sha256()
    for query in (
        "SELECT p.*, z.name FROM places p LEFT JOIN zones z ON z.id = p.zone ORDER BY p.id",
        "SELECT * FROM keys",
    ):
        for row in db.execute(query + (" ORDER BY key, id" if "keys" in query else "")):
            digest.update(repr(row).encode())
    return digest.hexdigest()


def read_csv(path: Path) -> list[dict[str, str]]:
    """The rows of a CSV file with a header, as text."""
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))
