"""What the command release does: a release, its report, and the lines that sum it up."""

from pathlib import Path

from regesta.engine.examine import Far
from regesta.release.build import Release, release_dataset
from regesta.report import Report, make_report
from regesta.report.text import plural

SHOWN = 50  # findings; `regesta validate` is there to list them all


def release_summary(
    folder: Path,
    out: Path | None,
    formats: str | None,
    version: str | None,
    against: Path | None,
    far: Far | None = None,
) -> tuple[Release, Report, str]:
    """Release a dataset; formats is the list as typed, with commas; far another engine.

    Raises:
        RegestaError: whatever `release_dataset` raises.
    """
    outcome = release_dataset(folder, out, _formats(formats), version, against, far)
    report = make_report([(outcome.examination, None)], maximum=SHOWN)
    return outcome, report, "".join(f"{line}\n" for line in _lines(outcome))


def _formats(given: str | None) -> list[str] | None:
    if given is None:
        return None
    return [name.strip() for name in given.split(",") if name.strip()]


def _lines(outcome: Release) -> list[str]:
    if outcome.state == "refused":
        return ["nothing is released: mend the errors first"]
    if outcome.state == "taken":
        return [
            f"{outcome.path} is there already with other content; an existing version never changes: raise the version"
        ]
    if outcome.state == "damaged":
        return [f"{outcome.path} is there already and lacks some of its files; remove it to release it anew"]
    if outcome.state == "already":
        more = f"; it keeps its formats and has no {' or '.join(outcome.lacking)}: -o names another folder for them"
        return [f"already released: {outcome.path}{more if outcome.lacking else ''}"]
    tables = {
        name.rpartition("/")[2].removesuffix(".jsonl"): n for name, n in outcome.rows.items() if name.endswith(".jsonl")
    }
    counts = ", ".join(
        plural(tables[name], name.removesuffix("s")) for name in ("events", "actors", "places", "sources")
    )
    return [f"released: {outcome.path}", f"  {counts}; {len(outcome.rows)} files of data, every format compared"]
