"""Every block of the README and the guide runs, and answers what stands there. `python tests/test_docs.py` writes it anew.

A page's blocks run in order, in a folder of the page's own that looks like a checkout after `make demo`:

- in a `console` block a line that begins with `$ ` is a command, and the lines below it are what it prints;
- a block below `<!-- file: PATH -->` is written to that file;
- a `python` block runs; a `text` block after it is what it prints. Below `<!-- spark -->` it needs Spark;
- a block below `<!-- exit 1 -->` ends so, any other with 0; one below `<!-- not run: REASON -->` does not run.

`...` in an output stands for anything within a line, and for any lines where it is a line of its own.
"""

import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from typer.main import get_command

from regesta.cli import app
from regesta.release.build import release_dataset

ROOT = Path(__file__).parents[1]
PAGES = [ROOT / "README.md", *sorted((ROOT / "docs/guide").glob("*.md"))]
NAMES = [page.relative_to(ROOT).as_posix() for page in PAGES]
CHECKOUT = ("Makefile", "pyproject.toml", "constraints.txt", "hatch_build.py", "docs/demo.py")
SPARK = ROOT / "build/spark/bin/python"
NOT_RUN_AT_MOST = 3
FIRST = ("README.md", "docs/guide/first-dataset.md")  # what a newcomer follows; the other pages take longer
BLOCK = re.compile(r"(?:^<!-- (?P<note>[^\n]*?) -->\n)?^```(?P<kind>\w*)\n(?P<body>.*?)^```$", re.MULTILINE | re.DOTALL)


class Block(NamedTuple):
    kind: str
    note: str
    body: str
    start: int  # where the body begins in the page
    line: int


def blocks(page: str) -> list[Block]:
    return [
        Block(m["kind"], m["note"] or "", m["body"], m.start("body"), page.count("\n", 0, m.start("body")))
        for m in BLOCK.finditer(page)
    ]


def said(block: Block) -> list[tuple[str, str]]:
    """The commands of a console block, each with its output."""
    parts = re.split(r"^\$ (.*(?:\\\n.*)*)\n", block.body, flags=re.MULTILINE)
    assert parts[0] == "", f"line {block.line}: a console block begins with a command"
    return list(zip(parts[1::2], parts[2::2], strict=True))


def fits(told: str, printed: str) -> bool:
    """`...` stands for anything within a line; as a line of its own for any lines."""
    wanted = [
        r"(?:.*\n)*?" if line.strip() == "..." else ".*".join(map(re.escape, line.split("..."))) + "\n"
        for line in told.splitlines()
    ]
    return re.fullmatch("".join(wanted), printed) is not None


GIT = {"NAME": "Anna Curator", "EMAIL": "anna@example.org", "DATE": "2024-06-02T12:00:00+00:00"}


class Run(NamedTuple):
    output: str
    code: int
    folder: Path


def environment(folder: Path) -> dict[str, str]:
    """What a command sees: an empty home, a clock-free git, no CI."""
    who = {f"GIT_{role}_{key}": value for role in ("AUTHOR", "COMMITTER") for key, value in GIT.items()}
    return {
        **who,
        "PATH": f"{folder / '.venv/bin'}:{os.environ['PATH']}",
        "HOME": str(folder.parent / "home"),
        "LANG": "C.UTF-8",
        "PYTHONUTF8": "1",
        "COLUMNS": "100",
        "GIT_CONFIG_NOSYSTEM": "1",
        "SPARK_LOCAL_IP": "127.0.0.1",
        "PYSPARK_SUBMIT_ARGS": "--master local[1] --conf spark.ui.enabled=false pyspark-shell",
    }


def checkout(folder: Path) -> Path:
    """A folder that looks like a checkout after `make demo`, but for its output."""
    for name in CHECKOUT:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(ROOT / name, folder / name)
    for name in ("fixtures/wagner-mutiny", "fixtures/gunpowder-plot", "fixtures/vellan-storm"):
        shutil.copytree(ROOT / name, folder / name)
    (folder / ".venv").mkdir()
    for name in ("bin", "lib", "pyvenv.cfg"):
        (folder / ".venv" / name).symlink_to(Path(sys.prefix) / name)
    (folder / ".venv/installed").touch()
    (folder.parent / "home").mkdir()
    return folder


STAGE = re.compile(r"[a-z ]+: [\d,]+ [a-z]+ in [\d.]+ s, [\d,]+ a second")  # told of what takes long, here or there


def lines(printed: str) -> str:
    """What was printed, without stages, spaces at the ends of lines and blank lines at the end."""
    told = (line.rstrip() for line in printed.splitlines() if not STAGE.fullmatch(line))
    text = "\n".join(told).rstrip("\n")
    return text + "\n" if text else ""


def command(text: str, here: Path, root: Path) -> Run:
    """What a command prints, how it ends, and the folder that it leaves one in."""
    mark = root.parent / "cwd"
    script = f"{text}\nended=$?\npwd > '{mark}'\nexit $ended"
    done = subprocess.run(
        ["bash", "-c", script], cwd=here, env=environment(root), stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
        text=True, check=False,
    )  # fmt: skip
    return Run(lines(done.stdout), done.returncode, Path(mark.read_text().strip()))


def python(block: Block, here: Path, root: Path, interpreter: Path) -> Run:
    done = subprocess.run(
        [interpreter, "-W", "error", "-c", block.body], cwd=here, env=environment(root), capture_output=True,
        text=True, check=False,
    )  # fmt: skip
    return Run(lines(done.stdout if done.returncode == 0 else done.stdout + done.stderr), done.returncode, here)


class Told(NamedTuple):
    """One answer of a page, beside what was printed."""

    start: int  # where it stands in the page
    told: str
    printed: str
    ended: bool  # as the page says
    folder: Path

    def holds(self) -> bool:
        return self.ended and fits(self.told, self.printed)


def answers(page: str, root: Path, spark: Path | None = None) -> Iterator[Told]:
    """Run a page's blocks in order: those in Python that need Spark where an interpreter with Spark is given, else the others."""
    here, found = root, blocks(page)
    interpreter = spark or root / ".venv/bin/python"
    for block, after in zip(found, [*found[1:], None], strict=True):
        kind, _, value = block.note.partition(" ")
        wanted = int(value) if kind == "exit" else 0
        if kind == "file:":
            (here / value).parent.mkdir(parents=True, exist_ok=True)
            (here / value).write_text(block.body, encoding="utf-8")
        elif block.kind == "console" and kind != "not":
            for told in answered(block, here, root, wanted):
                here = told.folder
                yield told
        elif block.kind == "python" and kind != "not" and (kind == "spark") == (spark is not None):
            done = python(block, here, root, interpreter)
            shown = after if after is not None and after.kind == "text" else block._replace(body="")
            yield Told(shown.start, shown.body, done.output, done.code == wanted, here)


def answered(block: Block, here: Path, root: Path, wanted: int) -> Iterator[Told]:
    """Run the commands of a console block, each in the folder that the one before left."""
    runs, at = said(block), block.start
    for n, (text, told) in enumerate(runs, 1):
        done = command(text, here, root)
        here, at = done.folder, at + len(f"$ {text}\n")
        yield Told(at, told, done.output, done.code == (wanted if n == len(runs) else 0), here)
        at += len(told)


def claimed(page: str) -> Iterator[str]:
    """Blocks that would show something which nothing has printed, read or written."""
    before = None
    for block in blocks(page):
        output = block.kind == "text" and before is not None and before.kind == "python"
        if not (block.kind in ("console", "python") or output or re.match(r"file: |not run: ", block.note)):
            yield f"line {block.line}: ```{block.kind}"
        before = block


def check(name: str, folder: Path, spark: Path | None = None) -> None:
    page = (ROOT / name).read_text(encoding="utf-8")
    for each in answers(page, checkout(folder / "page"), spark):
        line = page.count("\n", 0, each.start)
        assert each.holds(), f"{name}:{line} says\n{each.told}--- but this was printed\n{each.printed}"


@pytest.mark.parametrize("name", [n if n in FIRST else pytest.param(n, marks=pytest.mark.long) for n in NAMES])
def test_every_block_of_a_page_answers_what_stands_there(name: str, tmp_path: Path) -> None:
    check(name, tmp_path)


@pytest.mark.spark
@pytest.mark.parametrize("name", [n for n in NAMES if "<!-- spark -->" in (ROOT / n).read_text(encoding="utf-8")])
def test_the_blocks_for_spark_answer_what_stands_there(name: str, tmp_path: Path) -> None:
    if not SPARK.exists() or shutil.which("java") is None:
        pytest.skip("Spark or Java is absent: `make spark` installs the first")
    check(name, tmp_path, SPARK)


@pytest.mark.parametrize("name", NAMES)
def test_nothing_is_shown_that_is_not_run_or_written(name: str) -> None:
    assert list(claimed((ROOT / name).read_text(encoding="utf-8"))) == []


def test_few_blocks_do_not_run() -> None:
    notes = [block.note for page in PAGES for block in blocks(page.read_text(encoding="utf-8"))]
    assert sum(note.startswith("not run: ") for note in notes) <= NOT_RUN_AT_MOST


def options() -> dict[tuple[str, ...], set[str]]:
    """The commands of the command line, each with its options."""
    group: Any = get_command(app)
    found = {(name,): each for name, each in group.commands.items()}
    found |= {
        (*path, name): below for path, each in found.items() for name, below in getattr(each, "commands", {}).items()
    }
    return {path: {o for p in each.params for o in p.opts} | {"--help", "-h"} for path, each in found.items()}


@pytest.mark.parametrize("name", NAMES)
def test_every_command_in_a_sentence_is_one(name: str) -> None:
    text = BLOCK.sub("", (ROOT / name).read_text(encoding="utf-8"))
    known = options()
    for words in (code.split()[1:] for code in re.findall(r"`(regesta\s+[a-z][^`]*)`", text)):
        path = tuple(words[:2]) if tuple(words[:2]) in known else tuple(words[:1])
        wrong = {word.partition("=")[0] for word in words if re.match(r"--?[a-z]", word)} - known[path]
        assert wrong == set(), words


@pytest.mark.parametrize("name", NAMES)
def test_every_link_to_a_file_leads_somewhere(name: str) -> None:
    text = BLOCK.sub("", (ROOT / name).read_text(encoding="utf-8"))
    linked = [link.partition("#")[0] for link in re.findall(r"\]\(([^)]+)\)", text) if "://" not in link]
    assert [link for link in linked if link and not ((ROOT / name).parent / link).exists()] == []


@pytest.mark.parametrize(
    ("told", "printed", "fit"),
    [
        ("a\n", "a\n", True), ("a\n", "a\nb\n", False), ("a ... c\n", "a b c\n", True), ("a ... c\n", "a b\n", False),
        ("a\n...\n", "a\nb\nc\n", True), ("...\nc\n", "a\nb\nc\n", True), ("a\n...\nc\n", "a\nb\n", False), ("", "a\n", False),
        (".\n", "a\n", False),
    ],
)  # fmt: skip
def test_three_dots_stand_for_anything_and_nothing_else_does(told: str, printed: str, fit: bool) -> None:
    assert fits(told, printed) is fit


def test_the_demonstration_stops_without_a_word_where_nobody_reads_on(tmp_path: Path) -> None:
    released = release_dataset(ROOT / "fixtures/wagner-mutiny", tmp_path).path
    reads, writes = os.pipe()
    os.close(reads)
    done = subprocess.run(
        [sys.executable, ROOT / "docs/demo.py", released], stdout=writes, stderr=subprocess.PIPE, check=False
    )
    os.close(writes)
    assert (done.returncode, done.stderr) == (0, b"")


def test_a_page_that_says_what_is_not_so_is_found(tmp_path: Path) -> None:
    page = "```console\n$ basename $PWD\nelsewhere\n$ false\n```\n\n```python\nprint(1)\n```\n\n```text\n2\n```\n"
    found = [(each.printed, each.holds()) for each in answers(page, checkout(tmp_path / "page"))]
    assert found == [("page\n", False), ("", False), ("1\n", False)]
    assert list(claimed("```text\n2\n```\n```yaml\na: b\n```\n")) == ["line 1: ```text", "line 4: ```yaml"]


def renewed(page: str, found: list[Told]) -> str:
    """The page with what its blocks print now; an answer that holds stays as it is, with its dots."""
    for each in reversed(found):
        if not fits(each.told, each.printed):
            page = page[: each.start] + each.printed + page[each.start + len(each.told) :]
    return page


def main(names: list[str]) -> None:
    for name in names or NAMES:
        page = (ROOT / name).read_text(encoding="utf-8")
        with tempfile.TemporaryDirectory() as folder:
            found = list(answers(page, checkout(Path(folder) / "page")))
        wrong = next((each for each in found if not each.ended), None)
        if wrong is None:
            (ROOT / name).write_text(renewed(page, found), encoding="utf-8")
        else:
            line = page.count("\n", 0, wrong.start)
            print(f"{name}:{line} ends otherwise than it says; nothing is written\n{wrong.printed}", end="")


if __name__ == "__main__":
    main(sys.argv[1:])
