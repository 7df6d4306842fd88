"""Whether the code of a first-level unit is one, and of the country that is written beside it."""

import re
from collections.abc import Collection, Iterator
from functools import cache

from regesta.advice.suggest import nearest
from regesta.contract import shipped_rows
from regesta.diagnostics import Diagnostic
from regesta.normalise.places.gazetteer import Gazetteer, Spot

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


def abbreviated_unit(gazetteer: Gazetteer, text: str) -> Spot | None:
    """The state or province that the press abbreviates so, point and all: "Mo.", "Calif."."""
    code = abbreviations().get(text.replace(" ", ""))
    units = () if code is None else gazetteer.units(code[:2])
    return next((unit for unit in units if unit.admin1 == code), None)


@cache
def abbreviations() -> dict[str, str]:
    rows = shipped_rows("lexicon", "places", "abbreviations.csv")
    return {row["abbreviation"]: row["admin1"] for row in rows}
