"""Text that a comment cuts off: in `title: Rally #2` everything from ` #` on is left out, and nobody is told."""

import re
from collections.abc import Iterator

from yaml.tokens import ScalarToken

from regesta.diagnostics import Diagnostic
from regesta.read.layout import placed, span
from regesta.read.yaml_layout import parser

_MAYBE = re.compile(r"[^\s#][ \t]+#[^\s#:!]")
_COMMENT = re.compile(r"[ \t]+(#[^\s#:!][^\r\n]*)")
_MOST = 100


def cut_off(text: str) -> list[Diagnostic]:
    """Give a placed R014 for each plain text that ends before ` #` and a letter; a comment has a space after its #.

    The text is one that libyaml reads.
    """
    return [] if _MAYBE.search(text) is None else list(_cut_off(text))[:_MOST]


def _cut_off(text: str) -> Iterator[Diagnostic]:
    next_token = parser(text).get_token
    while (token := next_token()) is not None:
        if type(token) is ScalarToken and token.plain:
            found = _COMMENT.match(text, token.end_mark.index)
            if found is not None:
                advice = "put the whole text in quotes, or write a space after the # of a comment"
                fault = Diagnostic("R014", "what follows ` #` is a comment, and no part of the text", help=advice)
                yield placed(fault, span(text, *found.span(1)))
