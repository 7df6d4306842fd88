"""A release that somebody changed and sealed anew: its manifest and its checksums fit what is there."""

import hashlib
import json
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

from regesta.release.content import content_hash
from regesta.release.publish import release_files, write_sums

LAST = ("manifest.json", "SHA256SUMS")


def manifest_of(release: Path) -> dict[str, Any]:
    manifest: dict[str, Any] = json.loads((release / "manifest.json").read_text(encoding="utf-8"))
    return manifest


def sealed(release: Path, **changed: Any) -> None:
    """Write manifest and checksums anew: files that are gone are listed no more, others with the rows they had.

    changed are other values for keys of the manifest, such as a content_sha256 that is not taken again.
    """
    manifest = manifest_of(release)
    rows = {file["path"]: {"rows": file["rows"]} for file in manifest["files"] if "rows" in file}
    paths = {path.relative_to(release).as_posix(): path for path in release_files(release)}
    manifest["files"] = [
        {"path": name, "bytes": len(data), "sha256": hashlib.sha256(data).hexdigest(), **rows.get(name, {})}
        for name, data in ((name, path.read_bytes()) for name, path in paths.items() if name not in LAST)
    ]
    schemas = {name: path.read_bytes() for name, path in paths.items() if name.startswith("schema/")}
    with suppress(OSError):
        manifest["content_sha256"] = content_hash(release, manifest["dataset"], schemas)
    written(release, {**manifest, **changed})


def written(release: Path, manifest: dict[str, Any]) -> None:
    """Write a manifest, whatever it says, and the checksums that fit it."""
    (release / "manifest.json").write_text(json.dumps(manifest, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    (release / "SHA256SUMS").unlink(missing_ok=True)
    write_sums(release)


def edited(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text, f"{old} is not in {path.name}"
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def rewritten(path: Path, change: Callable[[list[dict[str, Any]]], None]) -> None:
    """Change the objects of a file of JSON Lines."""
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    change(rows)
    lines = (json.dumps(row, ensure_ascii=False, separators=(",", ":")) + "\n" for row in rows)
    path.write_text("".join(lines), encoding="utf-8")
