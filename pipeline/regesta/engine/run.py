"""What the commands validate and normalise do: paths to a report."""

import os
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from regesta.check.severities import weighed
from regesta.config import FILE_NAME
from regesta.dataset import Dataset
from regesta.engine.examine import Examination, examine_dataset, examine_loose
from regesta.engine.gathered import waivers_of
from regesta.engine.ordered import by_id, lines_in, stretches
from regesta.engine.treat import treat_given
from regesta.errors import RegestaError
from regesta.folder import SUFFIXES, chosen_files, shown_path, shown_prefix
from regesta.report import Report, make_report


def examinations(
    paths: Sequence[Path], today: str, since: str | None = None, run: Path | None = None
) -> Iterator[tuple[Examination, frozenset[str] | None]]:
    """The check of each dataset that the paths lie in, with the shown paths to report on (None: all).

    since is a git revision: of what was named, only files that changed since are reported on. run is a folder for the
    normalised records (None: they are not wanted).

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
        if since is not None:
            yield _since(folder, files, today, since)
        elif folder is None:
            yield examine_loose(files or (), today, cached=True, run=run), None
        else:
            wanted = _named(folder, files)
            examination = examine_dataset(_as_given(folder), today, wanted, cached=True, run=run)
            yield examination, _with_settings(examination, wanted)


def _with_settings(examination: Examination, wanted: frozenset[str] | None) -> frozenset[str] | None:
    """The named files, and regesta.toml where no setting of it could be read, so that none held for them."""
    if wanted is None or examination.dataset.settings:
        return wanted
    return wanted | {d.path for d in examination.found if Path(d.path).name == FILE_NAME}


def _since(
    folder: Path | None, files: list[Path] | None, today: str, revision: str
) -> tuple[Examination, frozenset[str] | None]:
    """The check of what changed since a revision, of a dataset or of files in none, with the shown paths reported on.

    files are those that were named (None: the whole dataset).
    """
    from regesta.since.changed import changed_since  # noqa: PLC0415 - only when asked for

    home = folder or Path(os.path.commonpath([path.absolute().parent for path in files or ()]))
    changed = changed_since(home, revision)
    named = _named(folder, files)
    if not changed.files:
        return Examination(Dataset()), frozenset()
    if folder is None:
        examination = examine_loose(files or (), today, named, cached=True, changed=changed)
    else:
        examination = examine_dataset(_as_given(folder), today, named, cached=True, changed=changed)
    found = frozenset(d.path for d in examination.found if named is None or d.path in named)
    since = examination.since
    if since is None or since.reaches_all:
        examination.named = named
    else:
        differing = frozenset(map(shown_path, since.fresh.files))
        examination.named = found | (differing if named is None else differing & named)
    return examination, examination.named


def _named(folder: Path | None, files: Sequence[Path] | None) -> frozenset[str] | None:
    """The paths by which findings tell of the files that were named (None: of all files of the dataset)."""
    return None if files is None else frozenset(_told_as(folder, path) for path in files)


def _told_as(folder: Path | None, path: Path) -> str:
    """A record file is told from the working folder, what else a dataset has as the dataset's folder is."""
    if folder is None:
        return shown_path(path)
    inside = path.absolute().relative_to(folder)
    if inside.parts[0] == "records":
        return shown_path(path)
    return f"{shown_prefix(_as_given(folder))}{inside.as_posix()}"


def _as_given(folder: Path) -> Path:
    """The folder from the working folder, where it lies below."""
    here = Path.cwd()
    return folder.relative_to(here) if folder.is_relative_to(here) else folder


def check_paths(paths: Sequence[Path], today: str, *, max_per_record: int, maximum: int) -> Report:
    """The report on everything that was named."""
    return make_report(examinations(paths, today), max_per_record=max_per_record, maximum=maximum)


def check_record(data: Mapping[str, Any], dataset: Dataset, today: str, *, maximum: int) -> Report:
    """The report on one record that lies in no file, looked at by itself.

    Raises:
        RegestaError: the settings of the dataset or one of its registries or vocabularies cannot be read.
    """
    unset = [FILE_NAME] if dataset.folder is not None and not dataset.settings else []
    if missing := [*unset, *sorted(dataset.unread)]:  # of what these hold nothing could be told, as if all were well
        raise RegestaError(f"{dataset.folder}: {missing[0]} cannot be read; `regesta validate` says why")
    treated = treat_given(data, dataset, today)
    waivers = waivers_of(treated.filled.data)
    found = list(weighed(treated.found, dataset.table("rules"), waivers, today))
    report = make_report([(Examination(dataset, found=found), None)], maximum=maximum)
    return replace(report, counts=report.counts | {"records": 1})


def normalise_paths(paths: Sequence[Path], today: str, run: Path) -> tuple[Iterator[bytes], Report]:
    """The normalised records as lines of JSON in the order of their ids, and the report; run is a folder for them.

    A record that breaks the contract is left out; one whose date, name or place could not be settled is there with
    that blank empty.
    """
    found = list(examinations(paths, today, run=run))
    parts = [part for examination, _ in found for part in examination.parts]
    lines = (line + b"\n" for some in by_id(parts) for line in lines_in(stretches(parts, some)))
    return lines, make_report(found)
