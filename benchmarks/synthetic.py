"""A dataset of N made-up events of about 1.2 kB: `python benchmarks/synthetic.py N FOLDER [--files K] [--shuffle]`.

Record i is a function of i alone: a longer dataset begins with the shorter one, and a shuffled one holds the same
records in another order. Days move on with the records (130 a day from 1995 on), so that a dataset five times as long
is five times as much of the same. Words, people and places follow Zipf's law. --faulty breaks one record in a hundred,
each in one of the ways of `FAULTS` in turn, and nothing else refers to a broken record.
"""

import argparse
import json
import random
import tomllib
from collections.abc import Callable, Iterator, Sequence
from datetime import date, timedelta
from functools import cache
from itertools import islice
from math import gcd
from pathlib import Path
from typing import Any, TypeAlias, TypeVar

Object: TypeAlias = dict[str, Any]
T = TypeVar("T")

FIRST_DAY, A_DAY, DAYS = date(1995, 1, 1), 130, 10_950
WORDS: Object = tomllib.loads(Path(__file__).with_suffix(".toml").read_text(encoding="utf-8"))


def zipf(items: Sequence[T]) -> list[T]:
    """The items, each as often as by Zipf's law, so that an even choice is an uneven one."""
    return [item for rank, item in enumerate(items) for _ in range(max(1, 3 * len(items) // (rank + 1)))]


def people() -> list[Object]:
    """The registry's people: an id, a Latin and a Cyrillic name, a country, an office."""
    pairs = [(given, family) for family in WORDS["family"] for given in WORDS["given"]]
    random.Random(1).shuffle(pairs)  # noqa: S311 - no secret
    return [
        {
            "id": f"{given[0]}-{family[0]}".lower(),
            "name": f"{given[0]} {family[0]}",
            "cyrillic": f"{given[1]} {family[1]}",
            "country": WORDS["countries"][index % len(WORDS["countries"])],
            "office": WORDS["offices"][index % len(WORDS["offices"])],
        }
        for index, (given, family) in enumerate(pairs)
    ]


PEOPLE, UNLISTED, TYPES = zipf(people()), zipf(WORDS["unlisted"]), zipf(WORDS["types"])
OUTLETS = zipf([*WORDS["outlets"], *WORDS["publishers"]])
LISTED = [{"name": name, "country": p["country"], "place": p["id"]} for p in WORDS["places"] for name in
          (p["name"], *p["names"])]  # fmt: skip
CITIES = zipf([*LISTED, *({"name": name, "country": code} for name, code in WORDS["gazetteer"]["names"])])
LANGUAGES = zipf(list(WORDS["dates"]))
FORMS = ("day", "day", "iso", "iso", "day", "part", "part", "range", "coarse", "near")
ROLES = ("initiator", "recipient", "target", "mediator", "mentioned")
ACTS = ("asserts", "asserts", "alleges", "announces", "confirms", "accuses")


@cache
def months(language: str) -> tuple[str, ...]:
    return tuple(WORDS["dates"][language]["months"])


def printed(rng: random.Random, day: date, form: str, language: str) -> str:
    """A day as a text of that form in that language."""
    if form == "iso":
        return day.isoformat()
    kind = "day" if form == "range" and day.day > 26 else form
    pattern: str = rng.choice(WORDS["dates"][language][kind])
    return pattern.format(
        d=day.day, e=day.day + 2, m=months(language)[day.month - 1], y=day.year, iso=day.isoformat(),
        h=14 + day.day % 6, weekday=("Monday", "Tuesday", "Wednesday", "Thursday", "Friday")[day.day % 5],
    )  # fmt: skip


def place(rng: random.Random) -> Object:
    """A place by its name alone, with its country, or by the registry's id."""
    found, how = rng.choice(CITIES), rng.random()
    kept = {"name": found["name"]}
    if how < 0.4:
        kept["country"] = found["country"]
    elif how < 0.7 and "place" in found:
        kept["place"] = found["place"]
    return kept


def participant(rng: random.Random, role: str) -> Object:
    """Somebody by a registry id, by a name as printed, or somebody whom the registry lacks."""
    how, who = rng.random(), rng.choice(PEOPLE)
    if how < 0.3:
        return {"name": who["name"], "role": role, "actor": who["id"]}
    if how < 0.75:
        return {"name": f"{who['office']} {who['name']}" if how < 0.55 else who["name"], "role": role}
    if how < 0.9:
        return {"name": who["cyrillic"], "role": role}
    return {"name": rng.choice(UNLISTED), "role": role, "kind": "population"}


def quantity(rng: random.Random) -> Object:
    """How many: as a text, as a best guess, or with bounds."""
    best = int(10 ** (4 * rng.random())) + 2
    figures = {"low": best - best // 4 - 1, "best": best, "high": best + best // 3 + 1}
    made: Object = {"measure": rng.choice(("killed", "injured", "detained", "participants", "vehicles"))}
    how = rng.random()
    if how < 0.5:
        return made | {"text": rng.choice(WORDS["quantity_texts"]).format(**figures)}
    return made | (figures if how < 0.7 else {"best": best})


def claims(rng: random.Random, number: int, sources: list[Object], published: date) -> list[Object]:
    """None to three claims; which events have a first one depends on the number alone, so that others can answer it."""
    made: list[Object] = []
    for index in range((0, 1, 1, 2, 2, 3)[number % 6]):
        claim: Object = {"id": f"c{index + 1}", "act": rng.choice(ACTS), "source": rng.choice(sources)["id"]}
        if rng.random() < 0.85:
            claim["speaker"] = participant(rng, "")["name"]
        if rng.random() < 0.3:
            claim["via"] = [{"name": rng.choice(OUTLETS), "role": "relayer"}]
        if rng.random() < 0.4:
            claim["statement"] = f"It went on for {rng.randint(2, 40)} hours, and {rng.choice(WORDS['more'])}."
        if rng.random() < 0.15:
            claim["hedge"] = rng.choice(WORDS["hedges"])
        if index == 1:
            claim |= {"act": "denies", "responds_to": [answer(number, "c1", "denies")]}
        elif index == 2:
            claim["date"] = {"text": printed(rng, published, "day", rng.choice(LANGUAGES))}
            earlier = number - 6 * rng.randint(1, 50)
            if usable(earlier):
                claim["responds_to"] = [answer(earlier, "c1", "confirms")]
        made.append(claim)
    return made


def answer(number: int, claim: str, stance: str) -> Object:
    return {"claim": f"{event_id(number)}#{claim}", "stance": stance, "scope": "explicit"}


def source(rng: random.Random, number: int, index: int, published: date) -> Object:
    outlet, language = rng.choice(OUTLETS), rng.choice(LANGUAGES)
    slug = outlet.lower().replace(" ", "-").encode("ascii", "ignore").decode()
    made: Object = {"id": f"s{index + 1}", "publisher": outlet, "url": f"https://{slug}.example/{number}-{index}"}
    if rng.random() < 0.95:
        made["archive_url"] = f"https://archive.example/{number}-{index}"
    form = "iso" if rng.random() < 0.6 else "day"
    day = f"{published.day} {months('en')[published.month - 1]} {published.year}"
    return made | {"published": {"text": published.isoformat() if form == "iso" else day}, "language": language,
                   "kind": "news"}  # fmt: skip


def event_id(number: int) -> str:
    return f"e{number:08}"


def usable(number: int) -> bool:
    """Whether another record may refer to this one: it is there, and never among the broken ones."""
    return number >= 0 and not broken(number)


def broken(number: int) -> bool:
    return number % 100 == 50


def record(rng: random.Random, number: int) -> Object:
    """Record number of the dataset; rng is seeded anew."""
    rng.seed(number)
    published = FIRST_DAY + timedelta(days=number // A_DAY % DAYS)
    day = published - timedelta(days=min(int(rng.expovariate(0.6)), 9))
    kind, subtypes, verb = rng.choice(TYPES)
    where = [place(rng) for _ in range(1 + (rng.random() < 0.25))]
    who = [participant(rng, ROLES[i]) for i in range(2 + int(rng.random() * 2.5))]
    sources = [source(rng, number, i, published) for i in range(rng.choice((1, 1, 1, 1, 2, 3)))]
    made: Object = {"id": event_id(number), "title": f"{who[0]['name']} {verb} {who[1]['name']} in {where[0]['name']}"}
    if rng.random() < 0.45:
        made["summary"] = WORDS["summary"].format(
            who=who[0]["name"], verb=verb, whom=who[1]["name"], where=where[0]["name"], n=rng.randint(2, 90),
            where_from=sources[0]["publisher"], more=rng.choice(WORDS["more"]),
        )  # fmt: skip
    made["type"] = kind
    if subtype := rng.choice(subtypes):
        made["subtype"] = subtype
    made["date"] = {"text": printed(rng, day, rng.choice(FORMS), rng.choice(LANGUAGES))}
    made |= {"places": where, "participants": who}
    if counted := [quantity(rng) for _ in range(int(rng.random() * 2.4))]:
        made["quantities"] = counted
    if said := claims(rng, number, sources, published):
        made["claims"] = said
    made["sources"] = sources
    earlier = number - rng.randint(1, 400)
    if rng.random() < 0.1 and usable(earlier):
        made["relations"] = [{"type": rng.choice(("follows", "follows", "part-of", "same-as")),
                              "event": event_id(earlier)}]  # fmt: skip
    if rng.random() < 0.5:
        made["tags"] = sorted({rng.choice(WORDS["tags"]) for _ in range(2)})
    return made | {"provenance": {"method": "extracted", "tool": "extractor 2.1",
                                  "confidence": round(0.5 + rng.random() / 2, 2)}}  # fmt: skip


def line(data: Object) -> str:
    return json.dumps(data, ensure_ascii=False)


def _without(data: Object, key: str) -> str:
    return line({name: value for name, value in data.items() if name != key})


def _first(data: Object, name: str, **changes: Any) -> str:
    return line({**data, name: [{**data[name][0], **changes}, *data[name][1:]]})


FAULTS: dict[str, Callable[[Object], str]] = {  # by the code of the one error that each makes
    "S101 unknown field": lambda data: line({**data, "titel": "x"}),
    "S102 no title": lambda data: _without(data, "title"),
    "S103 a number for a text": lambda data: line({**data, "summary": 7}),
    "S104 unknown code": lambda data: line({**data, "type": "protset"}),
    "S104 unknown role": lambda data: _first(data, "participants", role="leader"),
    "S106 confidence above 1": lambda data: line({**data, "provenance": {"method": "extracted", "confidence": 1.5}}),
    "R003 line cut off": lambda data: line(data)[:-40],
    "R004 key twice": lambda data: '{"type": "other", ' + line(data)[1:],
    "R011 empty text": lambda data: line({**data, "summary": ""}),
    "R010 control character": lambda data: line({**data, "title": "a \u0007 bell"}),
    "D201 unreadable date": lambda data: line({**data, "date": {"text": "when the leaves fell"}}),
    "P402 ambiguous place": lambda data: line({**data, "places": [{"name": "Georgia"}]}),
    "Q601 low above high": lambda data: line({**data, "quantities": [{"measure": "killed", "low": 9, "high": 3}]}),
    "X702 no such event": lambda data: line({**data, "relations": [{"type": "follows", "event": "never-was"}]}),
    "X702 no such actor": lambda data: _first(data, "participants", actor="nobody-here"),
    "X701 id of the first event": lambda data: _without({**data, "id": event_id(0)}, "claims"),
}


def lines(count: int, *, shuffle: bool = False, faulty: bool = False) -> Iterator[str]:
    """The records as lines without their ends, in the order of their ids or shuffled."""
    rng, ways = random.Random(), tuple(FAULTS.values())  # noqa: S311 - no secret
    step = 1
    if shuffle:
        step = next(n for n in range(int(count * 0.618), 2 * count + 2) if gcd(n, count) == 1)
    for position in range(count):
        number = position * step % count
        made = record(rng, number)
        yield ways[number // 100 % len(ways)](made) if faulty and broken(number) else line(made)


def write_dataset(folder: Path, count: int, files: int = 1, *, shuffle: bool = False, faulty: bool = False) -> int:
    """Write the dataset; the bytes of its records."""
    for name in ("records", "registry"):
        (folder / name).mkdir(parents=True, exist_ok=True)
    (folder / "regesta.toml").write_text(SETTINGS, encoding="utf-8")
    for name, entries in (("actors", actors()), ("places", places())):
        (folder / f"registry/{name}.yaml").write_text("".join(f"- {line(e)}\n" for e in entries), encoding="utf-8")
    made, written = lines(count, shuffle=shuffle, faulty=faulty), 0
    for index in range(files):
        share = (index + 1) * count // files - index * count // files
        with (folder / f"records/events-{index:03}.jsonl").open("wb") as file:
            while share > 0:
                chunk = list(islice(made, min(share, 1000)))
                share -= len(chunk)
                written += file.write("".join(f"{one}\n" for one in chunk).encode())
    return written


def actors() -> list[Object]:
    """The registry: 132 people and the outlets that are known."""
    made = [
        {"id": p["id"], "name": p["name"], "kind": "person", "country": p["country"],
         "names": [{"text": p["cyrillic"], "language": "ru", "kind": "official"}]}
        for p in people()
    ]  # fmt: skip
    return made + [{"id": o.lower().replace(" ", "-"), "name": o, "kind": "media-outlet"} for o in WORDS["outlets"]]


def places() -> list[Object]:
    """The registry of places."""
    return [
        {**p, "names": [{"text": n, "kind": "as-printed"} for n in p["names"]], "precision": "settlement"}
        for p in WORDS["places"]
    ]


SETTINGS = """[dataset]
name = "synthetic"
title = "Made-up events"
version = "1.0.0"
released = 2026-01-01
licence = "CC0-1.0"
creators = [{ name = "A generator" }]
timezone = "Europe/Kyiv"
languages = ["en", "ru", "uk", "de", "fr", "es"]
stage = "candidate"
"""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("count", type=int)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--files", type=int, default=1, help="how many files share the records")
    parser.add_argument("--shuffle", action="store_true", help="not in the order of the ids")
    parser.add_argument("--faulty", action="store_true", help="break one record in a hundred")
    given = parser.parse_args()
    size = write_dataset(given.folder, given.count, given.files, shuffle=given.shuffle, faulty=given.faulty)
    print(f"{given.count} records, {size} bytes, {size / given.count:.0f} a record, in {given.folder}")


if __name__ == "__main__":
    main()
