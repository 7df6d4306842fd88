"""What a release says of itself: its creators, its licence, how it is cited, which days and countries it covers."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

from regesta.release.describe.counts import extent, far_days, holds, picked
from regesta.release.edition import Edition
from regesta.release.kernels import Array, pc

About = Mapping[str, Any]
_PATH = "!$&'()*+,-./:;=@_~"  # what stands in the path of an address as it is
_COMMAS = str.maketrans("\u060c\uff0c", ",,")  # those of Arabic and Chinese


@dataclass(frozen=True)
class Creator:
    """A person, whose name is split at its comma, or a body, which has no family name."""

    name: str
    family: str | None = None
    given: str | None = None
    orcid: str | None = None
    affiliation: str | None = None


def creators(about: About) -> list[Creator]:
    """Those who made the dataset, in its order.

    A name stands with the family name first, so one comma marks a person; so do an ORCID iD and an affiliation.
    """
    return [_creator(entry) for entry in about.get("creators", ())]


def _creator(entry: Mapping[str, str]) -> Creator:
    name = entry["name"]
    orcid = f"https://orcid.org/{entry['orcid']}" if "orcid" in entry else None
    family, comma, given = (part.strip() for part in name.translate(_COMMAS).partition(","))
    if comma and family and given and "," not in given:
        return Creator(name, family, given, orcid, entry.get("affiliation"))
    personal = orcid is not None or "affiliation" in entry
    return Creator(name, name if personal else None, None, orcid, entry.get("affiliation"))


def description(about: About) -> str:
    """The description on one line a paragraph; the title where there is none."""
    text: str = about.get("description", about["title"])
    return "\n\n".join(" ".join(part.split()) for part in text.split("\n\n") if part.strip())


def licence_url(licence: str) -> str | None:
    """The page of a licence; None for an expression of several, and for one that is not on the list of SPDX."""
    if " " in licence or licence.startswith(("LicenseRef-", "DocumentRef-")):
        return None
    return f"https://spdx.org/licenses/{licence}.html"


def doi_url(about: About) -> str | None:
    """The DOI as an address, encoded as its handbook says: a `#` in it would end the path, and `<` stands in none."""
    return f"https://doi.org/{quote(about['doi'], safe=_PATH)}" if "doi" in about else None


def landing(about: About) -> str | None:
    """Where the dataset is: its home page, else its DOI."""
    page: str | None = about.get("homepage", doi_url(about))
    return page


def citation(about: About) -> str:
    """How the release is cited: creators (year): title, version, DOI or home page."""
    names = "; ".join(creator.name for creator in creators(about))
    where = doi_url(about) or about.get("homepage")
    told = f"{names} ({about['released'][:4]}): {about['title']}. Version {about['version']} [data set]."
    return f"{told} {where}" if where is not None else told


def days(edition: Edition) -> tuple[str, str] | None:
    """The first and the last day of the events that state one, in ISO 8601: the year -0043 is 44 BCE."""
    flat = edition.tables["events_flat"]
    stated = {*(extent(flat, "date_start_day", "date_end_day") or ()), *far_days(flat, "date_start", "date_end")}
    return (min(stated, key=_moment), max(stated, key=_moment)) if stated else None


def _moment(day: str) -> tuple[int, int, int]:
    """A day of any year by what it sorts: `-12000-01-01` comes before `-0043-03-15`."""
    year, month, own = map(int, day.rsplit("-", 2))
    return year, month, own


def countries(edition: Edition) -> list[str]:
    """The names of the countries in which events happened, in the order of their codes."""
    there: set[str] = set()
    for part in picked(edition.tables["event_places"], "role", "country", coded=True):
        here: Array = part["country"].filter(pc.equal(part["role"], "location"))
        there.update(here.drop_null().unique().to_pylist())
    labels = edition.dataset.contract.vocabulary("countries")
    return [labels[code]["label"] for code in sorted(there)]


def from_geonames(edition: Edition) -> bool:
    """Whether places were looked up in GeoNames, whose licence asks that it be named."""
    return holds(edition.tables["event_places"], "geonames")
