"""What the commands validate and normalise do: paths to a report."""

import os
from collections.abc import Iterator, Sequence
from pathlib import Path

from regesta.config import FILE_NAME
from regesta.dataset import Dataset
from regesta.errors import RegestaError
from regesta.examine import Examination, examine_dataset, examine_loose
from regesta.folder import SUFFIXES, chosen_files, record_files, shown_path
from regesta.jsontext import compact
from regesta.report import Report, make_report


def examinations(
    paths: Sequence[Path], today: str, since: str | None = None
) -> Iterator[tuple[Examination, frozenset[str] | None]]:
    """The check of each dataset that the paths lie in, with the shown paths to report on (None: all).

    since is a git revision: of what was named, only files that changed since are reported on.

    Raises:
        RegestaError: a path is not there, nothing in it can be checked, or git does not know the revision.
    """
    for folder, files in chosen_files(paths).items():
        if files is not None and not files:
            raise RegestaError(
                f"there are no record files ({', '.join(SUFFIXES)}) in {', '.join(map(str, paths))}; "
                "regesta new -o FILE writes one"
            )
        if folder is None and (strange := [path for path in files or () if path.suffix not in SUFFIXES]):
            raise RegestaError(
                f"{strange[0]} is no record file: their names end in {', '.join(SUFFIXES)}; regesta import reads others"
            )
        if folder is None and since is None:
            yield examine_loose(files or (), today, cached=True), None
            continue
        named = files if since is None else _changed(folder, files, since)
        wanted = None if named is None else frozenset(shown_path(path) for path in named)
        lost = since is not None and folder is not None and files is None and _may_have_lost(folder, since)
        if wanted is not None and not wanted and not lost:
            yield Examination(Dataset()), wanted
        elif folder is not None:
            examination = examine_dataset(_as_given(folder), today, wanted, cached=True, lost=lost)
            yield examination, _with_settings(examination, wanted)
        else:
            yield examine_loose(files or (), today, wanted, cached=True), wanted


def _with_settings(examination: Examination, wanted: frozenset[str] | None) -> frozenset[str] | None:
    """The named files, and regesta.toml where no setting of it could be read, so that none held for them."""
    if wanted is None or examination.dataset.settings:
        return wanted
    return wanted | {d.path for d in examination.found if Path(d.path).name == FILE_NAME}


def _changed(folder: Path | None, files: list[Path] | None, since: str) -> list[Path] | None:
    """Those of the named files that changed since a revision; None where all of a dataset is to be looked at."""
    from regesta.changed import changed_files  # noqa: PLC0415 - only when asked for

    if folder is None:
        home = Path(os.path.commonpath([path.absolute().parent for path in files or ()]))
        return changed_files(home, files or (), since, loose=True)
    everything = [path for paths in record_files(_as_given(folder) / "records") for path in paths]
    changed = changed_files(folder, everything if files is None else files, since)
    return files if changed is None else changed


def _may_have_lost(folder: Path, since: str) -> bool:
    from regesta.changed import may_have_lost  # noqa: PLC0415 - only when asked for

    return may_have_lost(folder, since)


def _as_given(folder: Path) -> Path:
    """The folder from the working folder, where it lies below."""
    here = Path.cwd()
    return folder.relative_to(here) if folder.is_relative_to(here) else folder


def check_paths(paths: Sequence[Path], today: str, *, max_per_record: int, maximum: int) -> Report:
    """The report on everything that was named."""
    return make_report(examinations(paths, today), max_per_record=max_per_record, maximum=maximum)


def normalise_paths(paths: Sequence[Path], today: str) -> tuple[bytes, Report]:
    """The normalised records as JSON Lines in the order of their ids, and the report.

    A record that breaks the contract is left out; one whose date, name or place could not be settled is there with
    that blank empty.
    """
    found = list(examinations(paths, today))
    events = [
        treated.filled.data
        for examination, wanted in found
        for treated in examination.treated
        if not treated.broken and (wanted is None or treated.record.shown in wanted)
    ]
    lines = "".join(compact(event) + "\n" for event in sorted(events, key=lambda event: str(event["id"])))
    return lines.encode(), make_report(found)
