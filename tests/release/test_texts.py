"""Archived texts go with a release under names that survive wherever it is unpacked."""

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from regesta.errors import RegestaError
from regesta.release.texts import write_texts

if TYPE_CHECKING:
    from regesta.release.stored import Row


def written(folder: Path, *names: str) -> list[str]:
    """Write a dataset's texts to a release: what is there then."""
    for name in names:
        path = folder / "dataset/evidence" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(name, encoding="utf-8")
    sources: list[Row] = [{"id": f"s{n}", "text_file": f"evidence/{name}"} for n, name in enumerate(names)]
    write_texts(folder / "release", sources, folder / "dataset")
    return [path.relative_to(folder / "release").as_posix() for path in sorted((folder / "release").rglob("*.*"))]


@pytest.mark.parametrize(
    "names",
    [["a.txt", "b.txt"], ["a/one.txt", "A/two.txt"], ["contra.txt", "com.txt", "nul-1.txt", "a..txt"], ["letter.txt", "letter.txt"]],
    ids=["two", "folders", "almost devices", "one text of two sources"],
)  # fmt: skip
def test_a_text_keeps_its_name(names: list[str], tmp_path: Path) -> None:
    assert written(tmp_path, *names) == sorted({f"evidence/{name}" for name in names})


@pytest.mark.parametrize(
    ("names", "told"),
    [
        (["nul.txt"], "nul.txt, which may be redistributed, cannot be a file on Windows"),
        (["COM1"], "COM1, which may be redistributed, cannot be a file on Windows"),
        (["Aux/a.txt"], "Aux/a.txt, which may be redistributed, cannot be a file on Windows"),
        (["letter."], "letter., which may be redistributed, cannot be a file on Windows"),
        (["Letter.txt", "b.txt", "letter.txt"], "evidence/Letter.txt and evidence/letter.txt are one file"),
        (["a/b.txt", "A/b.txt"], "are one file where capitals do not count"),
    ],
)
def test_a_name_that_would_be_lost_elsewhere_is_refused(names: list[str], told: str, tmp_path: Path) -> None:
    with pytest.raises(RegestaError, match=told):
        written(tmp_path, *names)
