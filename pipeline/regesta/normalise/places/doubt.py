"""Whether the place that was chosen is surely the one that is meant: small places, and texts that name two."""

from collections.abc import Sequence

from regesta.normalise.places.articles import COUNTRIES as ARABIC
from regesta.normalise.places.choice import VILLAGE, kilometres
from regesta.normalise.places.gazetteer import CANONICAL, STEM, Gazetteer, Spot
from regesta.normalise.places.hints import NO_HINTS, Hints
from regesta.normalise.places.lexicon import place_words
from regesta.normalise.places.stems import adjective_stems
from regesta.normalise.places.text import Phrase

SMALL, LARGE = 3, 10  # times the people of the smallest settlements listed: too small, and too large for a village
NAME_ARTICLES = frozenset({"el", "la", "los", "las", "le", "les"})
CITY = 100_000  # people: a larger place is known abroad, in every script
SCRIPTS = (  # ranges of first letters, with the countries whose script they are
    ((("֐", "׿"),), frozenset({"IL", "PS"})),
    ((("؀", "ۿ"),), ARABIC | {"IR", "AF", "PK", "IN"}),
    ((("一", "鿿"), ("぀", "ヿ")), frozenset({"CN", "TW", "HK", "MO", "SG", "JP", "KR"})),
    ((("\u1100", "\u11ff"), ("가", "힣")), frozenset({"KR", "KP"})),
)
PART_KM = 10.0  # a quarter lies within this of the town it is part of
REACH_KM = 60.0  # and a village within this of the town that is named after it


def unsure(gazetteer: Gazetteer, spot: Spot, phrase: Phrase, found: Sequence[Spot], hints: Hints) -> bool:
    """Whether a place may be another of its name: one that the gazetteer leaves out, or one elsewhere.

    found: all the places of the name, whether they fit the hints or not.
    """
    if hints.known_country is None and spot.kind in {"settlement", "admin2"}:
        numbered = any(word.isdigit() for word in phrase.name.split())  # there is a "Ward 3" in many a town
        if numbered or lost_article(gazetteer, spot, phrase):
            return True
    if spot.kind == "admin2":
        return hints.known_country is None and unsure_district(spot, phrase, found)
    if spot.kind != "settlement" or not gazetteer.smallest or any(h.level == "admin2" for h in hints.holders):
        return False
    return unsure_settlement(gazetteer, spot, phrase, hints) or (
        hints == NO_HINTS and unsure_words(gazetteer, spot, phrase)
    )


def lost_article(gazetteer: Gazetteer, spot: Spot, phrase: Phrase) -> bool:
    """Whether an article that belongs to the names of towns was cut: El Bagre is not Bagre, nor La Palma Palma."""
    words = phrase.whole.split()
    cut = words[:1] != phrase.name.split()[:1] and not NAME_ARTICLES.isdisjoint(words[:1])
    return cut and not bears_whole(gazetteer, spot, phrase)


def bears_whole(gazetteer: Gazetteer, spot: Spot, phrase: Phrase) -> bool:
    """Whether a place is found by more of a phrase than what is left of it when its words of relation are cut."""
    return any(same.id == spot.id for key in phrase.wider for same in gazetteer.find(key))


def unsure_district(spot: Spot, phrase: Phrase, found: Sequence[Spot]) -> bool:
    """A district named by its adjective, or like places elsewhere, needs its country: many are called Kirov's."""
    elsewhere = any(other.country != spot.country for other in found)
    return spot.how == STEM and (elsewhere or bool(adjective_stems(phrase.name.replace(" ", ""))))


def unsure_settlement(gazetteer: Gazetteer, spot: Spot, phrase: Phrase, hints: Hints) -> bool:
    """Whether a settlement is too small to be told from namesakes that the gazetteer leaves out.

    Of villages with up to three times the people of the smallest ones listed, many bear a name that an unlisted one in
    the same first-level unit bears too: they need their district. What is called a village needs its first-level unit:
    a larger place is then more likely another than the one that is meant, and so is one that only has been called so.
    A settlement without a population is the seat of something, and needs its country.
    """
    village, people = phrase.kind == "village", spot.population
    if people == 0:
        return village or hints.known_country is None
    known_unit = hints.admin1 is not None or any(holder.units for holder in hints.holders)
    another = spot.how != CANONICAL or people >= LARGE * gazetteer.smallest
    return people < SMALL * gazetteer.smallest or (village and not known_unit and another)


def unsure_words(gazetteer: Gazetteer, spot: Spot, phrase: Phrase) -> bool:
    """Without any hint, a camp or hospital may be named after anything, and "a station" is not the town Station.

    A script that is not its country's writes a small town only as a namesake: Vienna in Virginia as the one in Austria.
    """
    if phrase.kind == "facility" and (spot.how != CANONICAL or spot.population < VILLAGE):
        return True
    if spot.population < CITY and not at_home(phrase.name, spot.country):
        return True
    return tuple(phrase.name.split()) in place_words().kinds and not bears_whole(gazetteer, spot, phrase)


def at_home(name: str, country: str | None) -> bool:
    """Whether a country writes a name's script; true of scripts that are not in SCRIPTS."""
    written = [home for letters, home in SCRIPTS if any(first <= name[:1] <= last for first, last in letters)]
    return all(country in home for home in written)


def others_meant(spot: Spot, phrase: Phrase, found: Sequence[Spot], hints: Hints) -> tuple[Spot, ...]:
    """Places that a text may mean as well as the one chosen."""
    if spot.kind == "settlement":
        return other_towns(spot, hints)
    return larger_abroad(spot, found) if phrase.kind in {"admin1", "unit"} and hints.known_country is None else ()


def larger_abroad(spot: Spot, found: Sequence[Spot]) -> tuple[Spot, ...]:
    """Places abroad with more people than a unit of their name, of the next level below it.

    "Odessa region" is hardly a district of Saskatchewan, and Granada's province is in Spain as well as in Nicaragua.
    """
    rival = {"admin2": "settlement", "admin1": "admin2"}.get(spot.kind)
    abroad = [other for other in found if other.kind == rival and other.country != spot.country and other.how != STEM]
    return tuple(other for other in abroad if other.population > spot.population)


def other_towns(spot: Spot, hints: Hints) -> tuple[Spot, ...]:
    """Towns that are said to hold a settlement and cannot: smaller ones outside it, and larger ones out of reach.

    "Kyiv, Bucha" names two places, and not which is meant.
    """
    apart = [town for town in hints.towns if town.country == spot.country and town.admin2_id != spot.admin2_id]
    return tuple(
        town for town in apart if kilometres(town, spot) > (PART_KM if town.population < spot.population else REACH_KM)
    )
