"""What a code behind a place may be where the press prints those of its units: Bern (BE), Manaus (AM), Cutro (KR)."""

from collections.abc import Iterator, Mapping

from regesta.normalise.places.gazetteer import Gazetteer

_PRINTING = ("BR", "CA", "CH")  # first-level units by the code of ISO 3166-2; Italy prints its provinces


def hints_of(gazetteer: Gazetteer, code: str, given: Mapping[str, str]) -> Iterator[dict[str, str]]:
    """The hints that a code is in each of the countries that print theirs, and that a record does not rule out."""
    if given.keys() - {"country"}:
        return
    for country in (*_PRINTING, "IT"):
        name = gazetteer.codes(country).get(f"{country}-{code}")
        if name is not None and given.get("country", country) == country:
            yield {
                "country": country,
                **({"admin2_name": name} if country == "IT" else {"admin1": f"{country}-{code}"}),
            }
