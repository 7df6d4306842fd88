"""datacite.json: what a repository needs to register a DOI, in DataCite's metadata schema 4.5."""

from pathlib import Path
from typing import Any

from regesta.release.describe.about import (
    About,
    Creator,
    countries,
    creators,
    days,
    description,
    licence_url,
)
from regesta.release.describe.files import MEDIA_TYPES, data_files, json_text, without_blanks, write_text
from regesta.release.edition import Edition
from regesta.report.text import plural

_UNKNOWN = ":unav"  # DataCite's own word for a value that is not available


def write_datacite(edition: Edition, folder: Path) -> None:
    """datacite.json: run it after every data file is there, whose media types it names."""
    about, content = edition.dataset.about, edition.content
    present = {MEDIA_TYPES[file.kind] for file in data_files(folder)}
    data = {
        "schemaVersion": "http://datacite.org/schema/kernel-4", "doi": about.get("doi"), "url": about.get("homepage"),
        "types": {"resourceTypeGeneral": "Dataset", "resourceType": "Event data"},
        "creators": [_creator(creator) for creator in creators(about)], "titles": [{"title": about["title"]}],
        "publisher": {"name": _publisher(about)}, "publicationYear": about["released"][:4],
        "language": _language(about), "version": about["version"], "dates": _dates(edition),
        "subjects": [{"subject": word} for word in dict.fromkeys(about.get("keywords", ()))] or None,
        "rightsList": [_rights(about["licence"])],
        "descriptions": [{"description": description(about), "descriptionType": "Abstract"}],
        "geoLocations": [{"geoLocationPlace": name} for name in countries(edition)] or None,
        "formats": sorted(present), "sizes": [plural(len(content["events"]), "event")],
    }  # fmt: skip
    write_text(folder, "datacite.json", json_text(without_blanks(data)))


def _dates(edition: Edition) -> list[dict[str, str]]:
    """The day of the release, and the days that the events cover: version 4.6 calls these Coverage, 4.5 has no word."""
    issued = {"date": edition.dataset.about["released"], "dateType": "Issued"}
    covered = days(edition)
    if covered is None:
        return [issued]
    span = "/".join(dict.fromkeys(covered))
    return [issued, {"date": span, "dateType": "Other", "dateInformation": "Temporal coverage"}]


def _language(about: About) -> str | None:
    """The language of the texts, where there is one: DataCite takes no more."""
    languages = about.get("languages", ())
    return languages[0] if len(languages) == 1 else None


def _creator(creator: Creator) -> dict[str, Any]:
    identifier = {
        "nameIdentifier": creator.orcid, "nameIdentifierScheme": "ORCID", "schemeUri": "https://orcid.org",
    }  # fmt: skip
    return without_blanks({
        "name": creator.name, "nameType": "Organizational" if creator.family is None else "Personal",
        "givenName": creator.given, "familyName": creator.family if creator.given is not None else None,
        "nameIdentifiers": [identifier] if creator.orcid is not None else None,
        "affiliation": [{"name": creator.affiliation}] if creator.affiliation is not None else None,
    })  # fmt: skip


def _publisher(about: About) -> str:
    """The first body among the creators; a repository that registers the DOI puts its own name there."""
    return next((creator.name for creator in creators(about) if creator.family is None), _UNKNOWN)


def _rights(licence: str) -> dict[str, str]:
    """The licence; an expression of several is text alone."""
    url = licence_url(licence)
    if url is None:
        return {"rights": licence}
    return {
        "rights": licence, "rightsUri": url, "rightsIdentifier": licence, "rightsIdentifierScheme": "SPDX",
        "schemeUri": "https://spdx.org/licenses/",
    }  # fmt: skip
