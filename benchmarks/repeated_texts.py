"""A repeated text costs a cache look-up: many records with few distinct texts against the distinct texts alone.

Run as `python benchmarks/repeated_texts.py [RECORDS] [DISTINCT]` (1,000,000 and 10,000). Prints, for each kind, the
seconds for the distinct texts, for all records, and what each further record adds.
"""

import sys
import time
from collections.abc import Callable, Sequence

from regesta.normalise.dates.eventdate import DateContext, settle_date
from regesta.normalise.names.actors import settle_participant
from regesta.normalise.names.registry import NameContext, index_actors
from regesta.normalise.places.gazetteer import open_gazetteer
from regesta.normalise.places.settle import PlaceContext, settle_place


def dates(count: int) -> list[str]:
    months = ("January", "March", "May", "July", "August", "October", "December")
    return [f"on the morning of {i % 28 + 1} {months[i // 28 % 7]} {1800 + i // 196}" for i in range(count)]


def names(count: int) -> list[str]:
    return [f"Defence Minister Aba{i // 100:03}an Bora{i % 100:02}ev" for i in range(count)]


def places(count: int) -> list[str]:
    rows = open_gazetteer().db.execute(
        "select name from places where kind = 'settlement' order by id limit ?", (count,)
    )
    return [name for (name,) in rows]


def seconds(settle: Callable[[str], object], texts: Sequence[str], times: int) -> float:
    start = time.perf_counter()
    for _ in range(times):
        for text in texts:
            settle(text)
    return time.perf_counter() - start


def main(records: int, distinct: int) -> None:
    when = DateContext(anchor="2023-06-24", timezone="Europe/Moscow", languages=("en",))
    who, where = NameContext(index_actors([]), (), ("en",)), PlaceContext()
    kinds: dict[str, tuple[Callable[[str], object], list[str]]] = {
        "dates": (lambda text: settle_date((("text", text),), when), dates(distinct)),
        "names": (lambda text: settle_participant((("name", text), ("role", "party")), who), names(distinct)),
        "places": (lambda text: settle_place((("name", text),), where), places(distinct)),
    }
    for kind, (settle, texts) in kinds.items():
        first = seconds(settle, texts, 1)
        rest = seconds(settle, texts, records // distinct - 1)
        each = rest / (records - distinct) * 1e6
        print(f"{kind}: {distinct} texts {first:.2f} s, {records} records {first + rest:.2f} s, {each:.2f} us a repeat")


if __name__ == "__main__":
    main(*(int(a) for a in (*sys.argv[1:], *("1000000", "10000")[len(sys.argv) - 1 :])))
