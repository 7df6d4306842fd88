"""From a dataset to a release: check, prepare, write to a stage, compare the formats, publish by one rename."""

from collections import Counter
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Literal, NamedTuple

from regesta.config import FILE_NAME, read_config
from regesta.contract import Contract, shipped_vocabulary
from regesta.dataset import Dataset
from regesta.engine.batch import give_back
from regesta.engine.examine import Examination, Far, examine_dataset
from regesta.errors import RegestaError
from regesta.folder import is_part
from regesta.listed import table_in
from regesta.release.compare import compare_files
from regesta.release.content import Prepared, json_lines, prepare
from regesta.release.describe import describe
from regesta.release.diff.before import find_before, find_promised, refuse_altered
from regesta.release.diff.causes import causes
from regesta.release.diff.changes import Change, apply, changes
from regesta.release.diff.compatible import shifts
from regesta.release.diff.interface import contract_interface, release_content, release_interface
from regesta.release.diff.objects import differing_content
from regesta.release.diff.pipeline_parts import pipeline_changes
from regesta.release.diff.run import code_changes, open_release, other_settings
from regesta.release.diff.shift import Shift
from regesta.release.edition import Edition, Written
from regesta.release.formats.geo import compare_geo, write_geo
from regesta.release.formats.jsonfile import write_json
from regesta.release.formats.parquetfile import read_parquet
from regesta.release.formats.tablefiles import write_tables
from regesta.release.formats.xlsx import write_xlsx
from regesta.release.kept import keep_objects
from regesta.release.manifest import make_manifest, read_manifest, write_manifest
from regesta.release.page.write import write_page
from regesta.release.publish import publish, settled, staged, write_sums
from regesta.release.rules import release_rules
from regesta.release.stored import Row
from regesta.release.texts import write_texts
from regesta.release.there import lacking, there
from regesta.release.verify.plain import expect_plain
from regesta.release.versions import precedence, version_advice
from regesta.release.withhold.elsewhere import CODE, ids_with_names, withheld_elsewhere, without_names
from regesta.report import Report, make_report

MOST = 1000  # findings of each rule that are kept to be printed
DEFAULT_FORMATS = ("jsonl", "json", "csv", "parquet")
WRITERS: dict[str, Callable[[Edition, Path], Written]] = {
    "json": write_json,
    "geo": write_geo,
    "xlsx": write_xlsx,
}


@dataclass(frozen=True)
class Release:
    """What came of a release: where it is, or why there is none.

    state: released; already (the same content is there, but for the formats that are lacking); damaged (it is, but for
    some of its files); refused (errors in the dataset); taken (that version is there with other content). Of what was
    released the examination holds findings and counts, and no longer where each record stands.
    """

    state: Literal["released", "already", "damaged", "refused", "taken"]
    path: Path
    examination: Examination = field(repr=False)
    rows: dict[str, int]
    lacking: Sequence[str] = ()

    @property
    def report(self) -> Report:
        """What was found in the dataset: what `validate` reports, and what keeps it from being released."""
        return make_report([(self.examination, None)])


def release_dataset(
    folder: Path,
    out: Path | None = None,
    formats: Sequence[str] | None = None,
    version: str | None = None,
    against: Path | None = None,
    far: Far | None = None,
) -> Release:
    """Write the release of a dataset to `out`/NAME-VERSION, all or nothing.

    Waivers are judged against the day that the dataset states as `released`. against is the release before, where it
    is not the highest version below this one in the same folder; far another engine (see `examine_dataset`).

    Raises:
        RegestaError: what is given is no version, no format, or no release; out holds what the dataset is made of;
            another release is being written there, or was meanwhile; or the files written do not agree.
        OSError: the disk does not take it.
    """
    if formats is not None:
        _expect_formats(formats)
    if version is not None and precedence(version) is None:
        raise RegestaError(f"{version!r} is no version: {version_advice(version)}")
    if out is not None and is_part(out / "release", folder):  # which would be read as records from then on
        advice = f"name another folder, such as {folder / 'output'}"
        raise RegestaError(f"{out} holds what the dataset is made of; {advice}")
    if against is not None:
        open_release(against)  # the check before may take an hour
    with TemporaryDirectory(prefix="regesta-") as work:
        run = Path(work) / "run"
        run.mkdir()
        examination = _with_version(examine_dataset(folder, _released(folder), most=MOST, run=run, far=far), version)
        return _release(examination, folder, Path(work), out, formats, against)


def _expect_formats(wanted: Sequence[str]) -> None:
    known = list(shipped_vocabulary("formats"))
    for name in wanted:
        if name not in known:
            raise RegestaError(f"there is no format {name!r}; formats: {', '.join(known)}")
    if not wanted:
        raise RegestaError(f"no format is named; formats: {', '.join(known)}")


def _release(
    examination: Examination,
    folder: Path,
    work: Path,
    out: Path | None,
    formats: Sequence[str] | None,
    against: Path | None,
) -> Release:
    """Check what a release asks for beside its records, and prepare it; what it comes to."""
    home, about = out or folder / "output", examination.dataset.about
    target = home / f"{about.get('name')}-{about.get('version')}"
    earlier = _Earlier() if examination.failed else _earlier(home, about, against)
    for release in {path for path in earlier if path is not None}:
        expect_plain(release)
        refuse_altered(release)
    examination.found += release_rules(examination, folder, earlier.promised)
    if examination.failed:
        return Release("refused", target, examination, {})
    prepared = prepare(examination, work)
    examination.found += withheld_elsewhere(examination, folder, prepared)
    if examination.failed:
        return Release("refused", target, examination, {})
    wanted = formats or examination.dataset.table("release").get("formats") or DEFAULT_FORMATS
    return _published(examination, prepared, target, wanted, earlier, partial(_earlier, home, about, against))


class _Earlier(NamedTuple):
    """The release before, and the one whose promises hold; None where there is none."""

    before: Path | None = None
    promised: Path | None = None


def _earlier(home: Path, about: Mapping[str, Any], against: Path | None) -> _Earlier:
    before = find_before(home, about, against)
    return _Earlier(before, find_promised(home, about, before))


def _published(
    examination: Examination,
    prepared: Prepared,
    target: Path,
    wanted: Sequence[str],
    earlier: _Earlier,
    look: Callable[[], _Earlier],
) -> Release:
    """Write and publish what is prepared unless the version is there; look tells which releases are earlier by now."""
    home, about = target.parent, examination.dataset.about
    here = partial(there, target, prepared.content_sha256, about["version"], wanted)
    state = here()
    if state is not None and (state != "already" or settled(home, about["name"])):
        return Release(state, target, examination, {}, lacking(target, wanted))
    with staged(home, about["name"]) as stage:
        if (state := here()) is not None:  # by a run that had the lock before
            return Release(state, target, examination, {}, lacking(target, wanted))
        if look() != earlier:
            raise RegestaError(f"another version came to {home} meanwhile; run this again")
        rows = _fill(stage, wanted, prepared, examination, earlier.before)
        publish(stage, target, about["name"])
    return Release("released", target, examination, rows)


def _released(folder: Path) -> str:
    """The stated day of the release, by which waivers are judged; a day on which all hold where none is stated yet."""
    settings, _ = read_config(folder, FILE_NAME, Contract())  # read once more, before everything else
    day = table_in(settings, "dataset").get("released")
    return day if isinstance(day, str) else "0001-01-01"


def _with_version(examination: Examination, version: str | None) -> Examination:
    if version is None:
        return examination
    settings = {**examination.dataset.settings, "dataset": {**examination.dataset.about, "version": version}}
    return replace(examination, dataset=replace(examination.dataset, settings=settings))


def _fill(
    stage: Path, formats: Sequence[str], prepared: Prepared, examination: Examination, before: Path | None
) -> dict[str, int]:
    """Write everything to the stage and compare it; the manifest and the checksums come last."""
    dataset = examination.dataset
    since = _since(before, prepared, examination)
    _let_go(examination)
    kept, prepared = prepared.folder / "kept", prepared.moved(stage)
    rows = _write_lines(stage, prepared, since.changes)
    write_texts(stage, prepared.content["sources"], dataset.folder)
    edition = _edition(stage, kept, formats, prepared, dataset, since)
    rows |= _write_formats(edition, stage)
    _describe_and_compare(edition, stage, kept)
    manifest = make_manifest(stage, dataset, prepared.content_sha256, rows, _severities(examination), before)
    write_manifest(stage, manifest)
    write_sums(stage, {file.path: file.sha256 for file in manifest.files})
    return rows


class _Since(NamedTuple):
    """What is different from the release before; see `Edition`, which tells it."""

    version: str | None = None
    pipeline: Mapping[str, tuple[str, str]] = {}
    changes: Sequence[Row] = ()
    codes: Sequence[Change] = ()
    shifts: Sequence[Shift] = ()
    settings: Sequence[str] = ()
    licence: str | None = None


def _since(before: Path | None, prepared: Prepared, examination: Examination) -> _Since:
    """What is different from the release before.

    Raises:
        RegestaError: that release is not sound, or what it tells must not be told.
    """
    if before is None:
        return _Since()
    try:
        return _compared(before, prepared, examination)
    except (ValueError, LookupError, TypeError, AttributeError, RecursionError) as error:
        raise RegestaError(f"{before} is not sound: what changed since cannot be told; try `regesta verify`") from error


def _compared(before: Path, prepared: Prepared, examination: Examination) -> _Since:
    previous, contract = read_manifest(before), examination.dataset.contract
    others = pipeline_changes(previous, examination.dataset)
    changed = _changes(before, prepared, examination, others)
    was, now = release_interface(before, release_content(before)), contract_interface(contract)
    codes = list(code_changes(was.vocabularies, now.vocabularies))
    settings = other_settings(previous.dataset, examination.dataset.about)
    licence = previous.licence if "licence" in settings else None
    return _Since(previous.version, others, changed, codes, shifts(was, now), settings, licence)


def _let_go(examination: Examination) -> None:
    """Free what only the changes are told from, before the tables ask for memory."""
    for part in examination.parts:
        part.shrink()
    if len(examination.parts) > 1:
        give_back()


def _edition(
    stage: Path, kept: Path, formats: Sequence[str], prepared: Prepared, dataset: Dataset, since: _Since
) -> Edition:
    """What is published, its tables written: as Parquet in any case, from which the descriptions are made."""
    kept.mkdir()
    keep_objects(kept, stage, dataset.contract)
    home = stage if "parquet" in formats else kept.parent
    tables = write_tables(stage, dataset.contract, home, csv="csv" in formats, kept=kept)
    return Edition(
        dataset, prepared.content, tables, since.changes, since.version, tuple(formats), since.pipeline, kept,
        since.codes, since.shifts, since.settings, since.licence,
    )  # fmt: skip


def _write_formats(edition: Edition, stage: Path) -> Written:
    """Write the formats that are not tables; the rows of every file of these and of the tables."""
    rows = {
        f"{form}/{name}.{form}": table.num_rows
        for form in ("csv", "parquet")
        for name, table in edition.tables.items()
        if form in edition.formats and (form, name) != ("csv", "events")  # the nested table has no CSV
    }
    for name, write in WRITERS.items():
        if name in edition.formats:
            rows |= write(edition, stage)
    return rows


def _describe_and_compare(edition: Edition, stage: Path, kept: Path) -> None:
    """Write what goes with every release, and hold the formats against each other and against what is kept.

    Raises:
        RegestaError: they do not hold the same values.
    """
    contract = edition.dataset.contract
    unequal = [
        *compare_files(stage, contract, kept, partial(_describe, edition, stage)),
        *compare_geo(stage, contract, edition.content["events"], kept),
    ]
    if unequal:
        raise RegestaError("the formats do not hold the same values; nothing is released:\n  " + "\n  ".join(unequal))


def _severities(examination: Examination) -> Counter[str]:
    """How many findings there are of each severity."""
    counts = Counter(str(diagnostic.severity) for diagnostic in examination.found)
    for (_, severity), number in examination.tally.counts.items():
        counts[severity] += number
    return counts


def _describe(edition: Edition, stage: Path) -> None:
    """Write what goes with every release, once its files of data are there."""
    describe(edition, stage)
    write_page(edition, stage)


def _changes(before: Path, prepared: Prepared, examination: Examination, others: Collection[str]) -> list[Row]:
    """The changes since the release before with their causes, proved: that release and they make this one.

    Raises:
        RegestaError: they do not, or they tell by an id who is withheld now.
    """
    old, about, new = release_content(before), read_manifest(before).dataset, prepared.content
    digits = examination.dataset.coordinate_digits
    told = partial(causes, old=old, new=new, about=about, others=frozenset(others), examination=examination)
    changed = list(without_names(changes(old, new, digits, told), prepared.hidden))
    named = ids_with_names(changed, prepared.hidden)
    if named and examination.dataset.table("rules").get(CODE, "error") == "error":
        raise RegestaError(
            f"the changes since {before.name} would tell who is withheld now, by the id {named[0]}: "
            "keep the public edition apart, such as with -o public"
        )
    was, now = differing_content(old, new)
    if apply(was, changed) != now:
        raise RegestaError(f"{before.name} and the changes since do not make this release; nothing is released")
    return changed


def _write_lines(stage: Path, prepared: Prepared, changed: Sequence[Row]) -> dict[str, int]:
    """The contract and the changes beside the JSON Lines that the content hash stands for."""
    for path, data in prepared.schemas.items():
        (stage / path).parent.mkdir(parents=True, exist_ok=True)
        (stage / path).write_bytes(data)
    (stage / "changes.jsonl").write_bytes(json_lines(changed))
    rows = {f"json/{name}.jsonl": len(lines) for name, lines in prepared.content.items()}
    return {**rows, "changes.jsonl": len(changed)}


def load(release: Path) -> dict[str, Any]:
    """The tables of a release as Arrow, by name, from its Parquet.

    Raises:
        RegestaError: there is no Parquet in it.
    """
    paths = sorted((release / "parquet").glob("*.parquet"))
    if not paths:
        raise RegestaError(f"{release} holds no Parquet")
    return {path.stem: read_parquet(path) for path in paths}
