"""The data files of a release as they lie in its folder, and how a description is written beside them."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from pathlib import Path
from typing import Any

from regesta.release.publish import release_files, sha256

MEDIA_TYPES = {
    "csv": "text/csv", "geojson": "application/geo+json", "json": "application/json", "jsonl": "application/jsonl",
    "parquet": "application/vnd.apache.parquet",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}  # fmt: skip


@dataclass(frozen=True)
class DataFile:
    """A file of rows: path from the release, table its name without suffix, kind the key of MEDIA_TYPES."""

    file: Path
    path: str
    table: str
    kind: str

    @property
    def bytes(self) -> int:
        return self.file.stat().st_size

    @property
    def sha256(self) -> str:
        stat = self.file.stat()
        return _digest(self.file, stat.st_ino, stat.st_size, stat.st_mtime_ns)


@lru_cache(maxsize=256)
def _digest(file: Path, *_state: int) -> str:
    """The digest of a file in that state, which several descriptions tell."""
    return sha256(file)


def data_files(folder: Path) -> Iterator[DataFile]:
    """The files of rows in the order of their paths; neither the contract nor the JSON beside them is one."""
    for file in release_files(folder):
        path, kind = file.relative_to(folder).as_posix(), file.suffix[1:]
        described = "/" in path or kind != "json"
        if kind in MEDIA_TYPES and described and not path.startswith(("schema/", "evidence/")):
            yield DataFile(file, path, file.stem, kind)


def words(name: str) -> str:
    """A text of the descriptions that is the same in every release."""
    text: str = (files("regesta.release.describe") / "words" / name).read_text(encoding="utf-8")
    return text


def write_text(folder: Path, name: str, text: str) -> None:
    (folder / name).write_bytes(text.encode())


def without_blanks(entry: dict[str, Any]) -> dict[str, Any]:
    """An object without the keys that have no value."""
    return {key: value for key, value in entry.items() if value is not None}


_written = json.JSONEncoder(ensure_ascii=False).encode  # made once: there are ten thousand texts in a description


def json_text(value: Any, width: int = 120) -> str:
    """JSON for people: whatever fits on a line of that width stands on one."""
    return _laid_out(value, "", width)[1] + "\n"


def _laid_out(value: Any, indent: str, width: int) -> tuple[str, str]:
    """A value on one line, and as it stands at an indent."""
    if not value or not isinstance(value, dict | list):
        short = _written(value)
        return short, short
    inner = indent + " "
    if isinstance(value, dict):
        names = [f"{_written(key)}: " for key in value]
        opened, closed, members = "{", "}", [_laid_out(member, inner, width) for member in value.values()]
    else:
        names = [""] * len(value)
        opened, closed, members = "[", "]", [_laid_out(member, inner, width) for member in value]
    short = opened + ", ".join(name + line for name, (line, _) in zip(names, members, strict=True)) + closed
    if len(indent) + len(short) <= width:
        return short, short
    lines = ",\n".join(inner + name + lines for name, (_, lines) in zip(names, members, strict=True))
    return short, f"{opened}\n{lines}\n{indent}{closed}"
