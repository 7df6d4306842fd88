"""A new dataset is written whole or not at all."""

import os
from pathlib import Path

import pytest

from regesta.scaffold import init_dataset


def narrow(folder: Path) -> Path:
    """A folder so deep that names of some ten letters fit below it, and longer ones do not."""
    deepest = os.pathconf("/", "PC_PATH_MAX") - 18
    while len(str(folder)) < deepest - 110:
        folder /= "a" * 100
    folder.mkdir(parents=True)
    return folder / ("b" * (deepest - len(str(folder)) - 1))


@pytest.mark.parametrize("is_new", [True, False])
def test_a_dataset_that_does_not_fit_leaves_nothing(tmp_path: Path, is_new: bool) -> None:
    folder = narrow(tmp_path)
    if not is_new:
        (folder / ".git").mkdir(parents=True)
    with pytest.raises(OSError, match="File name too long"):
        init_dataset(folder, "2026-01-01")
    assert [path.name for path in folder.parent.iterdir()] == ([] if is_new else [folder.name])
    assert is_new or [path.name for path in folder.iterdir()] == [".git"]
