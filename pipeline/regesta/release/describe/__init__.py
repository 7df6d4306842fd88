"""The descriptions of a release, written from the contract, the settings and the tables."""

from collections.abc import Callable
from pathlib import Path

from regesta.release.describe.changelog import write_changelog
from regesta.release.describe.citation import write_citation
from regesta.release.describe.codebook import write_codebook
from regesta.release.describe.croissant import write_croissant
from regesta.release.describe.datacite import write_datacite
from regesta.release.describe.datapackage import write_datapackage
from regesta.release.describe.readme import write_readme
from regesta.release.edition import Edition, Written

# In this order: those that tell the sizes and digests of files come after the files, the README last.
DESCRIPTIONS: dict[str, Callable[[Edition, Path], Written]] = {
    "citation": write_citation,
    "codebook": write_codebook,
    "changelog": write_changelog,
    "datacite": write_datacite,
    "datapackage": write_datapackage,
    "croissant": write_croissant,
    "readme": write_readme,
}
