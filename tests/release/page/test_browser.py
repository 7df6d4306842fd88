"""The page in a browser: silent on hostile text, usable without script, by keyboard, on a phone, in light and dark."""

from collections.abc import Callable, Iterator
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from regesta.release.edition import Edition
from regesta.release.page.write import write_page

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

CHROMIUM = Path("/usr/bin/chromium")
HOSTILE = (
    "<script>console.log('hit')</script>", "</script><script>console.log('hit')</script>", "<!--<script>",
    "\" onmouseover=\"console.log('hit')\" x=\"", "<svg/onload=console.log('hit')>", "<img src=x onerror=console.log('hit')>",
    "</text></svg><img src=x onerror=console.log('hit')>", "</title></style><script>console.log('hit')</script>",
    "' autofocus onfocus='console.log(1)", "W" * 180, "\u202eabc", "سلام دنیا", "{{7*7}} ${7*7}",
)  # fmt: skip

pytestmark = pytest.mark.browser
Open = Callable[..., "Page"]


@pytest.fixture(scope="module")
def browser() -> Iterator["Browser"]:
    playwright = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
    if not CHROMIUM.exists():
        pytest.skip(f"{CHROMIUM} is absent")
    with playwright.sync_playwright() as driver:
        found = driver.chromium.launch(executable_path=str(CHROMIUM), args=["--no-sandbox"])
        yield found
        found.close()


@pytest.fixture
def open_page(browser: "Browser", tmp_path: Path) -> Iterator[Open]:
    """Write an edition's page and open it from disk, offline; fails where the console says anything at all."""
    said: list[str] = []
    contexts = []

    def open_it(edition: Edition, width: int = 1280, **options: Any) -> "Page":
        write_page(edition, tmp_path)
        context = browser.new_context(viewport={"width": width, "height": 900}, offline=True, **options)
        contexts.append(context)
        page = context.new_page()
        page.on("console", lambda message: said.append(message.text))
        page.on("pageerror", lambda error: said.append(str(error)))
        page.on("request", lambda request: said.append(request.url) if request.url.startswith("http") else None)
        page.goto((tmp_path / "index.html").as_uri() + str(options.pop("fragment", "")))
        return page

    yield open_it
    for context in contexts:
        context.close()
    assert said == []


@pytest.fixture
def hostile(event: Callable[..., Any], edition: Callable[..., Edition]) -> Edition:
    events = [
        event(
            i, id=f"hostile-{i}", title=text, summary=text,
            places=[{"name": text, "role": "location", "country": "LV", "latitude": 56.0, "longitude": 20.0 + i / 2, "precision": "settlement"}],
            participants=[{"name": text, "role": "initiator"}],
            claims=[{"id": "c", "speaker": text, "act": "denies", "statement": text, "hedge": text}],
            quotes=[{"text": text, "claim": "c"}],
            sources=[{"id": "s", "publisher": text, "title": text, "url": "https://x.example/\"onclick=\"console.log('hit')"}],
        )
        for i, text in enumerate(HOSTILE)
    ]  # fmt: skip
    return edition(events, {"title": HOSTILE[7], "description": HOSTILE[0]})


def shown(page: "Page") -> int:
    return page.locator("#table tbody tr:visible").count()


@pytest.mark.parametrize("width", [360, 1280])
def test_hostile_text_runs_nothing_and_says_nothing(width: int, hostile: Edition, open_page: Open) -> None:
    page = open_page(hostile, width)
    for locator in (page.locator("h3"), page.locator("circle"), page.locator("blockquote")):
        for index in range(min(locator.count(), 12)):
            locator.nth(index).hover(force=True)
    assert page.title() == f"{HOSTILE[7]} 1.0.0"
    assert HOSTILE[0] in page.locator("h3").all_inner_texts()


def test_search_and_choices_narrow_the_table_together(seed: Edition, open_page: Open) -> None:
    page = open_page(seed)
    assert page.locator("#status").inner_text() == "18 of 18 events"
    page.get_by_role("searchbox").fill("ROSTOV shoigu")
    assert 0 < shown(page) < 18
    before = shown(page)
    page.get_by_role("combobox", name="Verification").select_option("Reported")
    assert shown(page) < before
    page.get_by_role("searchbox").fill("")
    assert shown(page) == 9
    page.get_by_role("combobox", name="Verification").select_option("")
    page.get_by_role("combobox", name="Country").select_option("RU")
    page.get_by_role("combobox", name="Type").select_option("Mobilise")
    assert page.locator("#status").inner_text() == f"{shown(page)} of 18 events"
    page.get_by_role("searchbox").fill("no such thing")
    assert shown(page) == 0


@pytest.mark.parametrize(
    ("printed", "typed"),
    [
        pytest.param("An Nabaţīyah", "nabatiyah", id="accents"),
        pytest.param("حلمي الدَّقّاق", "حلمى الدقاق", id="vowels-and-dots"),
        pytest.param("ده‌ها کشته", "دهها كشته", id="joiner-and-persian-letters"),
        pytest.param("٧٢ ساعة", "72 ساعه", id="digits"),
        pytest.param("שָׁלוֹם", "שלום", id="niqqud"),
    ],
)
def test_search_finds_what_is_spelt_otherwise(
    event: Callable[..., Any], edition: Callable[..., Edition], open_page: Open, printed: str, typed: str
) -> None:
    page = open_page(edition([event(1), event(2, title=f"One: {printed}")]))
    page.get_by_role("searchbox").fill(typed)
    assert shown(page) == 1


def test_without_script_all_is_there_but_the_filter(seed: Edition, open_page: Open) -> None:
    page = open_page(seed, java_script_enabled=False)
    assert page.locator("#table tbody tr").count() == 18
    assert page.locator(".card .claims > li").count() == 15
    assert not page.locator(".filter").is_visible()
    assert page.locator(".map.region").is_visible()


def test_a_link_to_an_event_unfolds_its_card(many: Edition, open_page: Open) -> None:
    page = open_page(many)
    link = page.locator("#table tbody th a").first
    target = (link.get_attribute("href") or "")[1:]
    card = page.locator(f"details:has([id='{target}'])")
    assert card.get_attribute("open") is None
    link.click()
    page.wait_for_function("id => document.getElementById(id).closest('details').open", arg=target)


def test_the_citation_is_selected_and_copied(seed: Edition, open_page: Open) -> None:
    page = open_page(seed, permissions=["clipboard-read", "clipboard-write"])
    page.get_by_role("button", name="Copy").click()
    page.wait_for_function("document.querySelector('button').textContent !== 'Copy'")
    assert page.evaluate("getSelection().toString()").strip() == page.locator("#citation").inner_text()


@pytest.mark.parametrize("which", ["seed", "many", "hostile"])
@pytest.mark.parametrize("width", [320, 360, 800])
def test_nothing_makes_a_narrow_screen_scroll_sideways(
    which: str, width: int, open_page: Open, request: pytest.FixtureRequest
) -> None:
    page = open_page(request.getfixturevalue(which), width)
    assert page.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize("which", ["seed", "hostile"])
@pytest.mark.parametrize("width", [360, 1280])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_no_violation(
    which: str, width: int, scheme: str, open_page: Open, request: pytest.FixtureRequest
) -> None:
    axe = pytest.importorskip("axe_playwright_python", reason="axe-playwright-python is not installed")
    page = open_page(request.getfixturevalue(which), width, color_scheme=scheme, bypass_csp=True)
    page.add_script_tag(content=(Path(axe.__file__).parent / "axe.min.js").read_text(encoding="utf-8"))
    found = page.evaluate("axe.run(document, {resultTypes: ['violations']})")
    assert [(v["id"], v["impact"], v["nodes"][0]["html"][:200]) for v in found["violations"]] == []


def test_the_keyboard_reaches_the_events_first_and_shows_where_it_is(seed: Edition, open_page: Open) -> None:
    page = open_page(seed)
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Skip to the events"
    assert page.locator(".skip").bounding_box() is not None
    assert page.evaluate("getComputedStyle(document.activeElement).outlineStyle") == "solid"
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.id") == "query"


@pytest.mark.parametrize("which", ["seed", "many"])
@pytest.mark.parametrize("width", [320, 400, 760, 1280])
def test_the_labels_of_the_timeline_keep_apart(
    which: str, width: int, open_page: Open, request: pytest.FixtureRequest
) -> None:
    page = open_page(request.getfixturevalue(which), width)
    labels = [label.bounding_box() for label in page.locator(".axis text:visible").all()]
    boxes = [box for box in labels if box is not None]
    assert len(boxes) > 1
    for left, right in pairwise(boxes):
        assert left["x"] + left["width"] + 8 <= right["x"]
