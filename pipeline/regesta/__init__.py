"""regesta: validate, normalise and release records of events.

The functions bear the names of the rooms that they lead into; those are imported first, so that the functions keep the
names. What a function needs is imported when it is called.
"""

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

import regesta.normalise
import regesta.release
import regesta.validate

if TYPE_CHECKING:
    import pyarrow as pa

    from regesta.model import Event
    from regesta.release.build import Release
    from regesta.report import Report

__all__ = ["Event", "load", "normalise", "release", "validate"]


def __getattr__(name: str) -> Any:
    if name == "Event":
        from regesta.model import Event

        return Event
    raise AttributeError(f"module 'regesta' has no attribute {name!r}")


def validate(path: str | Path, *, today: str | None = None) -> "Report":
    """Check a dataset, a folder or a file; the report has counts and the diagnostics with their places.

    `counts` is exact ({"error": 1, "warning": 0, "info": 2, ...}); `diagnostics` holds at most 100 a record and 1,000
    in all; `failed` says whether any is an error. today is an ISO day, against which waivers are judged; the day of
    the clock where it is None.

    Raises:
        RegestaError: the path is not there, or holds nothing to check.
    """
    from datetime import date

    from regesta.engine.run import check_paths

    day = today or date.today().isoformat()  # noqa: DTZ011 - the day where the person is
    return check_paths([Path(path)], day, max_per_record=100, maximum=1000)


def normalise(record: "Mapping[str, Any] | Event", dataset: str | Path | None = None) -> dict[str, Any]:
    """One event with its blanks filled in, as the schema of an event describes it.

    dataset is a folder with regesta.toml, whose registries and settings are to hold; none, the shipped contract alone.
    A date, name or place that cannot be settled leaves its blank out, without a word: `validate` tells why.

    Raises:
        ValueError: the record breaks the contract; the text names each fault with its JSON Pointer.
        RegestaError: dataset is no dataset.
    """
    from regesta.dataset import kept_dataset
    from regesta.engine.treat import treat
    from regesta.read import Record, settle
    from regesta.walk import copied

    loaded = kept_dataset(_dataset(dataset) if dataset is not None else None)
    data, faults = settle(dict(record) if isinstance(record, Mapping) else record.model_dump(mode="json"))
    treated = treat(Record(data, Path(), ""), faults, loaded, "0001-01-01")
    if treated.broken:
        faults = [d for d in treated.found if d.code[0] in "RS"]
        raise ValueError("; ".join(f"{d.field or '/'}: {d.code} {d.message}" for d in faults))
    made: dict[str, Any] = copied(treated.filled.data)  # its objects may be shared
    return made


def release(path: str | Path, *, out: str | Path | None = None, version: str | None = None) -> "Release":
    """Write the release of a dataset; what comes back says where it is, or why there is none.

    path is the folder of the dataset, out the folder that the release is put into (`output/` of the dataset where it
    is None), version takes the place of that of regesta.toml. Of what comes back, `state` is "released", "already",
    "taken" or "refused", `path` the folder of the release, `examination.found` what is wrong with the dataset.

    Raises:
        RegestaError: path is no dataset, or another release is being written there.
        OSError: the disk does not take it.
    """
    from regesta.release.build import release_dataset

    return release_dataset(_dataset(path), Path(out) if out is not None else None, None, version)


def load(release: "str | Path | Release") -> "dict[str, pa.Table]":
    """The tables of a release as Arrow, by name: of its folder, or of what `release` gave.

    Raises:
        RegestaError: there is no Parquet in it.
    """
    from regesta.release.build import load as load_tables

    return load_tables(Path(release) if isinstance(release, str | Path) else release.path)


def _dataset(path: str | Path) -> Path:
    from regesta.advice.wrong_paths import no_dataset
    from regesta.config import FILE_NAME

    folder = Path(path)
    if not (folder / FILE_NAME).is_file():
        raise no_dataset(folder)
    return folder
