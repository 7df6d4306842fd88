"""Objects read once: the JSON Lines of a release as Arrow tables on disk, for all that is made of or held to them."""

from collections.abc import Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import NamedTuple

import pyarrow as pa
import pyarrow.ipc

from regesta.contract import Contract
from regesta.engine.batch import give_back, in_pieces, processors
from regesta.progress import stage
from regesta.release.columns import tables
from regesta.release.content import JSON_TABLES
from regesta.release.kernels import Array, lean, pc
from regesta.release.stored import stretches
from regesta.release.tables import Share, Tables, made_of, object_types, objects_of, shares

KINDS = (*JSON_TABLES, "changes")
_CHUNK = 1 << 23  # bytes of JSON Lines
_A_WHILE = 16  # chunks

_KEPT = pa.ipc.IpcWriteOptions(compression="lz4", use_threads=False)


class _Piece(NamedTuple):
    """Chunk n of a file of JSON Lines, from one byte and before another."""

    kind: str
    number: int
    path: Path
    start: int
    end: int


def lines_path(folder: Path, kind: str) -> Path:
    """The JSON Lines of a kind of objects in a release."""
    return folder / ("changes.jsonl" if kind == "changes" else f"json/{kind}.jsonl")


def chunks(path: Path) -> Iterator[bytes]:
    """The lines of a file in chunks of about 8 MB, none of them cut; of an absent file none."""
    if not path.exists():
        return
    with path.open("rb") as file:
        while chunk := file.read(_CHUNK):
            yield chunk + file.readline()


def processes(folder: Path) -> int:
    """How many processes pay for the tables of a release."""
    return processors() if (folder / "json/events.jsonl").stat().st_size > _CHUNK else 1


def keep_objects(kept: Path, folder: Path, contract: Contract) -> None:
    """Read the JSON Lines of a release in a folder, and keep their objects in another.

    Raises:
        ValueError: a file is not JSON Lines of such objects.
        OSError: the disk does not take it.
    """
    pieces = [piece for kind in KINDS for piece in _pieces(kind, lines_path(folder, kind))]
    done = in_pieces(partial(_keep, kept, contract), pieces, processes(folder))
    for _ in stage("reading JSON Lines", done, len(pieces), lambda rows: rows, "object"):
        pass


def _pieces(kind: str, path: Path) -> Iterator[_Piece]:
    for number, (start, end) in enumerate(stretches(path, _CHUNK) if path.exists() else ()):
        yield _Piece(kind, number, path, start, end)


def _keep(kept: Path, contract: Contract, piece: _Piece) -> int:
    """Keep the objects of a chunk; how many they are."""
    with lean(), piece.path.open("rb") as file:
        file.seek(piece.start)
        objects = objects_of(contract, piece.kind, file.read(piece.end - piece.start))
    with pa.ipc.new_file(str(kept / f"{piece.kind}-{piece.number:06}"), objects.schema, options=_KEPT) as writer:
        writer.write_table(objects)
    return objects.num_rows


def kept_objects(kept: Path, contract: Contract, kind: str, names: Sequence[str] | None = None) -> Iterator[pa.Table]:
    """Some columns of the kept objects (None: all of them), a chunk at a time, each column one array."""
    all_names = object_types(contract, kind).names
    fields = None if names is None else [all_names.index(name) for name in names]
    options = pa.ipc.IpcReadOptions(included_fields=fields, use_threads=False)
    for path in sorted(kept.glob(f"{kind}-*")):
        with pa.OSFile(str(path), "rb") as file:
            yield pa.ipc.open_file(file, options=options).read_all()


def share_tables(kept: Path, contract: Contract, share: Share, shared: Array) -> Iterator[Tables]:
    """The tables of a share that the kept objects make, a chunk at a time; shared as for `made_of`."""
    start = 0
    for number, objects in enumerate(kept_objects(kept, contract, share.kind, share.columns), 1):
        yield made_of(contract, share, objects, shared, start)
        start += objects.num_rows
        if number % _A_WHILE == 0:  # what small arrays leave between them is lost to larger ones
            give_back()


def whole_tables(kept: Path, contract: Contract) -> Iterator[tuple[str, pa.Table]]:
    """The tables that the kept objects make with their names, each in memory, in the order of a release."""
    shared, found = shared_ids(kept, contract), Tables()
    for share in shares(contract):
        parts = [empty_tables(contract, share), *share_tables(kept, contract, share, shared)]
        found |= {name: pa.concat_tables([part[name] for part in parts]) for name in parts[0]}
    for name in ("events", *tables(contract)):
        yield name, found[name]


def empty_tables(contract: Contract, share: Share) -> Tables:
    """The tables of a share without rows."""
    none = object_types(contract, share.kind).empty_table()
    return made_of(contract, share, none.select(share.columns or none.column_names), pa.array([], pa.string()))


def by_size(contract: Contract) -> list[Share]:
    """All shares, the longest work first: what begins last should be over soon."""
    return sorted(shares(contract), key=lambda share: (share.kind != "events", not share.nested, bool(share.lists)))


def shared_ids(kept: Path, contract: Contract) -> Array:
    """The ids of the sources in the registry of a release, without those that are local to an event."""
    found: list[Array] = [pa.array([], pa.string())]
    for sources in kept_objects(kept, contract, "sources", ["id"]):
        ids = sources["id"].chunk(0)
        found.append(ids.filter(pc.invert(pc.match_substring(ids, "#"))))
    return pa.concat_arrays(found)
