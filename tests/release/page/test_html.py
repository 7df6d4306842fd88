"""Text stays text, wherever on a page it stands."""

from html import unescape

import pytest
from hypothesis import given
from hypothesis import strategies as st

from regesta.release.page.html import address, attribute, file_link, jump, link, own, text

PRINTABLE = st.text(st.characters(exclude_categories=["C"], include_characters="\n\t"))


@given(PRINTABLE)
def test_text_comes_back_as_it_was(value: str) -> None:
    assert unescape(text(value)) == value
    assert unescape(attribute(value)) == value


@given(st.text())
def test_no_text_holds_a_mark_of_the_language(value: str) -> None:
    assert set("<>").isdisjoint(text(value))
    assert set("<>\"'`").isdisjoint(attribute(value))


def test_characters_that_html_cannot_hold_are_shown_as_such() -> None:
    assert text("a\x00b\x1b\u202e") == "a\ufffdb\ufffd\ufffd"


@pytest.mark.parametrize(
    "url",
    ["javascript:alert(1)", "JAVASCRIPT:alert(1)", "data:text/html,x", "vbscript:x", "file:///etc/passwd", "//x.example",
     "https:", "http:///x", "/relative", " javascript:alert(1)", "java\nscript:alert(1)", "https://[broken", ""],
)  # fmt: skip
def test_other_addresses_than_of_the_web_are_no_links(url: str) -> None:
    assert address(url) is None
    assert link(url, "label") == "label"


def test_a_web_address_is_a_link_that_tells_the_other_side_nothing() -> None:
    made = link("https://x.example/?a=1&b=\"'>", "label")
    assert made == '<a href="https://x.example/?a=1&amp;b=&quot;&#39;&gt;" rel="noopener noreferrer">label</a>'


def test_a_file_and_an_event_are_linked_by_quoted_names() -> None:
    assert file_link("csv/a b#c.csv") == '<a href="csv/a%20b%23c.csv">csv/a b#c.csv</a>'
    assert jump("a", "<b>x</b>") == '<a href="#event/a"><b>x</b></a>'


def test_text_that_runs_leftward_is_kept_apart() -> None:
    assert own("سلام") == "<bdi>سلام</bdi>"
    assert own("Привет") == "Привет"
