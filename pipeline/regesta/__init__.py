"""regesta: validate, normalise and release records of events; verify, compare and load releases.

The functions bear the names of the rooms that they lead into; those are imported first, so that the functions keep the
names. What a function needs is imported when it is called.
"""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import regesta.normalise
import regesta.release
import regesta.validate
from regesta.errors import RegestaError

if TYPE_CHECKING:
    import pyarrow as pa

    from regesta.dataset import Dataset
    from regesta.model import Event
    from regesta.release.build import Release
    from regesta.release.diff.run import Difference
    from regesta.report import Report

    __version__: str

__all__ = ["Event", "RegestaError", "diff", "load", "normalise", "release", "validate", "verify"]


if not TYPE_CHECKING:  # who reads types would take any name for one of these

    def __getattr__(name: str) -> Any:
        if name == "Event":
            from regesta.model import Event

            return Event
        if name == "__version__":
            from regesta.version import VERSION

            return VERSION
        raise AttributeError(f"module 'regesta' has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__, "__version__"})


def validate(
    what: "str | Path | Mapping[str, Any] | Event", dataset: str | Path | None = None, *, today: str | None = None
) -> "Report":
    """Check a dataset, a folder or a file, or one record in memory; the report has counts and the diagnostics.

    `counts` is exact ({"error": 1, "warning": 0, "info": 2, ...}); `diagnostics` holds at most 100 a record and 1,000
    in all; `failed` says whether any is an error. today is an ISO day, against which waivers are judged; the day of
    the clock where it is None.

    dataset is for a record in memory: the folder whose registries and settings are to hold (None: the shipped contract
    alone). Such a record is looked at by itself, so what it says of other events is not held against them; its
    diagnostics have a `field` each, and no line.

    Raises:
        RegestaError: the path is not there, or holds nothing to check; dataset is no dataset, cannot be read, or stands
            beside a path.
        TypeError: what is given is neither a path nor a mapping nor a typed event.
        ValueError: the record holds what JSON has no type for.
    """
    from datetime import date

    from regesta.engine.run import check_paths, check_record

    day = today or date.today().isoformat()  # noqa: DTZ011 - the day where the person is
    if not isinstance(what, str | Path):
        return check_record(_plain(what), _settings(dataset), day, maximum=100)
    if dataset is not None:
        raise RegestaError("a dataset is named beside one record in memory; files are checked with that they lie in")
    return check_paths([Path(what)], day, max_per_record=100, maximum=1000)


def normalise(record: "Mapping[str, Any] | Event", dataset: str | Path | None = None) -> dict[str, Any]:
    """One event with its blanks filled in, as the schema of an event describes it.

    dataset is a folder with regesta.toml, whose registries and settings are to hold; none, the shipped contract alone.
    A date, name or place that cannot be settled leaves its blank out, without a word: `validate` tells why.

    Raises:
        ValueError: the record breaks the contract, or holds what JSON has no type for; the text names each fault with
            its JSON Pointer.
        TypeError: it is neither a mapping nor a typed event.
        RegestaError: dataset is no dataset.
    """
    from regesta.engine.treat import treat_given
    from regesta.walk import copied

    treated = treat_given(_plain(record), _settings(dataset), "0001-01-01")
    if treated.broken:
        faults = [d for d in treated.found if d.code[0] in "RS"]
        raise ValueError("; ".join(f"{d.field or '/'}: {d.code} {d.message}" for d in faults))
    made: dict[str, Any] = copied(treated.filled.data)  # its objects may be shared
    return made


def release(
    path: str | Path,
    *,
    out: str | Path | None = None,
    version: str | None = None,
    formats: Sequence[str] | None = None,
) -> "Release":
    """Write the release of a dataset; what comes back says where it is, or why there is none.

    path is the folder of the dataset, out the folder that the release is put into (`output/` of the dataset where it
    is None); version and formats (jsonl, json, csv, parquet, geo, xlsx) take the place of those of regesta.toml.

    Of what comes back, `state` is "released" or "already", and `path` the folder of the release. Else there is no such
    release: it is "refused" (the dataset has errors), "taken" (that version is at `path` with other content) or
    "damaged" (it is there, without some of its files). `report` is what was found in the dataset, as of `validate`.

    Raises:
        RegestaError: path is no dataset, out holds what it is made of, what is given is no version or format, or
            another release is being written there.
        OSError: the disk does not take it.
    """
    from regesta.release.build import release_dataset

    wanted = [formats] if isinstance(formats, str) else formats
    return release_dataset(_dataset(path), Path(out) if out is not None else None, wanted, version)


def load(release: "str | Path | Release") -> "dict[str, pa.Table]":
    """The tables of a release as Arrow, by name: of its folder, or of what `release` gave.

    Raises:
        RegestaError: there is no Parquet in it, or `release` wrote none, and what lies there is another.
    """
    from regesta.release.build import load as load_tables

    return load_tables(_folder(release))


def verify(release: "str | Path | Release") -> list[str]:
    """What does not hold in a release, a line a fault; the list is empty where it is what it says.

    Raises:
        RegestaError: there is no release there.
    """
    from regesta.release.verify.run import verify as faults

    return list(faults(_folder(release)))


def diff(old: "str | Path | Release", new: "str | Path | Release") -> "Difference":
    """What is different between two releases: `equal`, and changes of `records`, `schema`, `vocabularies`, `dataset`.

    Raises:
        RegestaError: one of them is no release, or cannot be read as one.
    """
    from regesta.release.diff.run import difference

    return difference(_folder(old), _folder(new))


def _plain(record: "Mapping[str, Any] | Event") -> dict[str, Any]:
    """A record as an object of its own, in the types of JSON."""
    from regesta.given import as_json

    given: Any = record if isinstance(record, Mapping) else None
    if given is None and hasattr(record, "model_dump"):
        given = record.model_dump(mode="json")
    if given is None:
        raise TypeError(f"a record is a mapping or a regesta.Event, not {type(record).__name__}")
    data: dict[str, Any] = as_json(given)
    return data


def _settings(dataset: str | Path | None) -> "Dataset":
    """The registries and settings in a folder, those of the shipped contract where there is none."""
    from regesta.dataset import kept_dataset

    return kept_dataset(_dataset(dataset) if dataset is not None else None)


def _folder(release: "str | Path | Release") -> Path:
    """Where a release lies; where none was written an older one may lie, which is not what was asked for."""
    if isinstance(release, str | Path):
        return Path(release)
    if release.state not in ("released", "already"):
        raise RegestaError(f"nothing was released (state: {release.state}); what lies at {release.path} is not it")
    return release.path


def _dataset(path: str | Path) -> Path:
    from regesta.advice.wrong_paths import no_dataset
    from regesta.config import FILE_NAME

    folder = Path(path)
    if not (folder / FILE_NAME).is_file():
        raise no_dataset(folder)
    return folder
