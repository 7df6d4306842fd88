"""Phrases that name a place by others: "the capital", "between A and B"."""

from regesta.normalise.places.cases import nominatives
from regesta.normalise.places.choice import choose, kilometres
from regesta.normalise.places.gazetteer import CANONICAL, Gazetteer, Spot
from regesta.normalise.places.hints import Hints, find_text
from regesta.normalise.places.result import Resolved, holder_of
from regesta.normalise.places.text import Phrase, read_phrase

BETWEEN_KM = 150.0  # two towns further apart than this do not say where between them


def resolve_capital(gazetteer: Gazetteer, phrase: Phrase, hints: Hints) -> Resolved:
    """The capital of the country that the hints name; without one there is nothing to say."""
    country = None if hints.known_country is None else gazetteer.country(hints.known_country)
    if country is None or not country.type:
        return Resolved()
    named = read_phrase(country.type)
    found = [] if named is None else find_text(gazetteer, country.type, named)
    spot = choose(
        [s for s in found if s.country == country.country and s.kind == "settlement"], "settlement", gazetteer
    ).spot
    return Resolved(phrase, spot, "settlement" if spot else None, hints=hints, rule="the capital of the country")


def resolve_between(gazetteer: Gazetteer, phrase: Phrase, hints: Hints) -> Resolved:
    """The middle of two towns, and only what both share."""
    towns = []
    for name in (phrase.name, phrase.other or ""):
        named = gazetteer.find(name) or gazetteer.find_any(nominatives(name))
        fitting = [spot for spot in named if hints.fits(spot)]
        choice = choose(fitting, "settlement", gazetteer)
        if choice.spot is None:
            holder = holder_of(gazetteer, hints)
            return Resolved(phrase, candidates=choice.candidates, holder=holder, hints=hints)
        towns.append(choice.spot)
    a, b = towns
    if kilometres(a, b) > BETWEEN_KM:
        return Resolved(phrase, holder=holder_of(gazetteer, hints), hints=hints)
    rule = f"the middle of {a.name} and {b.name}"
    return Resolved(phrase, common(a, b), "near", hints=hints, point=middle(a, b), rule=rule)


def middle(a: Spot, b: Spot) -> tuple[float, float] | None:
    """The point halfway between two near places, in degrees."""
    if a.latitude is None or b.latitude is None or a.longitude is None or b.longitude is None:
        return None
    return round((a.latitude + b.latitude) / 2, 5), round((a.longitude + b.longitude) / 2, 5)


def common(a: Spot, b: Spot) -> Spot | None:
    """What two places share, as a place without a name: country and first-level unit."""
    if a.country != b.country:
        return None
    shared = a._replace(
        id=-1, name="", kind="between", admin2=None, admin2_name=None, admin2_id=None, population=0, latitude=None,
        longitude=None, timezone=a.timezone if a.timezone == b.timezone else None,
        claimed_by=a.claimed_by if a.claimed_by == b.claimed_by else (), type=None, how=CANONICAL,
    )  # fmt: skip
    same_unit = a.admin1_id is not None and a.admin1_id == b.admin1_id
    return shared if same_unit else shared._replace(admin1=None, admin1_name=None, admin1_id=None)
