"""A made-up file in the columns of the UCDP GED: `python benchmarks/made_up_ged.py N FILE [--encoding cp1252]`.

Nothing in it happened. Lengths and blanks are about those of the published files: 49 columns and 0.6 kB a row, a
third of the rows with free text for sources and the others with one to six articles as CSV in their cell, quotes in
quotes, commas, line breaks in one cell in twenty, letters beyond ASCII in one row in eight, days in the layouts of
ISO and (three rows in ten) of the United States. One row in a hundred has its figures out of order, as many have an
article older than what it tells. Row i is a function of i alone; conflicts, groups, places and offices follow Zipf's
law.
"""

import argparse
import csv
import random
import tomllib
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import IO, NamedTuple

_GIVEN = tomllib.loads(Path(__file__).with_suffix(".toml").read_text(encoding="utf-8"))
COLUMNS, COUNTRIES, WORDS = _GIVEN["columns"], _GIVEN["countries"], _GIVEN["words"]
SYLLABLES, BEYOND, UNITS, KINDS = _GIVEN["syllables"], _GIVEN["beyond"], _GIVEN["units"], _GIVEN["kinds"]
GROUPS, OFFICES, SPEAKERS = _GIVEN["groups"], _GIVEN["offices"], _GIVEN["speakers"]
FIRST_DAY, DAYS = date(1989, 1, 1), 13_148
PLACES = 40_000


class Dyad(NamedTuple):
    """Who fights whom, in which country: numbers are those that the file gives conflict, dyad, sides."""

    country: int
    violence: int
    conflict: int
    name: str
    number: int
    side_a: str
    number_a: int
    side_b: str
    number_b: int


class Place(NamedTuple):
    """A place as the file describes it."""

    precision: int
    name: str
    description: str
    adm_1: str
    adm_2: str
    latitude: str
    longitude: str
    cell: int


def name_of(rng: random.Random, most: int = 4) -> str:
    """A name of two to so many syllables, one in sixteen with a letter beyond ASCII."""
    name = "".join(rng.choices(SYLLABLES, k=rng.randint(2, most)))
    if rng.random() < 0.06:
        name += rng.choice(BEYOND)
    return name.capitalize()


@cache
def dyads() -> tuple[Dyad, ...]:
    """900 of them, in an order that is that of their frequency."""
    rng, made = random.Random(7), []  # noqa: S311 - no secret
    for number in range(900):
        country = min(int(rng.expovariate(0.16)), len(COUNTRIES) - 1)
        violence = rng.choices((1, 2, 3), (70, 12, 18))[0]
        group = f"{name_of(rng)} {rng.choice(GROUPS)}" if rng.random() < 0.7 else name_of(rng, 3).upper()[:5]
        other = f"{name_of(rng)} {rng.choice(GROUPS)}"
        land = COUNTRIES[country][0]
        side_a, side_b = {1: (f"Government of {land}", group), 2: (group, other), 3: (group, "Civilians")}[violence]
        of_a = COUNTRIES[country][2] - 30 if violence == 1 else 1000 + number
        of_b = 9999 if violence == 3 else 5000 + number
        name = f"{side_a} - {side_b}"
        conflict = f"{land}: {rng.choice(('Government', name_of(rng)))}" if violence == 1 else name
        made.append(Dyad(country, violence, 300 + number // 2, conflict, 700 + number, side_a, of_a, side_b, of_b))
    return tuple(made)


@cache
def place(country: int, index: int) -> Place:
    """One of the places of a country."""
    rng = random.Random(index * 100 + country)  # noqa: S311 - no secret
    land, _, _, _, south, west, north, east = COUNTRIES[country]
    latitude, longitude = rng.uniform(south, north), rng.uniform(west, east)
    precision = rng.choices((1, 2, 3, 4, 5, 6), (52, 16, 12, 12, 4, 4))[0]
    number = rng.randrange(20)
    unit = f"{_unit(country, number)} {UNITS[country % 6]}"
    district = f"{_unit(country, 100 + number * 12 + rng.randrange(12))} district"
    kind = "district" if precision == 3 else rng.choice(KINDS)
    name = {4: unit, 6: land}.get(precision) or f"{name_of(rng)} {kind}"
    near = rng.choice(("", "near ", "in the ", "on the road to ", "outskirts of "))
    description = (
        f"{near}{name.rpartition(' ')[0] or name}{rng.choice((' ' + kind, f', {unit}', f' ({name_of(rng)} area)'))}"
    )
    cell = (int((latitude + 90) * 2)) * 720 + int((longitude + 180) * 2) + 1
    return Place(
        precision, name, description if rng.random() < 0.95 else "", "" if precision == 6 else unit,
        district if precision < 4 and rng.random() < 0.95 else "",
        f"{latitude:.{rng.choice((2, 4, 6, 6))}f}", f"{longitude:.{rng.choice((2, 4, 6, 6))}f}", cell,
    )  # fmt: skip


@cache
def _unit(country: int, index: int) -> str:
    """The name of a province (20 a country) or of a district (12 a province, from 100 on)."""
    return name_of(random.Random(country * 1000 + index))  # noqa: S311 - no secret


def headline(rng: random.Random) -> str:
    """Three to fourteen words, some with a comma, a quote or a letter beyond ASCII among them."""
    words = rng.choices(WORDS, k=rng.randint(3, 14))
    how = rng.random()
    if how < 0.3:
        words[len(words) // 2] += ","
    elif how < 0.34:
        words[-1] = f'""{words[-1]}""'  # as the cells of the files have it: doubled within, and once more by the file
    elif how < 0.38:
        words[0] = f"‘{words[0]}’ –"
    return " ".join(words).capitalize()


def articles(rng: random.Random, day: date, offices: Sequence[str]) -> tuple[int, str, str, str, str]:
    """How many, and them: as CSV in a cell, their offices, their days, their headlines."""
    if rng.random() < 0.33:
        form = rng.choice(('{0} {1} "{2}', '{0}, {1}, "{2}"', "{0} {1:%d %B %Y}: {2}", "{2}"))
        return -1, form.format(rng.choice(offices), day, headline(rng)), "", "", ""
    count = rng.choices((1, 2, 3, 4, 5, 6), (70, 19, 6, 2, 2, 1))[0]
    late = timedelta(days=-2) if rng.random() < 0.02 else timedelta(days=int(rng.expovariate(0.8)))
    days = [(day + late).isoformat()] * count
    names = [rng.choice(offices) for _ in days]
    heads = [headline(rng) for _ in days]
    cell = ";".join(f'"{n},{d},{h}"' for n, d, h in zip(names, days, heads, strict=True))
    return count, cell, ";".join(names), ";".join(days), ";".join(heads)


@cache
def offices() -> tuple[str, ...]:
    """Some 300 offices, each as often as by Zipf's law."""
    rng = random.Random(3)  # noqa: S311 - no secret
    names = [
        *OFFICES,
        *(f"{name_of(rng)} {rng.choice(('News', 'Times', 'Radio', 'Post', 'Agency'))}" for _ in range(300)),
    ]
    return tuple(name for rank, name in enumerate(names) for _ in range(max(1, 400 // (rank + 1))))


def figures(rng: random.Random) -> tuple[list[int], int, int, int]:
    """Deaths of a, b, civilians and unknown; best, high, low."""
    deaths = [int(rng.expovariate(0.5)) if rng.random() < share else 0 for share in (0.3, 0.5, 0.35, 0.1)]
    best = sum(deaths)
    high, low = (
        best + (int(rng.expovariate(0.3)) if rng.random() < 0.2 else 0),
        best - (best > 2 and rng.random() < 0.1),
    )
    return deaths, best, (max(best - 1, 0) if rng.random() < 0.01 else high), low


def printed(day: date, slashed: bool) -> str:
    return f"{day.month}/{day.day}/{day.year} 12:00:00 AM" if slashed else day.isoformat()


def row(rng: random.Random, number: int) -> list[object]:
    """Row number of the file; rng is seeded anew."""
    rng.seed(number)
    dyad = dyads()[int(900 ** rng.random()) - 1]
    land, letters, gw, region, *_ = COUNTRIES[dyad.country]
    start = FIRST_DAY + timedelta(days=int(DAYS * rng.random() ** 0.7))
    coarse = rng.random()
    end = start if coarse < 0.78 else start + timedelta(days=1 + int(rng.expovariate(0.15 if coarse < 0.96 else 0.03)))
    where = place(dyad.country, int((PLACES / len(COUNTRIES)) ** rng.random()) * 7)
    count, cell, by, dates, heads = articles(rng, end, offices())
    deaths, best, high, low = figures(rng)
    speaker = (
        rng.choice(SPEAKERS) if rng.random() < 0.8 else f"{rng.choice(SPEAKERS)}; {name_of(rng)} {rng.choice(SPEAKERS)}"
    )
    description = where.description
    if rng.random() < 0.05:
        description += f"\n{headline(rng)}"
    slashed = rng.random() < 0.3
    return [
        number + 1000, f"{letters}-{start.year}-{dyad.violence}-{dyad.number}-{number % 9000}", start.year,
        int(rng.random() < 0.9), "Clear", dyad.violence, dyad.conflict, dyad.conflict, dyad.name,
        dyad.number, dyad.number, f"{dyad.side_a} - {dyad.side_b}", dyad.number_a, dyad.number_a, dyad.side_a,
        dyad.number_b, dyad.number_b, dyad.side_b, count, cell, by, dates, heads, speaker if rng.random() < 0.9 else "",
        where.precision, where.name, description, where.adm_1, where.adm_2, where.latitude, where.longitude,
        f"POINT ({where.longitude} {where.latitude})", where.cell, land, gw, region,
        1 + (start != end and coarse > 0.9), 1 + 3 * (start != end), printed(start, slashed), printed(end, slashed),
        *deaths, best, high, low, gw if dyad.violence == 1 else "", "",
    ]  # fmt: skip


def rows(count: int) -> Iterator[list[object]]:
    rng = random.Random()  # noqa: S311 - no secret
    return (row(rng, number) for number in range(count))


def write_ged(path: Path, count: int, encoding: str = "utf-8") -> int:
    """Write the file; its bytes."""
    file: IO[str]
    with path.open("w", encoding=encoding, newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(COLUMNS)
        writer.writerows(rows(count))
    return path.stat().st_size


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("count", type=int)
    parser.add_argument("file", type=Path)
    parser.add_argument("--encoding", default="utf-8")
    given = parser.parse_args()
    size = write_ged(given.file, given.count, given.encoding)
    print(f"{given.count} rows, {size} bytes, {size / given.count:.0f} a row, in {given.file}")


if __name__ == "__main__":
    main()
