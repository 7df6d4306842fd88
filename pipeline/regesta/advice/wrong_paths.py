"""What is said of a path that is not what a command needs: what it is, and what to do next."""

from pathlib import Path

from regesta.advice.suggest import did_you_mean, nearest
from regesta.config import FILE_NAME
from regesta.errors import RegestaError

_MOST = 3  # datasets that are named


def absent(path: Path) -> RegestaError:
    """Nothing is there: what may have been meant of what is, else where paths begin."""
    beside = sorted(entry.name for entry in path.parent.iterdir()) if path.parent.is_dir() else []
    meant = [str(path.parent / name) for name in nearest(path.name, beside)]
    if meant:
        advice = did_you_mean(meant)
    elif not path.parent.is_dir():
        advice = f"there is no folder {path.parent} either"
    else:
        advice = f"look into {path.parent}" if path.parent != Path() else "paths begin in the folder that you are in"
    return RegestaError(f"there is no file or folder {path}; {advice}")


def no_release(path: Path) -> RegestaError:
    """The folder holds no release; of a dataset, where its releases are."""
    if not path.exists():
        return absent(path)
    if (path / FILE_NAME).is_file():
        lies = path / "output"
        advice = f"its releases lie in {lies}" if lies.is_dir() else f"`regesta release {path}` writes one"
        return RegestaError(f"{path} is not a release: it is a dataset; {advice}")
    return RegestaError(
        f"{path} is not a release: it has no manifest.json; name the folder that `regesta release` wrote"
    )


def no_dataset_here() -> RegestaError:
    """No dataset lies here or above."""
    return RegestaError(f"there is no {FILE_NAME} here or above; name a dataset{_below(Path())}")


def no_dataset(path: Path) -> RegestaError:
    """The folder holds no dataset."""
    if not path.exists():
        return RegestaError(f"{absent(path)}; to start a dataset: regesta init {path}")
    if path.name == FILE_NAME:
        return RegestaError(f"{path} is no dataset: name the folder that it lies in")
    return RegestaError(f"{path} is no dataset: it holds no {FILE_NAME}; name a folder that does{_below(path)}")


def _below(folder: Path) -> str:
    """The datasets right below a folder, a few; without any, how to start one."""
    found = sorted(str(path.parent) for path in folder.glob(f"*/{FILE_NAME}"))
    if not found:
        return ", or start one: regesta init DIR"
    return f": {', '.join(found[:_MOST])}{', ...' if len(found) > _MOST else ''}"
