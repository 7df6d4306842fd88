"""The whole check: files to records, records to findings, one by one and together."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import partial
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

from regesta.check.dataset_rules import shared_sources
from regesta.check.severities import weighed
from regesta.dataset import Dataset, load_dataset, with_shared
from regesta.diagnostics import Diagnostic
from regesta.engine.batch import Piece, cores, give_back, in_pieces, pieces, uncollected
from regesta.engine.gathered import Part, Wanted, gather
from regesta.engine.registered import check_shared, placed_in_file, registry_references
from regesta.engine.tally import Finding, Tally
from regesta.engine.together import found_together
from regesta.engine.treat import FilePart, Look, Shared, Treated, read_again, treat, treat_file
from regesta.folder import record_files, shown_path, shown_prefix
from regesta.progress import stage
from regesta.read import Record
from regesta.read.page import whole

if TYPE_CHECKING:
    from regesta.engine.cache import Cache
    from regesta.since.changed import Changed
    from regesta.since.dataset import Since
    from regesta.since.unchanged import Rest

# What checks the JSON Lines in place of this process: of a dataset with all shared sources and its record files, for an
# ISO day, the parts in the order of files and lines.
Far: TypeAlias = Callable[[Dataset, Sequence[Path], str, Wanted], list[Part]]
# What looks at pieces against a dataset, with what is wanted and where results are kept.
_LookAt: TypeAlias = "Callable[[Dataset, Sequence[Piece], Wanted, Cache | None], Iterator[Part]]"
_FEW = 50  # files: below, to look them up costs more than it saves


@dataclass(repr=False)
class Examination:
    """What a check of a dataset, or of files outside any, came to.

    parts are what is known of the records; found holds the findings that belong to no record file, with severities;
    tally those about records and their files. files counts the record files looked at. named are the shown paths that
    were asked for (None: all): the tally is about these, and about references to what was lost; today is the ISO day
    that waivers were judged by. since says what changed since a revision (None: none was asked for).
    """

    dataset: Dataset = field(repr=False)
    parts: list[Part] = field(default_factory=list, repr=False)
    found: list[Diagnostic] = field(default_factory=list)
    files: int = 0
    tally: Tally = field(default_factory=Tally, repr=False)
    named: frozenset[str] | None = None
    today: str = "0001-01-01"
    since: "Since | None" = field(default=None, repr=False)

    def findings(self, wanted: frozenset[str] | None = None) -> Iterator[Finding]:
        """The findings that were kept about the wanted files (None: all), each with its record."""
        for record, diagnostic in ((None, diagnostic) for diagnostic in self.found):
            if wanted is None or diagnostic.path in wanted:
                yield record, diagnostic
        for record, diagnostic in self.tally.findings():
            if wanted is None or diagnostic.path in wanted or wanted == self.named:
                yield record, diagnostic

    @property
    def failed(self) -> bool:
        counted = any(severity == "error" and number for (_, severity), number in self.tally.counts.items())
        return counted or any(diagnostic.severity == "error" for diagnostic in self.found)

    def __len__(self) -> int:
        return sum(map(len, self.parts))

    def ids(self) -> Iterator[str | None]:
        """The id of each record (None: it bears none), in their order."""
        return (own for part in self.parts for own in part.ids)

    def records(self) -> Iterator[Record]:
        """Where each record stands; its data is left out."""
        return (part.where(number) for part in self.parts for number in range(len(part)))

    def records_by_file(self) -> Counter[str]:
        """How many records there are in each file that has any, by its shown path; of those that may be told of."""
        found: Counter[str] = Counter()
        for part in (part for part in self.parts if part.told or (self.since is not None and self.since.reaches_all)):
            for number, count in Counter(part.file).items():
                found[part.files[number][1]] += count
        return found


def treat_again(where: Record, dataset: Dataset, today: str, *, traced: bool = False) -> Treated:
    """A record that stands somewhere, read and treated once more; traced keeps what each blank rests on."""
    record, faults = read_again(where, dataset)
    return treat(record, faults, dataset, today, traced=traced)


def examine_dataset(
    folder: Path,
    today: str,
    named: frozenset[str] | None = None,
    processes: int | None = None,
    cached: bool = False,
    most: int | None = None,
    run: Path | None = None,
    far: Far | None = None,
    changed: "Changed | None" = None,
) -> Examination:
    """Check a dataset as a whole; of two records that clash, one in the named files (shown paths) is at fault.

    Only findings about the named files are kept (None: about all), of each rule at most so many (None: all); where it
    is known what changed since a revision, only what that brought about. processes is how many share the work; by
    default as many as pay. cached: of many files, those that were checked before and have not changed are not checked
    again. run is a folder for the normalised records (None: they are not wanted). far is another engine that checks the
    JSON Lines (None: they are checked here).
    """
    prefix = shown_prefix(folder)
    with uncollected():  # a registry may be as long as the records
        dataset, found = load_dataset(folder, prefix)
    paths, strays = record_files(folder / "records")
    found += [*map(_passed_over, strays), *registry_references(dataset, prefix)]
    wanted, since = Wanted(named, most, run), None
    if changed is not None:
        from regesta.since.dataset import since_revision  # noqa: PLC0415 - where it is asked for only

        since, found = since_revision(changed, dataset, paths, found, named, prefix)
        wanted = wanted._replace(lost=since.fresh.lost if named is None else frozenset())
    return _examine(dataset, paths, found, today, folder, wanted, processes, cached, far, since)


def _passed_over(path: Path) -> Diagnostic:
    """R013 for what lies in records/ and holds none, or is a link to a folder that may."""
    what, advice = "not a record file", "let its name end in .yaml, .yml, .json or .jsonl, or move it out of records/"
    if path.is_dir():
        what, advice = "a link to a folder", "put the folder itself here"
    return whole("R013", f"{what}: it is passed over", shown_path(path), advice)


def examine_loose(
    paths: Sequence[Path],
    today: str,
    named: frozenset[str] | None = None,
    processes: int | None = None,
    cached: bool = False,
    most: int | None = None,
    run: Path | None = None,
    changed: "Changed | None" = None,
) -> Examination:
    """Check files outside any dataset against the shipped contract; the rest as for `examine_dataset`."""
    dataset, since = Dataset(), None
    if changed is not None:
        from regesta.since.dataset import since_revision  # noqa: PLC0415 - where it is asked for only

        since, _ = since_revision(changed, dataset, paths, (), named)
    return _examine(dataset, paths, [], today, None, Wanted(named, most, run), processes, cached, since=since)


def _examine(
    dataset: Dataset,
    paths: Sequence[Path],
    found: list[Diagnostic],
    today: str,
    root: Path | None,
    wanted: Wanted,
    processes: int | None,
    cached: bool,
    far: Far | None = None,
    since: "Since | None" = None,
) -> Examination:
    cache = _cache(root, len(paths)) if cached and (since is None or since.before is None) else None
    work = since.fresh.told if since is not None else pieces(paths) if far is None else _near(paths)
    many = processes or cores(work if since is None else [*work, *since.left()])

    def look(dataset: Dataset, work: Sequence[Piece], wanted: Wanted, cache: "Cache | None") -> Iterator[Part]:
        return in_pieces(partial(examine_piece, dataset, root, today, wanted, cache), work, many)

    with uncollected():
        parts, sources, wider = _parts(look, dataset, work, wanted, cache, since)
        parts = parts if far is None else _in_order(paths, [*parts, *far(wider, paths, today, wanted)])
        files = len({*paths, *(path for part in parts for path, _ in part.files)})
        examination = Examination(wider, parts, files=files, named=wanted.named, today=today, since=since)
        examination.tally = Tally(wanted.most)
        for part in parts:
            examination.tally.merge(part.tally)
            part.tally = Tally(wanted.most)
        for record, told in found_together(parts, wider, wanted, today, processes):
            examination.tally.add(record, told)
        for part in parts:
            part.forget()
    if many > 1:
        give_back()
    found += _about_sources(dataset, wider, sources, since)
    examination.found = list(weighed(found, dataset.table("rules"), (), today))
    return examination


def _parts(
    look: _LookAt,
    dataset: Dataset,
    work: Sequence[Piece],
    wanted: Wanted,
    cache: "Cache | None",
    since: "Since | None",
) -> tuple[list[Part], list[Shared], Dataset]:
    """What is known of the records, the sources that files share, and the dataset with these.

    Since a revision, those that changed come first; the rest is looked at only as far as they may depend on it.
    """
    parts = list(stage("checking", look(dataset, work, wanted, cache), len(work), len))
    others: list[Part] = []
    held, rest = wanted, since.left() if since is not None else ()
    if since is not None:
        held = wanted._replace(rest=since.rest(parts))
        others = list(stage("reading", look(dataset, rest, held, cache), len(rest), len))
    sources = list({(s.where.path, s.pointer): s for part in (*parts, *others) for s in part.sources}.values())
    wider = with_shared(dataset, shared_sources(sources, dataset.shared)[0])
    _look_again(look, parts, work, wider, wanted)
    if since is not None and (known := since.rest(parts)) != held.rest:
        others = list(look(wider, rest, wanted._replace(rest=known), None))
    else:
        _look_again(look, others, rest, wider, held)
    return [*parts, *others], sources, wider


def _look_again(look: _LookAt, parts: list[Part], work: Sequence[Piece], wider: Dataset, wanted: Wanted) -> None:
    """Look at those anew that borrow sources from other files, now that these are known."""
    lent = [number for number, part in enumerate(parts) if not part.borrowed.isdisjoint(wider.shared)]
    for number, part in zip(lent, look(wider, [work[n] for n in lent], wanted, None), strict=True):
        parts[number] = part


def _about_sources(
    dataset: Dataset, wider: Dataset, sources: Sequence[Shared], since: "Since | None"
) -> Iterator[Diagnostic]:
    """The findings about the sources that record files share; wider is the dataset with these."""
    clashes = shared_sources(sources, dataset.shared)[1] if since is None else since.clashes(sources, dataset.shared)
    yield from (placed_in_file(where, diagnostic) for where, diagnostic in clashes)
    yield from check_shared(wider, sources) if since is None else since.about_sources(wider, sources)


def _near(paths: Sequence[Path]) -> list[Piece]:
    """The pieces of the record files that are no JSON Lines; none holds files from both sides of such a file."""
    runs = groupby(paths, key=lambda path: path.suffix == ".jsonl")
    return [piece for is_far, run in runs if not is_far for piece in pieces(list(run))]


def _in_order(paths: Sequence[Path], parts: Iterable[Part]) -> list[Part]:
    """The parts in the order of their files, those of other files last."""
    ranks = {path: rank for rank, path in enumerate(paths)}
    return sorted(parts, key=lambda part: ranks.get(part.files[0][0], len(paths)))


def _cache(root: Path | None, files: int) -> "Cache | None":
    if files < _FEW:
        return None
    from regesta.engine.cache import cache_for  # noqa: PLC0415 - for many files only

    return cache_for(root)


def examine_piece(
    dataset: Dataset, root: Path | None, today: str, wanted: Wanted, cache: "Cache | None", piece: Piece
) -> Part:
    """What is known of the records of a piece once they were looked at."""
    part = Part(told=wanted.rest is None, tally=Tally(wanted.most))
    lines = _lines(part, dataset, root, today, wanted, cache, piece)
    if wanted.run is None:
        for _ in lines:
            pass
    else:
        part.run = wanted.run / f"{_name(piece)}.jsonl"
        with part.run.open("wb") as file:
            file.writelines(lines)
    part.close()
    return part


def _name(piece: Piece) -> str:
    """A name for the run of a piece, one that no other has."""
    from hashlib import blake2b  # noqa: PLC0415 - for releases only

    first = f"{piece[0].path}\0{piece[0].start}".encode("utf-8", "surrogateescape")
    return blake2b(first, digest_size=16).hexdigest()


def _lines(
    part: Part,
    dataset: Dataset,
    root: Path | None,
    today: str,
    wanted: Wanted,
    cache: "Cache | None",
    piece: Piece,
) -> Iterator[bytes]:
    look = _look(wanted.rest)
    if cache is not None and (look is None or any(stretch.path.suffix != ".jsonl" for stretch in piece)):
        from regesta.engine.cached import treat_by_cache  # noqa: PLC0415 - for many files only

        files: Iterable[FilePart] = treat_by_cache(cache, dataset, piece, root, today)
    else:
        files = (treat_file(dataset, stretch, root, today, look=look) for stretch in piece)
    for stretch, file in zip(piece, files, strict=True):
        shown = stretch.shown or shown_path(stretch.path)
        yield from gather(part, stretch.path, shown, file, dataset, today, wanted)


def _look(rest: "Rest | None") -> Look | None:
    """How records are looked at, if not in full."""
    if rest is None:
        return None
    from regesta.since.unchanged import glance  # noqa: PLC0415 - for changes since a revision only

    return partial(glance, rest=rest)
