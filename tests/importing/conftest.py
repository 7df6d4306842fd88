"""What the tests of recipes share: an import into a dataset of its own."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from regesta.dataset import load_dataset
from regesta.importing.recipe import find_recipe
from regesta.importing.run import Import, Records, opened

TODAY = "2026-01-15"


@contextmanager
def into_dataset(folder: Path, settings: str, recipe: str, paths: Sequence[Path], name: str) -> Iterator[Import]:
    """The import of files into records/NAME of a new dataset with these settings, once it is done."""
    (folder / "regesta.toml").write_text(settings, encoding="utf-8")
    (folder / "records").mkdir()
    with opened(find_recipe(recipe), paths, load_dataset(folder)[0], TODAY) as run:
        with (folder / "records" / name).open("wb") as file:
            file.writelines(Records(run).blocks())
        yield run
