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
from regesta.release.edition import Edition

# In this order: those that tell the sizes and digests of files come after the files, the README last.
_WRITERS: tuple[Callable[[Edition, Path], None], ...] = (
    write_citation,
    write_codebook,
    write_changelog,
    write_datacite,
    write_datapackage,
    write_croissant,
    write_readme,
)


def describe(edition: Edition, folder: Path) -> None:
    """Write every description of a release into its folder, once its files of data are there."""
    for write in _WRITERS:
        write(edition, folder)
