"""A file is replaced whole, or stays as it was."""

import os
from pathlib import Path

import pytest

from regesta.whole import replacing, written


def test_the_target_is_replaced_once_the_block_has_ended(tmp_path: Path) -> None:
    target = tmp_path / "a.yaml"
    target.write_text("before")
    with replacing(target) as file:
        file.write(b"after")
        assert target.read_text() == "before"
    assert target.read_text() == "after"
    assert [path.name for path in tmp_path.iterdir()] == ["a.yaml"]


def test_what_raises_leaves_the_target_and_nothing_beside_it(tmp_path: Path) -> None:
    target = tmp_path / "a.yaml"
    target.write_text("before")
    with pytest.raises(ValueError, match="no room"):
        _write_half(target)
    assert target.read_text() == "before"
    assert [path.name for path in tmp_path.iterdir()] == ["a.yaml"]


def test_a_link_that_lies_there_already_is_not_written_through(tmp_path: Path) -> None:
    other = tmp_path / "other"
    other.write_text("mine")
    (tmp_path / ".a.yaml.part").symlink_to(other)
    with replacing(tmp_path / "a.yaml") as file:
        file.write(b"after")
    assert other.read_text() == "mine"
    assert (tmp_path / "a.yaml").read_text() == "after"


def _write_half(target: Path) -> None:
    with replacing(target) as file:
        file.write(b"aft")
        raise ValueError("no room")


def test_a_pipe_that_has_no_name_is_written_into() -> None:
    """`--format json=>(jq .)` and `-o /dev/stdout | less` give such a path."""
    read, write = os.pipe()
    with written(Path(f"/dev/fd/{write}")) as file:
        file.write(b"all of it")
    os.close(write)
    assert os.read(read, 100) == b"all of it"
    os.close(read)
