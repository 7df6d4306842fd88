"""The released example against what is committed, byte for byte. `python tests/test_golden.py` writes it anew."""

import json
import shutil
import tempfile
from pathlib import Path
from typing import Any

import pytest

from regesta.release.build import release_dataset

ROOT = Path(__file__).parents[1]
GOLDEN = ROOT / "tests/golden/wagner-mutiny-1.0.0"
COMPARED = ("json/*.jsonl", "csv/*.csv", "changes.jsonl")


def compared(release: Path) -> dict[str, bytes]:
    """The files that are the same wherever the release is made, and the manifest without what names tools."""
    files = {p.relative_to(release).as_posix(): p.read_bytes() for glob in COMPARED for p in sorted(release.glob(glob))}
    return files | {"manifest.json": json.dumps(_plain(release), indent=1, ensure_ascii=False).encode()}


def _plain(release: Path) -> dict[str, Any]:
    manifest: dict[str, Any] = json.loads((release / "manifest.json").read_text(encoding="utf-8"))
    for name in ("tools", "lexicon_sha256"):
        manifest.pop(name, None)
    kept = [f for f in manifest["files"] if f["path"].startswith(("json/", "csv/")) or f["path"] == "changes.jsonl"]
    return {**manifest, "files": kept}


@pytest.fixture(scope="module")
def released(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    return compared(release_dataset(ROOT / "fixtures/wagner-mutiny", tmp_path_factory.mktemp("golden")).path)


def test_the_same_files_are_released(released: dict[str, bytes]) -> None:
    committed = {p.relative_to(GOLDEN).as_posix() for p in GOLDEN.rglob("*") if p.is_file()}
    assert set(released) == committed


@pytest.mark.parametrize(
    "name", sorted(p.relative_to(GOLDEN).as_posix() for p in GOLDEN.rglob("*") if p.is_file()), ids=str
)
def test_each_file_is_as_committed(released: dict[str, bytes], name: str) -> None:
    assert released[name].decode() == (GOLDEN / name).read_bytes().decode()


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        files = compared(release_dataset(ROOT / "fixtures/wagner-mutiny", Path(folder)).path)
    shutil.rmtree(GOLDEN, ignore_errors=True)
    for name, data in files.items():
        (GOLDEN / name).parent.mkdir(parents=True, exist_ok=True)
        (GOLDEN / name).write_bytes(data)
    print(f"{len(files)} files in {GOLDEN.relative_to(ROOT)}")


if __name__ == "__main__":
    main()
