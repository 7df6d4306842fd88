"""The library: what the commands do, for programs."""

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from regesta.check.run import check_paths
from regesta.dataset import Dataset, load_dataset
from regesta.read import settle
from regesta.report import Report

if TYPE_CHECKING:
    import pyarrow as pa

    from regesta.release.build import Outcome


def validate(path: str | Path, *, today: str | None = None) -> Report:
    """Check a dataset, a folder or a file; the report has counts and the diagnostics with their places.

    today is an ISO day, against which waivers are judged; the day of the clock where it is None.

    Raises:
        RegestaError: the path is not there, or holds nothing to check.
    """
    day = today or date.today().isoformat()  # noqa: DTZ011 - the day where the person is
    return check_paths([Path(path)], day, max_per_record=100, maximum=1000)


def normalise(record: Mapping[str, Any], dataset: str | Path | None = None) -> dict[str, Any]:
    """One event with its blanks filled in, as the schema of an event describes it; dataset is a folder.

    Raises:
        ValueError: the record breaks the contract; the text names each fault with its JSON Pointer.
    """
    from regesta.examine import treat  # noqa: PLC0415 - paid when used
    from regesta.read import Record  # noqa: PLC0415 - as above

    loaded = load_dataset(Path(dataset))[0] if dataset is not None else Dataset()
    data, faults = settle(dict(record))
    treated = treat(Record(data, Path(), ""), faults, loaded, "0001-01-01")
    if treated.broken:
        raise ValueError(
            "; ".join(f"{d.field or '/'}: {d.code} {d.message}" for d in treated.found if d.code[0] in "RS")
        )
    return treated.filled.data


def release(path: str | Path, *, out: str | Path | None = None, version: str | None = None) -> "Outcome":
    """Write the release of a dataset; the outcome says where it is, or why there is none.

    Raises:
        RegestaError: another release is being written there.
        OSError: the disk does not take it.
    """
    from regesta.release.build import release_dataset  # noqa: PLC0415 - paid when used

    return release_dataset(Path(path), Path(out) if out is not None else None, None, version)


def load(release: str | Path) -> "dict[str, pa.Table]":
    """The tables of a release as Arrow, by name."""
    from regesta.release.build import load as load_tables  # noqa: PLC0415 - paid when used

    return load_tables(Path(release))
