"""The site of the documentation: it builds, every link leads somewhere, and nothing comes from elsewhere."""

import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.long

ROOT = Path(__file__).parents[1]
SPHINX = ROOT / "build" / "docs" / "env" / "bin" / "sphinx-build"
PAGE = '<html><head>{head}</head><body><h1 id="here">T</h1>{body}</body></html>'


def look(site: Path) -> tuple[int, list[str]]:
    done = subprocess.run([sys.executable, ROOT / "docs/links.py", site], capture_output=True, text=True, check=False)
    assert done.stderr == ""
    return done.returncode, done.stdout.splitlines()


def test_the_site_builds_without_a_warning_and_every_link_of_it_leads_somewhere(tmp_path: Path) -> None:
    if not SPHINX.is_file():
        pytest.skip("Sphinx is absent: `make docs` installs it")
    site = tmp_path / "site"
    built: list[str | Path] = [
        SPHINX,
        "-q",
        "-W",
        "--keep-going",
        "-b",
        "html",
        "-d",
        tmp_path / "doctrees",
        ROOT / "docs",
        site,
    ]
    done = subprocess.run(built, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert look(site) == (0, ["every link leads somewhere"])
    pages = {path.relative_to(site).with_suffix("").as_posix() for path in site.rglob("*.html")}
    sources = {path.relative_to(ROOT / "docs").with_suffix("").as_posix() for path in (ROOT / "docs").rglob("*.md")}
    assert {source for source in sources if not source.startswith("openings/")} <= pages


@pytest.mark.parametrize(
    ("head", "body", "says"),
    [
        pytest.param("", '<a href="gone.html">x</a>', "gone.html leads to no page", id="page"),
        pytest.param("", '<a href="#there">x</a>', "#there leads to no anchor of the page", id="anchor"),
        pytest.param("", '<a href="b.html#there">x</a>', "b.html#there leads to no anchor of the page", id="anchor-elsewhere"),
        pytest.param("", '<a href="../b.md">x</a>', "../b.md leads to no page", id="source-of-a-page"),
        pytest.param("", '<a href="https:/example.org">x</a>', "https:/example.org is no address", id="address"),
        pytest.param("", '<a href="https://exa mple.org">x</a>', "https://exa mple.org is no address", id="space"),
        pytest.param("", '<img src="gone.png">', "gone.png leads to no page", id="picture"),
        pytest.param('<script src="https://cdn.example.org/x.js"></script>', "", "https://cdn.example.org/x.js is not local", id="script"),
        pytest.param('<link href="//fonts.example.org/f.css">', "", "//fonts.example.org/f.css is not local", id="font"),
    ],
)  # fmt: skip
def test_a_dead_link_and_what_is_not_local_are_named(tmp_path: Path, head: str, body: str, says: str) -> None:
    (tmp_path / "a.html").write_text(PAGE.format(head=head, body=body), encoding="utf-8")
    (tmp_path / "b.html").write_text(PAGE.format(head="", body=""), encoding="utf-8")
    assert look(tmp_path) == (1, [f"a.html: {says}"])


def test_a_style_sheet_that_loads_a_font_from_elsewhere_is_named(tmp_path: Path) -> None:
    (tmp_path / "a.css").write_text("@font-face {src: url(https://fonts.example.org/f.woff2)}", encoding="utf-8")
    assert look(tmp_path) == (1, ["a.css: loads what is not local"])


def test_what_leads_somewhere_is_passed_over(tmp_path: Path) -> None:
    good = '<a href="#here">x</a><a href="b.html#here">x</a><a href="https://example.org/a?b#c">x</a><img src="data:image/png;base64,">'
    (tmp_path / "a.html").write_text(PAGE.format(head='<link href="a.css">', body=good), encoding="utf-8")
    (tmp_path / "b.html").write_text(PAGE.format(head="", body=""), encoding="utf-8")
    (tmp_path / "a.css").write_text("a {background: url(b.html)}", encoding="utf-8")
    assert look(tmp_path) == (0, ["every link leads somewhere"])
