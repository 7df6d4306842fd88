"""Whether the code of a first-level unit is one, and of the country that is written beside it."""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from functools import cache

from regesta.advice.suggest import did_you_mean, nearest
from regesta.contract import shipped_rows
from regesta.diagnostics import Diagnostic
from regesta.normalise.fold import folded_key
from regesta.normalise.places.gazetteer import Gazetteer, Spot
from regesta.normalise.places.hints import read_hints

CODE = re.compile(r"[A-Z]{2}-[A-Z0-9]{1,3}")  # what is of another form is told by the contract
SHOWN = 6  # units of a country that are listed

# Territories with a country code of their own that ISO 3166-2 also lists among the units of their state.
TERRITORIES = {
    **{own: (f"US-{own}",) for own in ("AS", "GU", "MP", "PR", "UM", "VI")},
    **{own: (f"FR-{own}",) for own in ("BL", "MF", "NC", "PF", "PM", "TF", "WF")},
    **{own: (f"NL-{own}",) for own in ("AW", "CW", "SX")},
    **{own: (f"CN-{own}",) for own in ("HK", "MO", "TW")},
    "GP": ("FR-971",),
    "MQ": ("FR-972",),
    "GF": ("FR-973",),
    "RE": ("FR-974",),
    "YT": ("FR-976",),
    "AX": ("FI-01",),
    "BQ": ("NL-BQ1", "NL-BQ2", "NL-BQ3"),
    "SJ": ("NO-21", "NO-22"),
}
TERRITORY = {code: own for own, codes in TERRITORIES.items() for code in codes}


def check_admin1(
    gazetteer: Gazetteer, code: str, country: str | None, others: Collection[str], meant: str | None
) -> Iterator[Diagnostic]:
    """P406 for a code that the gazetteer does not know, or of another country than the one beside it.

    others: the countries that claim the place as well. meant: the code of the unit in which the place is known to lie.
    """
    own = code.partition("-")[0]
    if not CODE.fullmatch(code):
        return
    if own in (country, *others) and any(unit.admin1 == code for unit in gazetteer.units(own)):
        return
    if country is not None and own not in (country, *others) and code not in TERRITORIES.get(country, ()):
        message = f"admin1 is {code}, a code of {own}, and country is {country}"
        yield told(code, message, advice(gazetteer, code, country, meant))
    elif gazetteer.country(own) is None:
        yield told(code, f"admin1 is {code}, and {own} is no country", "write a code of ISO 3166-2, or leave it out")
    elif gazetteer.codes(own) and code not in gazetteer.codes(own) and code not in TERRITORY:
        yield told(code, f"the gazetteer knows no unit {code}", advice(gazetteer, code, own, meant))


def told(code: str, message: str, help_text: str) -> Diagnostic:
    return Diagnostic("P406", message, "/admin1", value=code, help=help_text)


def advice(gazetteer: Gazetteer, code: str, country: str, meant: str | None) -> str:
    """The unit that is meant, else what a slip of the pen may have been, else the first units of the country."""
    known = gazetteer.codes(country)
    likely = [meant] if meant is not None and meant in known else nearest(code, known)
    if likely:
        return f"did you mean {' or '.join(f'{unit} ({known[unit]})' for unit in likely)}?"
    units = [f"{spot.admin1} ({spot.name})" for spot in gazetteer.units(country) if spot.admin1 is not None]
    listed = f": {', '.join(sorted(units)[:SHOWN])}{', ...' if len(units) > SHOWN else ''}" if units else ""
    return f"write a unit of {country}{listed}, or check `country`"


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


def abbreviated_unit(gazetteer: Gazetteer, text: str) -> Spot | None:
    """The state or province that the press abbreviates so, point and all: "Mo.", "Calif."."""
    code = abbreviations().get(text.replace(" ", ""))
    units = () if code is None else gazetteer.units(code[:2])
    return next((unit for unit in units if unit.admin1 == code), None)


@cache
def abbreviations() -> dict[str, str]:
    rows = shipped_rows("lexicon", "places", "abbreviations.csv")
    return {row["abbreviation"]: row["admin1"] for row in rows}
