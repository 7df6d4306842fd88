"""What became of a file, kept by a hash of all that decides it: an unchanged file is not treated twice.

The cache lies in the user's own cache folder, never in the dataset: whoever sends a change could send a cache along.
It may be deleted at any time; what in it cannot be read counts as not being there.
"""

import hashlib
import json
import os
import sqlite3
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing, contextmanager, suppress
from functools import lru_cache
from pathlib import Path
from typing import Any, NamedTuple

import yaml

from regesta.dataset import FILES
from regesta.ready import SCHEMA

_MARK = 16  # bytes of a hash
_DAYS = 60  # after which a cache that nobody used is removed


class Cache(NamedTuple):
    """A file of kept results, and the hash of all that they depend on beside the file itself."""

    path: Path
    context: bytes


class Entry(NamedTuple):
    """What is kept of one file: its path as it is printed, the hash of all that decides, the result as JSON."""

    name: str
    key: bytes
    value: Any


def cache_for(folder: Path | None) -> Cache | None:
    """The cache of a dataset (None: of files outside any); None where there is no place for it."""
    home = _home()
    if home is None:
        return None
    where = f"{Path.cwd()}\0{folder.absolute() if folder is not None else ''}"
    path = home / f"{_hash(where.encode()).hex()}.sqlite"
    with suppress(OSError):
        home.mkdir(mode=0o700, parents=True, exist_ok=True)
        _forget_unused(home)
        return Cache(path, _context(folder))
    return None


def _home() -> Path | None:
    stated = os.environ.get("XDG_CACHE_HOME", "")
    with suppress(RuntimeError):
        home = Path(stated) if stated.startswith("/") else Path.home() / ".cache"
        return home / "regesta" if home.is_absolute() else None  # else it might come with the dataset
    return None


def _forget_unused(home: Path) -> None:
    for path in home.glob("*.sqlite"):
        if path.stat().st_mtime < time.time() - _DAYS * 86_400:
            path.unlink(missing_ok=True)


def _context(folder: Path | None) -> bytes:
    """The hash of the tool and, of a dataset, of every file that is read but its records."""
    hashed = hashlib.blake2b(_tool(), digest_size=_MARK)
    for path in sorted(_settings(folder)) if folder is not None else ():
        hashed.update(f"\0{path.name}\0".encode("utf-8", "surrogateescape") + path.read_bytes())
    return hashed.digest()


def _settings(folder: Path) -> Iterator[Path]:
    names = ("regesta.toml", "extension.schema.json", *(f"{home}/{name}" for home in FILES for name in FILES[home]))
    return (path for name in names if (path := folder / name).is_file())


@lru_cache(maxsize=1)
def _tool() -> bytes:
    """The hash of the code, the contract and the libraries: of every file's size and time, and of every version."""
    stamps = [os.fspath(Path(yaml.__file__).parents[1])]
    for folder in (Path(__file__).parent, SCHEMA):
        for home, _, names in sorted(os.walk(folder)):
            files = [os.path.join(home, name) for name in sorted(names) if not name.endswith(".pyc")]  # noqa: PTH118 - 500 files
            stamps += [f"{path}{(found := os.stat(path)).st_size},{found.st_mtime_ns}" for path in files]  # noqa: PTH116 - as above
    stamps += sorted(name for name in os.listdir(stamps[0]) if name.endswith(".dist-info"))  # noqa: PTH208 - names
    return _hash("\0".join(stamps).encode("utf-8", "surrogateescape"))


def _hash(data: bytes) -> bytes:
    return hashlib.blake2b(data, digest_size=_MARK).digest()


def key_of(cache: Cache, name: str, raw: bytes) -> bytes:
    """The hash of all that decides what becomes of a file: its bytes, its printed path, the tool and the dataset."""
    return hashlib.blake2b(
        raw, digest_size=_MARK, key=cache.context + _hash(name.encode("utf-8", "surrogateescape"))
    ).digest()


def kept(cache: Cache, keys: Mapping[str, bytes]) -> dict[str, Any]:
    """The results that are kept of files, by the printed path; keys are their hashes."""
    found = {}
    with suppress(sqlite3.Error, ValueError), _opened(cache) as base:
        marks = ",".join("?" * len(keys))
        for name, key, value in base.execute(f"SELECT name, key, value FROM kept WHERE name IN ({marks})", [*keys]):  # noqa: S608 - question marks only
            if key == keys[name] and value[:_MARK] == _hash(value[_MARK:]):
                found[name] = json.loads(value[_MARK:])
    return found


def keep(cache: Cache, entries: Sequence[Entry]) -> None:
    """Keep results; where the disk or another process is against it, they are not kept."""
    rows = [(name, key, _hash(text) + text) for name, key, value in entries if (text := _text(value)) is not None]
    try:
        with _opened(cache) as base, base:
            base.executemany("INSERT OR REPLACE INTO kept VALUES (?, ?, ?)", rows)
    except sqlite3.OperationalError:
        return  # locked, read-only or full
    except sqlite3.DatabaseError:
        with suppress(OSError):  # it may lie where nothing can be written
            cache.path.unlink(missing_ok=True)


def _text(value: Any) -> bytes | None:
    with suppress(TypeError, ValueError):
        return json.dumps(value, separators=(",", ":"), allow_nan=False).encode()
    return None


@contextmanager
def _opened(cache: Cache) -> Iterator[sqlite3.Connection]:
    with closing(sqlite3.connect(cache.path, timeout=10)) as base:
        base.execute("PRAGMA synchronous=OFF")
        base.execute("CREATE TABLE IF NOT EXISTS kept (name TEXT PRIMARY KEY, key BLOB, value BLOB)")
        yield base
