"""CITATION.cff: how to cite the release, in the Citation File Format 1.2.0."""

import re
from pathlib import Path
from typing import Any

import yaml

from regesta.release.describe.about import Creator, creators, description, doi_url, licence_url
from regesta.release.describe.files import without_blanks, write_text
from regesta.release.edition import Edition

# The licences of data and code that the format names; its list ends in 2021, and it refuses every other name.
_NAMED = re.compile(
    r"CC0-1\.0|CC-BY(?:-NC)?(?:-ND|-SA)?-[1-4]\.0|ODbL-1\.0|ODC-By-1\.0|PDDL-1\.0|CDLA-(?:Permissive|Sharing)-1\.0"
    r"|etalab-2\.0|NLOD-1\.0|OGL-UK-[123]\.0|C-UDA-1\.0|MIT|Apache-2\.0|BSD-[23]-Clause|[AL]?GPL-3\.0-(?:only|or-later)"
)
# Of the DOIs those that it takes for one; another is told as an address.
_DOI = re.compile(r"10\.[0-9]{4,9}(?:\.[0-9]+)?/[A-Za-z0-9:/_;\-.()\[\]\\]+")


def write_citation(edition: Edition, folder: Path) -> None:
    """CITATION.cff: run it whenever; it reads the settings alone."""
    about = edition.dataset.about
    doi, address = about.get("doi", ""), doi_url(about)
    known = _DOI.fullmatch(doi) is not None
    data = {
        "cff-version": "1.2.0", "message": "If you use this dataset, please cite it as below.", "type": "dataset",
        "title": about["title"], "abstract": description(about), "version": about["version"],
        "date-released": about["released"], **_licence(about["licence"]), "doi": doi if known else None,
        "identifiers": [{"type": "url", "value": address}] if address is not None and not known else None,
        "url": about.get("homepage"), "keywords": list(dict.fromkeys(about.get("keywords", ()))) or None,
        "authors": list({repr(author): author for author in map(_author, creators(about))}.values()),
    }  # fmt: skip
    text = yaml.safe_dump(without_blanks(data), allow_unicode=True, sort_keys=False, width=float("inf"))
    write_text(folder, "CITATION.cff", text)


def _licence(licence: str) -> dict[str, Any]:
    """The licence by its name where the format knows it, else by its page; nothing where it has neither."""
    names = licence.split(" OR ")
    if all(map(_NAMED.fullmatch, names)):
        return {"license": names if len(names) > 1 else licence}
    return {"license-url": licence_url(licence)}


def _author(creator: Creator) -> dict[str, str]:
    if creator.family is None:
        return without_blanks({"name": creator.name, "orcid": creator.orcid})
    return without_blanks({
        "family-names": creator.family, "given-names": creator.given, "orcid": creator.orcid,
        "affiliation": creator.affiliation,
    })  # fmt: skip
