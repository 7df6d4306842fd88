"""New datasets and new records: files that are valid as they stand."""

import json
import re
from collections.abc import Iterator, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any

from regesta.advice.offer import slug
from regesta.contract import Contract, Schema, properties, resolved
from regesta.errors import RegestaError
from regesta.ready import PACKAGE
from regesta.version import VERSION

_FEW = 20  # codes that are shown beside a field
_EDITOR_SCHEMAS = ("file", "actors", "places", "sources")


def init_dataset(folder: Path, today: str) -> list[Path]:
    """Write a new dataset into an empty or absent folder, or a new repository of git; returns the files, from there.

    Raises:
        RegestaError: the folder is not empty, or its name holds nothing that a dataset could be called.
        OSError: the disk does not take it; then nothing of it is left.
    """
    if folder.exists() and not folder.is_dir():
        raise RegestaError(f"{folder} is a file; name a new folder")
    if folder.exists() and any(entry.name != ".git" for entry in folder.iterdir()):
        raise RegestaError(f"{folder} is there and is not empty; name a new folder")
    title = folder.absolute().name
    name = slug(title)
    if name is None:
        raise RegestaError(f"{title!r} holds no letter or digit of ASCII to name the dataset by; choose another folder")
    words = {"NAME": name, "TITLE": json.dumps(title, ensure_ascii=False)[1:-1], "TODAY": today, "VERSION": VERSION}
    files = {
        path: re.sub(r"\b(NAME|TITLE|TODAY|VERSION)\b", lambda match: words[match[1]], text)
        for path, text in _template(PACKAGE / "template")
    }
    for kind in _EDITOR_SCHEMAS:
        text = json.dumps(Contract().schema(kind), ensure_ascii=False, indent=1) + "\n"
        files[Path(".regesta") / f"{kind}.schema.json"] = text
    is_new = not folder.exists()
    try:
        for path, text in files.items():
            (folder / path).parent.mkdir(parents=True, exist_ok=True)
            (folder / path).write_text(text, encoding="utf-8")
    except OSError:
        _take_away(folder, list(files), is_new=is_new)
        raise
    return list(files)


def _take_away(folder: Path, files: Sequence[Path], *, is_new: bool) -> None:
    """Delete files of a folder and the folders that held nothing else, if it is new itself as well."""
    for path in files:
        with suppress(OSError):
            (folder / path).unlink()
    for home in sorted({home for path in files for home in path.parents}, reverse=True):
        if is_new or home != Path():
            with suppress(OSError):
                (folder / home).rmdir()


def repository_around(folder: Path) -> Path | None:
    """The root of the git repository in which a folder lies; None if it lies in none, or is the root itself."""
    here = folder.absolute()
    if (here / ".git").exists():
        return None
    return next((above for above in here.parents if (above / ".git").exists()), None)


def _template(home: Path) -> Iterator[tuple[Path, str]]:
    """The files of a new dataset, by their paths, with words in capitals for what is filled in."""
    for path in sorted(home.rglob("*")):
        if path.is_file():
            yield path.relative_to(home), path.read_text(encoding="utf-8")


_START = {
    "id": "new-event",
    "title": "What happened, in one line",
    "date": {"text": "24 June 2023"},
    "sources": [{"id": "source-1", "publisher": "Who published it", "published": {"text": "25 June 2023"}}],
}


def new_record(contract: Contract, kind: str = "other") -> str:
    """A record in YAML, valid as it stands; every other field is there as a comment, with what it means."""
    event = contract.schema("event")
    start = {**_START, "type": kind}
    lines = [
        "# A valid record: fill it in. Lines that begin with `#:` are fields that you may use; take the `#:` away."
    ]
    for name, node in properties(event, event).items():
        if node.get("readOnly") or name in ("withdrawn", "schema_version", "extra"):
            continue
        codes = _codes(contract, node, kind)
        if name == "subtype" and not codes:
            continue
        lines.append(f"\n# {node['title']}: {node.get('description', '')}")
        if codes:
            lines.append(f"# Codes: {', '.join(codes)}")
        if name in start:
            lines += _yaml(name, start[name])
            if node["type"] in ("object", "array"):
                lines += _hints(contract, resolved(event, node.get("items", node)), start[name])
        else:
            example = codes[0] if name == "subtype" else _example(event, node)
            lines += [f"#: {line}" for line in _explained(contract, node, name, example)]
    return "\n".join([*lines, *_own_fields(event)]) + "\n"


def _own_fields(event: Schema) -> Iterator[str]:
    """The fields that the dataset declares in its extension, as comments."""
    extra = resolved(event, event["properties"]["extra"])
    fields = properties(event, extra)
    if fields:
        yield "\n# Extra: Fields of this dataset."
        yield "#: extra:"
    for name, node in fields.items():
        codes = node.get("enum", ())
        among = f"One of {', '.join(map(_scalar, codes))}." if 0 < len(codes) <= _FEW else ""
        must = "Required." if name in extra.get("required", ()) else ""
        meaning = " ".join(filter(None, (must, str(node.get("description", "")), among)))
        yield f"#:   {_scalar(name)}: {_scalar(_example_of_own(event, node))}{f'  # {meaning}' if meaning else ''}"


def _example_of_own(event: Schema, node: Schema) -> Any:
    """An example of a field that the dataset declares: the first that its schema names, else one of its type."""
    named = [*node.get("examples", ()), *node.get("enum", ()), *([node["const"]] if "const" in node else [])]
    if named:
        return named[0]
    if node.get("type") == "array" and isinstance(node.get("items"), dict):
        return [_example_of_own(event, resolved(event, node["items"]))]
    if node.get("type") == "object":
        return {name: _example_of_own(event, child) for name, child in properties(event, node).items()}
    number = node.get("minimum", 1)
    return {"boolean": True, "integer": number, "number": number, "array": []}.get(str(node.get("type")), "...")


def _codes(contract: Contract, node: Schema, kind: str) -> list[str]:
    """The codes of a field, of subtypes those of the record's type."""
    rows = contract.vocabulary(node["x-vocabulary"]) if node.get("x-vocabulary") else {}
    return [code for code, row in rows.items() if "types" not in row or kind in (row["types"] or "").split(";")]


def _yaml(name: str, value: Any, indent: str = "") -> Iterator[str]:
    if isinstance(value, dict):
        yield f"{indent}{name}:"
        for key, item in value.items():
            yield from _yaml(key, item, indent + "  ")
    elif isinstance(value, list) and value and isinstance(value[0], dict):
        yield f"{indent}{name}:"
        for item in value:
            lines = [line for key, child in item.items() for line in _yaml(key, child, indent + "    ")]
            yield f"{indent}  - {lines[0].strip()}"
            yield from lines[1:]
    else:
        yield f"{indent}{name}: {_scalar(value)}"


def _explained(contract: Contract, node: Schema, name: str, value: Any, indent: str = "") -> Iterator[str]:
    """A field as YAML, with what each field below it means."""
    event = contract.schema("event")
    first = value[0] if isinstance(value, list) and value else value
    if not isinstance(first, dict):
        meaning = f"  # {_meaning(contract, node)}" if indent else ""
        yield f"{indent}{name}: {_scalar(value)}{meaning}"
        return
    below, deeper = properties(event, resolved(event, node.get("items", node))), "    " if first is not value else "  "
    lines = [
        line for key, child in first.items() for line in _explained(contract, below[key], key, child, indent + deeper)
    ]
    yield f"{indent}{name}:"
    yield f"{indent}  - {lines[0].strip()}" if first is not value else lines[0]
    yield from lines[1:]


def _meaning(contract: Contract, node: Schema) -> str:
    """What a field means, with its codes where they are few."""
    codes = list(contract.vocabulary(node["x-vocabulary"])) if node.get("x-vocabulary") else []
    return str(node.get("description", "")) + (f" Codes: {', '.join(codes)}." if 0 < len(codes) <= _FEW else "")


def _scalar(value: Any) -> str:
    plain = (
        isinstance(value, str)
        and re.fullmatch(r"[A-Za-z][\w ,./'-]*", value)
        and value.lower() not in ("null", "true", "false")
    )
    return value if plain else json.dumps(value, ensure_ascii=False)


def _hints(contract: Contract, node: Schema, used: Any) -> Iterator[str]:
    """The other fields of an object that is there already, as comments."""
    event = contract.schema("event")
    first = used[0] if isinstance(used, list) else used
    indent = "    " if isinstance(used, list) else "  "
    for name, child in properties(event, node).items():
        if name not in first and not child.get("x-filled") and child["type"] not in ("object", "array"):
            yield f"#: {indent}{name}: {_scalar(_example(event, child))}  # {_meaning(contract, child)}"


def _example(event: Schema, node: Schema) -> Any:
    """An example of a field, from those of the contract: what a contributor would write, not what is filled in."""
    if node.get("examples"):
        return node["examples"][0]
    if node["type"] == "array":
        return [_example(event, resolved(event, node["items"]))]
    required = node.get("required", [])
    fields = {
        name: _example(event, child)
        for name, child in properties(event, node).items()
        if name in required or not (child.get("x-filled") or child.get("x-refers") or child["type"] == "object")
    }
    return fields or {"text": "24 June 2023"}
