"""Says which links of a built site lead nowhere, and what is not local: `python docs/links.py SITE`."""

import re
import sys
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urlsplit

LOADED = {"script": "src", "img": "src", "source": "src", "iframe": "src"}  # what a browser fetches by itself
OUTSIDE = re.compile(
    r"(?:mailto:[^\s@]+@[^\s@]+\.[^\s@]+|https?://[a-z0-9-]+(?:\.[a-z0-9-]+)+(?::\d+)?(?:[/?#]\S*)?)$", re.IGNORECASE
)
IMPORTED = re.compile(r"(?:url\(|@import)\s*[\"']?\s*(?:https?:)?//", re.IGNORECASE)


class _Page(HTMLParser):
    """Gathers the anchors of a page, what it links to, and what it loads."""

    def __init__(self) -> None:
        super().__init__()
        self.anchors: set[str] = {"", "top"}
        self.links: list[str] = []
        self.loads: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        told = {name: value or "" for name, value in attrs}
        self.anchors |= {told[name] for name in ("id", "name") if name in told}
        if tag == "a" and "href" in told:
            self.links.append(told["href"])
        elif tag == "link" and "href" in told:
            self.loads.append(told["href"])
        elif tag in LOADED and LOADED[tag] in told:
            self.loads.append(told[LOADED[tag]])


def read(path: Path) -> _Page:
    page = _Page()
    page.feed(path.read_text(encoding="utf-8"))
    return page


def faults(site: Path) -> Iterator[str]:
    """Each dead link, and each script, picture or font that is not local; the network is not asked."""
    pages = {path.resolve(): read(path) for path in sorted(site.rglob("*.html"))}
    for path, page in pages.items():
        shown = path.relative_to(site.resolve())
        for link in page.links:
            yield from (f"{shown}: {link} {wrong}" for wrong in _wrong(link, path, pages))
        for link in page.loads:
            far = urlsplit(link).netloc != ""
            yield from (
                f"{shown}: {link} {wrong}" for wrong in (["is not local"] if far else _wrong(link, path, pages))
            )
    for path in sorted(site.rglob("*.css")):
        if IMPORTED.search(path.read_text(encoding="utf-8")):
            yield f"{path.relative_to(site)}: loads what is not local"


def _wrong(link: str, path: Path, pages: dict[Path, _Page]) -> list[str]:
    parts = urlsplit(link)
    if parts.scheme == "data":
        return []
    if parts.scheme or parts.netloc:
        return [] if OUTSIDE.match(link) else ["is no address"]
    target = (path.parent / unquote(parts.path)).resolve() if parts.path else path
    if not target.is_file():
        return ["leads to no page"]
    anchors = pages[target].anchors if target in pages else {""}
    return [] if unquote(parts.fragment) in anchors else ["leads to no anchor of the page"]


if __name__ == "__main__":
    found = list(faults(Path(sys.argv[1])))
    print("\n".join(found) or "every link leads somewhere")
    sys.exit(1 if found else 0)
