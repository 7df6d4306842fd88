"""The same dataset makes the same bytes with the same permissions: whoever releases it, where, when, on what machine."""

import hashlib
import json
import os
import shutil
import stat
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

import pytest

pytestmark = pytest.mark.long

REGESTA = Path(sys.executable).with_name("regesta")
FIXTURE = Path(__file__).parents[2] / "fixtures" / "wagner-mutiny"
MEMORY = Path("/dev/shm")  # noqa: S108 - a folder there lists its files in the order in which they came
FORMATS = "jsonl,json,csv,parquet,geo,xlsx"
FILES = 450  # enough that several processes read them

Told = dict[str, tuple[str, str]]


def told(release: Path) -> Told:
    """The permissions and the digest of every file and folder of a release, by its path from there."""
    return {
        path.relative_to(release).as_posix(): (
            stat.filemode(path.stat().st_mode),
            hashlib.sha256(path.read_bytes()).hexdigest() if path.is_file() else "",
        )
        for path in (release, *release.rglob("*"))
    }


def released(
    dataset: Path | str,
    out: Path,
    *options: str | Path,
    tools: Sequence[str | Path] = (),
    env: Mapping[str, str] | None = None,
    umask: int = 0o022,
    cwd: Path | None = None,
) -> Path:
    """The release that a process of its own writes into `out`, started by tools and under these conditions."""
    run = subprocess.run(
        [*tools, REGESTA, "release", dataset, "-o", out, "--formats", FORMATS, *options],
        env={**os.environ, **(env or {})}, umask=umask, cwd=cwd, capture_output=True, check=False,
    )  # fmt: skip
    assert run.returncode == 0, run.stdout + run.stderr
    return next(((cwd or Path()) / out).glob("*-latest")).resolve()


@pytest.fixture(scope="module")
def before(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An older release, since which the others tell their changes."""
    home = Path(shutil.copytree(FIXTURE, tmp_path_factory.mktemp("before") / "dataset"))
    path = home / "records" / "article-2023-06-24.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace("telephones Alex", "phones Alex"), encoding="utf-8")
    return released(home, home / "output", "--version", "0.9.0")


@pytest.fixture(scope="module")
def usual(before: Path, tmp_path_factory: pytest.TempPathFactory) -> Told:
    """The example as it is released where nothing is unusual."""
    return told(released(FIXTURE, tmp_path_factory.mktemp("usual"), "--against", before))


ENVIRONMENTS = {
    "the east": {"TZ": "Asia/Kathmandu", "PYTHONHASHSEED": "77", "LC_ALL": "C.UTF-8", "PYTHONUTF8": "1"},
    "the west": {"TZ": "America/Lima", "PYTHONHASHSEED": "random", "HOME": "/nowhere", "USER": "", "HOSTNAME": "other"},
    "ascii": {"TZ": "XYZ-23:59", "LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"},
}


@pytest.mark.parametrize("name", ENVIRONMENTS)
def test_it_does_not_depend_on_the_environment(name: str, usual: Told, before: Path, tmp_path: Path) -> None:
    assert told(released(FIXTURE, tmp_path, "--against", before, env=ENVIRONMENTS[name])) == usual


@pytest.mark.parametrize("umask", [0o000, 0o077], ids=oct)
def test_it_does_not_depend_on_the_umask(umask: int, usual: Told, before: Path, tmp_path: Path) -> None:
    assert told(released(FIXTURE, tmp_path / "output", "--against", before, umask=umask)) == usual
    assert {mode for mode, _ in usual.values()} == {"drwxr-xr-x", "-rw-r--r--"}


@pytest.mark.parametrize("place", ["a/b/c/d/e/f/g/h", "with space/Ünïcödé/данные"])
def test_it_does_not_depend_on_the_folder(place: str, usual: Told, before: Path, tmp_path: Path) -> None:
    home = Path(shutil.copytree(FIXTURE, tmp_path / place / "dataset"))
    for path in home.rglob("*"):
        os.utime(path, (0, 0))
    assert told(released(home, tmp_path / place / "output", "--against", before)) == usual


@pytest.mark.parametrize(("dataset", "cwd"), [("link", "."), ("../../home", "home/records")])
def test_it_does_not_depend_on_how_the_folder_is_named(
    dataset: str, cwd: str, usual: Told, before: Path, tmp_path: Path
) -> None:
    home = Path(shutil.copytree(FIXTURE, tmp_path / "home"))
    (tmp_path / "link").symlink_to(home)
    cwd_path = tmp_path / cwd
    against, out = (os.path.relpath(path, cwd_path) for path in (before, tmp_path / "output"))
    assert told(released(dataset, Path(out), "--against", against, cwd=cwd_path)) == usual


def many() -> dict[str, str]:
    """The files of a dataset with many record files, by path: no two tell the same, and each points to another."""
    days = (
        "on 3 May 2023",
        "in June 2023",
        "2023-06-24 10:00",
        "early 2022",
        "24 June 2023, morning",
        "[2023-05-03..2023-05-05]",
    )
    towns = ("Rostov-on-Don", "Voronezh", "Minsk", "Kyiv")
    people = ("Сергей Шойгу", "Vladimir Putin", "Lukashenko", "Dr. Anna Müller", "Wagner Group")
    events = {
        f"records/{index % 7}/event-{index:03}.json": {
            "id": f"event-{index:03}", "title": f"Event {index}", "type": ("consult", "threaten", "protest")[index % 3],
            "date": {"text": days[index % len(days)]},
            "places": [{"name": towns[index % len(towns)]}],
            "participants": [{"name": people[index % len(people)], "role": "initiator"}],
            "claims": [{"id": "c", "act": "asserts", "speaker": people[(index + 1) % len(people)]}],
            "sources": [{"id": "s", "publisher": f"Paper {index % 5}", "published": {"text": "2023-06-25"}}],
            "relations": [{"type": "background-of", "event": f"event-{(index + 17) % FILES:03}"}],
        }
        for index in range(FILES)
    }  # fmt: skip
    settings = (FIXTURE / "regesta.toml").read_text(encoding="utf-8").partition("[assertions]")[0]
    registry = {
        f"registry/{name}.yaml": (FIXTURE / f"registry/{name}.yaml").read_text("utf-8") for name in ("actors", "places")
    }
    texts = {path: json.dumps(event, ensure_ascii=False) for path, event in events.items()}
    return {"regesta.toml": settings, **registry, **texts}


def laid(home: Path, files: Mapping[str, str], order: Iterable[str]) -> Path:
    """The dataset written into a folder, file by file in that order."""
    for path in order:
        (home / path).parent.mkdir(parents=True, exist_ok=True)
        (home / path).write_text(files[path], encoding="utf-8")
    return home


HELD = """
import os, resource, sys
from pathlib import Path
os.sched_setaffinity(0, [int(cpu) for cpu in sys.argv[3].split(",")])
from regesta.release.build import release_dataset
assert release_dataset(Path(sys.argv[1]), Path(sys.argv[2]), sys.argv[4].split(",")).state == "released"
print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss > 0)
"""


def test_it_does_not_depend_on_the_number_of_cpus(tmp_path: Path) -> None:
    cpus = sorted(os.sched_getaffinity(0))
    if len(cpus) == 1:
        pytest.skip("there is one CPU")
    dataset, outputs = laid(tmp_path / "dataset", files := many(), files), []
    for held in (cpus[:1], cpus):
        out = tmp_path / f"on {held}"
        run = subprocess.run(
            [sys.executable, "-c", HELD, dataset, out, ",".join(map(str, held)), FORMATS],
            check=True, capture_output=True, text=True,
        )  # fmt: skip
        assert run.stdout.strip() == str(len(held) > 1), "several CPUs are several processes"
        outputs.append(told(out / "wagner-mutiny-1.0.0"))
    assert outputs[0] == outputs[1]


def test_it_does_not_depend_on_the_order_in_which_folders_and_sets_list_what_they_hold(tmp_path: Path) -> None:
    if not MEMORY.is_dir():
        pytest.skip("no folder in memory")
    files, outputs, listed = many(), [], []
    for seed, order in (("1", sorted(files)), ("2", sorted(files, reverse=True))):
        with tempfile.TemporaryDirectory(dir=MEMORY) as folder:
            dataset = laid(Path(folder), files, order)
            listed.append([path.name for path in os.scandir(dataset / "records" / "0")])
            outputs.append(told(released(dataset, tmp_path / seed, env={"PYTHONHASHSEED": seed})))
    assert listed[0] != listed[1]
    assert sorted(listed[0]) == sorted(listed[1])
    assert outputs[0] == outputs[1]


AFTER = """
import sys
from pathlib import Path
from regesta.release.build import release_dataset
for folder in sys.argv[2:]:
    assert release_dataset(Path(folder), Path(sys.argv[1]) / Path(folder).name).state == "released"
"""


def test_it_does_not_depend_on_what_the_process_did_before(tmp_path: Path) -> None:
    example = Path(shutil.copytree(FIXTURE, tmp_path / "example"))
    other = laid(tmp_path / "other", files := many(), list(files)[:60])
    for path in other.glob("records/*/*.json"):
        path.write_text(path.read_text(encoding="utf-8").partition(', "relations"')[0] + "}", encoding="utf-8")
    for index, order in enumerate(((example, other), (other, example))):
        subprocess.run([sys.executable, "-c", AFTER, tmp_path / f"out {index}", *order], check=True, cwd=tmp_path)
    one, two = (
        {folder.name: told(folder / "wagner-mutiny-1.0.0") for folder in (tmp_path / f"out {index}").iterdir()}
        for index in (0, 1)
    )
    assert one == two


def tool(name: str) -> str:
    path = shutil.which(name)
    if path is None:
        pytest.skip(f"{name} is absent")
    return path


@pytest.mark.system
@pytest.mark.parametrize("day", ["+366d", "+20y", "1999-12-31 23:59:59"])
def test_it_does_not_depend_on_the_clock(day: str, usual: Told, before: Path, tmp_path: Path) -> None:
    faketime = [tool("faketime"), "-f", day if day.startswith("+") else f"@{day}"]
    years = [
        subprocess.run([*clock, "date", "+%Y"], check=True, capture_output=True, text=True).stdout
        for clock in ([], faketime)
    ]
    assert years[0] != years[1]
    assert told(released(FIXTURE, tmp_path, "--against", before, tools=faketime)) == usual


@pytest.mark.system
@pytest.mark.parametrize(("locale", "encoding"), [("tr_TR", "ISO-8859-9"), ("de_DE", "ISO-8859-1"), ("tr_TR", "UTF-8")])
def test_it_does_not_depend_on_the_locale(
    locale: str, encoding: str, usual: Told, before: Path, tmp_path: Path
) -> None:
    name = f"{locale}.{encoding}"
    if not Path("/usr/share/i18n/locales", locale).is_file():
        pytest.skip("the sources of locales are absent")
    subprocess.run([tool("localedef"), "-i", locale, "-f", encoding, tmp_path / name], check=True, capture_output=True)
    env = {"LOCPATH": str(tmp_path), "LC_ALL": name}
    asked = [sys.executable, "-c", "import locale; print(locale.setlocale(locale.LC_ALL, ''), locale.getencoding())"]
    assert subprocess.check_output(asked, env=env, text=True).split() == [name, encoding]
    assert told(released(FIXTURE, tmp_path / "out", "--against", before, env=env)) == usual


def test_the_content_hash_is_made_of_json_and_the_contract_alone(before: Path) -> None:
    """No library has a part in it: whoever has the release can compute it, with the versions of another day too."""
    manifest = json.loads((before / "manifest.json").read_text(encoding="utf-8"))
    digest = hashlib.sha256()
    for path in sorted((before / "json").glob("*.jsonl")):
        digest.update(path.read_bytes())
    about = json.dumps(manifest["dataset"], ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    digest.update(about.encode())
    schema = [path for path in (before / "schema").rglob("*") if path.is_file()]
    for path in sorted(schema, key=lambda path: path.relative_to(before).as_posix()):
        digest.update(path.read_bytes())
    assert digest.hexdigest() == manifest["content_sha256"]
