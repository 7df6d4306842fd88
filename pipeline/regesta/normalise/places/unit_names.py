"""What to write where the name of a first-level unit stands in place of its code; read for faults only."""

from collections.abc import Iterable, Mapping, Sequence

from regesta.advice.suggest import did_you_mean
from regesta.normalise.fold import folded_key
from regesta.normalise.places.codes import SHOWN
from regesta.normalise.places.gazetteer import Gazetteer, Spot
from regesta.normalise.places.hints import read_hints


def meant_by_name(gazetteer: Gazetteer, text: str, country: str | None) -> tuple[str | None, str | None]:
    """What to say where the name of a unit stands in place of its code, and the code where no other can be meant.

    That is so of a name that one unit of the country alone bears: a name alone may be that of a country.
    """
    known = gazetteer.codes(country) if country is not None else {}
    bare = f"{country}-{text.strip().upper()}"
    if bare in known:
        return did_you_mean([f"{bare} ({known[bare]})"]), None  # 11 may be a number of another list
    hints = read_hints(gazetteer, country, None, [(text, "admin1")])
    found = [spot for spot in gazetteer.find(folded_key(text)) if hints.fits_codes(spot)]
    borne = _by_code(found)
    units = borne | _by_code(unit for holder in hints.holders for unit in holder.units)
    lands = [f"`country: {spot.country}`" for spot in found if spot.kind == "country" and country is None]
    certain = country is not None and len(units) == len(borne) == 1
    return _of_units(units, lands), next(iter(borne)) if certain else None


def _by_code(spots: Iterable[Spot]) -> dict[str, str]:
    """The names of those that are first-level units, by code."""
    return {spot.admin1: spot.name for spot in spots if spot.kind == "admin1" and spot.admin1 is not None}


def _of_units(units: Mapping[str, str], lands: Sequence[str]) -> str | None:
    if len(units) > SHOWN:
        return f"{len(units)} units are called so: write the code of the one that is meant, such as {next(iter(units))}"
    return did_you_mean([*(f"{code} ({name})" for code, name in units.items()), *lands])
