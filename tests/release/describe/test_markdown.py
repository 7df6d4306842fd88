"""Markdown: whatever the text, it is read back as text, and nothing in it is live."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.token import Token

from regesta.release.describe.markdown import code, link, paragraphs, plain, prose, table

RENDER = MarkdownIt("commonmark").enable(["table", "strikethrough"])
SIGNS = st.text(st.sampled_from("\\`*_{}[]()<>#+-.!|~$&;:/=\"'@ \n0129abwht"), max_size=30)
TEXTS = st.one_of(SIGNS, st.text(st.characters(exclude_categories=["C"], include_characters="\n\t"), max_size=30))


def inline(markdown: str) -> list[Token]:
    """The inline tokens of Markdown that is one paragraph."""
    tokens = RENDER.parse(markdown)
    assert [token.type for token in tokens] == ["paragraph_open", "inline", "paragraph_close"]
    return tokens[1].children or []


def read(tokens: list[Token]) -> str:
    """The text of tokens that are text; the empty comment is what keeps an address from being one."""
    assert {token.type for token in tokens} <= {"text", "html_inline"}
    assert all(token.content == "<!-- -->" for token in tokens if token.type == "html_inline")
    return "".join(token.content for token in tokens if token.type == "text")


@given(text=TEXTS.filter(lambda t: plain(t) != ""))
def test_prose_is_read_back_as_the_text_that_it_was(text: str) -> None:
    assert read(inline(prose(text))) == plain(text)


@given(text=TEXTS.filter(lambda t: plain(t) != ""))
def test_code_is_read_back_as_the_text_that_it_was(text: str) -> None:
    tokens = [token for token in inline(code(text)) if token.content]
    assert [token.type for token in tokens] == ["code_inline"]
    assert tokens[0].content == plain(text).replace("\\|", "\\ |")


@given(texts=st.lists(TEXTS, min_size=1, max_size=3))
def test_a_table_has_as_many_cells_as_were_put_into_it(texts: list[str]) -> None:
    rows = [[prose(text), code(text)] for text in texts]
    tokens = RENDER.parse(table(("A", "B:"), rows))
    assert [token.type for token in tokens].count("td_open") == 2 * len(texts)
    cells = [tokens[i + 1].children or [] for i, token in enumerate(tokens) if token.type == "td_open"]
    assert [read(cell) for cell in cells[::2]] == [plain(text) for text in texts]
    assert [cell[0].type for cell in cells[1::2]] == ["code_inline"] * len(texts)


@pytest.mark.parametrize("text", ["https://evil.example", "HTTP://evil.example", "www.evil.example", "a@evil.example"])
def test_a_bare_address_is_not_one_where_bare_addresses_are_links(text: str) -> None:
    assert text not in prose(text)


@pytest.mark.parametrize("text", ["1.0.0", "2023-06-24", "where_prec", "a (b) c!", "A. Curator", "50 % of 3 #4"])
def test_usual_text_stays_as_it_is(text: str) -> None:
    assert prose(text) == text


@pytest.mark.parametrize("text", ["__0__", "_a_b_", "a__b__c", "___"])
def test_an_underscore_beside_another_makes_nothing_live(text: str) -> None:
    assert read(inline(prose(text))) == text


def test_direction_and_control_characters_are_shown_as_unknown() -> None:
    assert prose("a\u202eb\x1b[31m") == "a\ufffdb\ufffd\\[31m"
    assert code("a\u2066b\x00") == "`a\ufffdb\ufffd`"


def test_long_values_are_cut() -> None:
    assert code("x" * 100, 10) == "`xxxxxxxxx…`"


def test_paragraphs_stay_apart() -> None:
    assert paragraphs("one\ntwo\n\n\n# three\n") == "one two\n\n\\# three"


def test_a_link_ends_where_its_address_ends() -> None:
    tokens = inline(link("https://example.org/a?b=(c)><script>"))
    assert [token.type for token in tokens] == ["link_open", "text", "link_close"]
