"""What the commands validate and normalise do: paths to a report."""

from collections.abc import Iterator, Sequence
from pathlib import Path

from regesta.errors import RegestaError
from regesta.examine import SUFFIXES, Examination, chosen_files, examine_dataset, examine_loose, shown_path
from regesta.jsontext import compact
from regesta.report import Report, make_report


def examinations(paths: Sequence[Path], today: str) -> Iterator[tuple[Examination, frozenset[str] | None]]:
    """The check of each dataset that the paths lie in, with the shown paths that were named (None: all).

    Raises:
        RegestaError: a path is not there, or nothing in it can be checked.
    """
    for folder, files in chosen_files(paths).items():
        if files is None and folder is not None:
            yield examine_dataset(_as_given(folder), today), None
        elif not files:
            raise RegestaError(f"there are no record files ({', '.join(SUFFIXES)}) in {', '.join(map(str, paths))}")
        elif folder is not None:
            yield examine_dataset(_as_given(folder), today), frozenset(shown_path(path) for path in files)
        else:
            if strange := [path for path in files if path.suffix not in SUFFIXES]:
                raise RegestaError(f"{strange[0]} is no record file: their names end in {', '.join(SUFFIXES)}")
            yield examine_loose(files, today), None


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
