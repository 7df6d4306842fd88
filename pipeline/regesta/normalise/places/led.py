"""Places as newsrooms of Central and Northern Europe print them: "v Praze", "utanför Uppsala", "Szeged határában".

Such words are read only where they begin with a small letter, or stand behind, and where no place is called so: "Do
Son" and "Nara Prefecture" are names.
"""

from collections.abc import Iterator, Mapping
from functools import cache
from typing import NamedTuple

from regesta.normalise.fold import folded_key
from regesta.normalise.places.cases import own_countries
from regesta.normalise.places.gazetteer import Spot
from regesta.normalise.places.lexicon import language_words

TONGUES = ("hr", "cs", "sk", "ro", "hu", "fi", "sv", "da", "nb")
_NEAR, _SIDE = "near ", "northern "  # whichever side it is: each is an area of its land without a point
_SAID = {"at": "", "near": _NEAR, "part": "streets of ", "side": _SIDE}
_LOCATIVE = ("u", "i", "oj", "om", "ima", "ama")  # a Croatian "u" is in what ends so, a Czech one beside what does not
_SHORTEST = 4  # letters that an ending leaves of a name


class Led(NamedTuple):
    """A text in the order of English, the language that it may be in, and what alone may be meant then.

    land: a country; own: a place where the language is spoken, since its ending is short.
    """

    text: str
    tongue: str
    land: bool = False
    own: bool = False


class _Words(NamedTuple):
    """What leads to a name, by its first word; what stands behind one; endings, sides and directions by language."""

    leads: Mapping[str, tuple[tuple[tuple[str, ...], str, str], ...]]
    behind: Mapping[str, str]
    endings: Mapping[str, tuple[str, ...]]
    sides: Mapping[str, tuple[str, ...]]
    directions: Mapping[str, tuple[str, ...]]


def led(text: str) -> Iterator[Led]:
    """What a text may be in each of the languages whose words it has.

    >>> next(led("utanför Uppsala")).text, next(led("Szeged határában")).text
    ('near Uppsala', 'near Szeged')
    """
    words = _words()
    first, *held = text.split(",")
    tokens = first.split()
    if len(tokens) > 1 and tokens[0].islower() and not text.islower():
        yield from _leading(tokens, held, words)
    if len(tokens) > 1 and (tongue := words.behind.get(tokens[-1])) is not None:
        yield Led(",".join((_NEAR + " ".join(tokens[:-1]), *held)), tongue)
    if tokens and tokens[0][0].isdigit():
        yield from (Led(text, tongue) for tongue, said in words.directions.items() if any(one in text for one in said))
    elif tokens and tokens[0][0].isupper():
        yield from _joined(text, words)
        last = folded_key(tokens[-1])[_SHORTEST:]
        for tongue, endings in words.endings.items():
            ending = next((ending for ending in endings if last.endswith(ending)), None)
            if ending is not None:
                yield Led(text, tongue, own=len(ending) < 3)


def is_meant(spot: Spot, turned: Led) -> bool:
    """Whether a place is what a text so turned may mean."""
    if turned.land and spot.kind != "country":
        return False
    return not turned.own or (spot.country in own_countries(turned.tongue) and spot.kind == "settlement")


def _leading(tokens: list[str], held: list[str], words: _Words) -> Iterator[Led]:
    beside = None if folded_key(tokens[-1]).endswith(_LOCATIVE) else (("u",), "hr")
    for lead, said, tongue in words.leads.get(tokens[0], ()):
        if len(lead) == len(tokens) or tuple(tokens[: len(lead)]) != lead or (lead, tongue) == beside:
            continue
        rest = ",".join((" ".join(tokens[len(lead) :]), *held))
        yield Led(said + rest, tongue)
        if not said:  # "i östra Ukraina"
            yield from led(rest)


def _joined(text: str, words: _Words) -> Iterator[Led]:
    """A land with its side before it: "Kelet-Ukrajna", "Østukraine"."""
    small = text.casefold()
    for tongue, sides in words.sides.items():
        side = next((side for side in sides if small.startswith(side)), "")
        land = text[len(side) :].lstrip("- ")
        if side and len(land) > _SHORTEST:
            yield Led(_SIDE + land, tongue, land=True)


@cache
def _words() -> _Words:
    lexicons = {tongue: language_words(tongue) for tongue in TONGUES}
    directions = {tongue: tuple(one for one in lexicons[tongue]["directions"] if " " in one) for tongue in TONGUES}
    leads: dict[str, list[tuple[tuple[str, ...], str, str]]] = {}
    for tongue, lexicon in lexicons.items():
        for kind, said in _SAID.items():
            for phrase in lexicon["led"].get(kind, ()):
                lead = tuple(phrase.split())
                leads.setdefault(lead[0], []).append((lead, said, tongue))
    return _Words(
        leads={word: tuple(sorted(held, key=lambda one: -len(one[0]))) for word, held in leads.items()},
        behind={word: tongue for tongue, lexicon in lexicons.items() for word in lexicon.get("behind", ())},
        endings={tongue: tuple(lexicons[tongue]["inflected"]["alone"]) for tongue in ("hu", "fi")},
        sides={tongue: tuple(lexicon["led"].get("compass", ())) for tongue, lexicon in lexicons.items()},
        directions=directions,
    )
