"""What libyaml says of broken YAML, in words for somebody who has never seen a parser."""

from typing import Any, NamedTuple

from regesta.diagnostics import Diagnostic
from regesta.read.layout import placed, span
from regesta.read.yaml_slips import slip_behind


class _Words(NamedTuple):
    """What to say where libyaml's message holds `part`; begun: the place is where the unfinished thing begins."""

    part: str
    message: str
    advice: str | None = None
    begun: bool = False


_OPEN = _Words(
    "", "a bracket opens here and does not close", "close it, or put text that begins with it in quotes", begun=True
)
_WORDS = (
    _Words(
        "mapping values are not allowed",
        "a `:` that cannot be here",
        "check the indentation; put text that holds `: ` in quotes",
    ),
    _Words(
        "could not find expected ':'",
        "a key without `:`",
        "write `key: value`; indent further lines of a text below its key",
        begun=True,
    ),
    _Words("did not find expected key", "this does not line up with the keys above", "check indentation and quotes"),
    _Words(
        "did not find expected '-' indicator", "this does not line up with the `-` items above", "check the indentation"
    ),
    _Words(
        "that cannot start any token",
        "a sign that text cannot begin with",
        "put the text in quotes; indent with spaces, not tabs",
    ),
    _Words(
        "found unexpected end of stream",
        "a quote opens here and does not close",
        "close it",
        begun=True,
    ),
    _Words(
        "found unexpected document",
        "a quote opens here and does not close",
        "close it",
        begun=True,
    ),
    _Words("mapping keys are not allowed", "a `?` that cannot be here", "put text that begins with ? in quotes"),
    _Words(
        "block sequence entries are not allowed",
        "a `-` that cannot be here",
        "put a list on lines of its own, below its key; put text that begins with - in quotes",
    ),
    _Words(
        "did not find expected ',' or",
        "`,` or the closing bracket should be here",
        "put text that holds a bracket or a comma in quotes",
    ),
    _Words(
        "found unknown escape character",
        "a backslash here begins nothing that YAML knows",
        "write a backslash as \\\\, or use single quotes",
    ),
    _Words(
        "did not find expected hexdecimal number",
        "a backslash here begins nothing that YAML knows",
        "write a backslash as \\\\, or use single quotes",
    ),
    _Words("invalid Unicode character escape", "an escape that names no character", "type the character itself"),
    _Words("found a tab character", "a tab in the indentation", "indent with spaces"),
    _Words("undefined tag handle", "a tag (`!`)", "put text that begins with ! in quotes"),
    _Words("scanning a tag", "a tag (`!`)", "put text that begins with ! in quotes"),
    _Words("scanning an anchor", "an anchor (`&`)", "put text that begins with & in quotes"),
    _Words("scanning an alias", "an alias (`*`)", "put text that begins with * in quotes"),
    _Words("scanning a directive", "a `%` line", "delete it"),
    _Words(
        "scanning a block scalar",
        "only a line break may follow `|` or `>` here",
        "put text that begins with | or > in quotes",
    ),
    _Words(
        "did not find expected node content", "a value should be here", "put text that begins with a sign in quotes"
    ),
    _Words(
        "did not find expected <document start>", "something follows the end of the record", "check the indentation"
    ),
)


def far_too_deep(error: Any) -> int | None:
    """Where libyaml gave up a text for its depth, which is far more than we allow; None where it is another fault."""
    is_of_depth = "nesting depth" in (getattr(error, "problem", None) or "")
    return error.problem_mark.index if is_of_depth else None


def syntax_fault(text: str, error: Any) -> Diagnostic:
    """Give a placed R003 for the YAMLError that PyYAML raised while reading the text."""
    context, problem = (getattr(error, name, None) or "" for name in ("context", "problem"))
    said = f"{context} {problem}".strip() or "this cannot be read as YAML"
    words = next((words for words in _WORDS if words.part in said), _Words("", said))
    marks: list[Any] = [getattr(error, name, None) for name in ("problem_mark", "context_mark")]
    if "flow" in context and None not in marks and marks[1].line < marks[0].line:
        words = _OPEN
    if "<document start>" in said and text.lstrip().startswith("{"):
        words = words._replace(advice="if each line is a record, let the name of the file end in .jsonl")
    mark = next((mark for mark in (reversed(marks) if words.begun else marks) if mark is not None), None)
    index = 0 if mark is None else min(mark.index, len(text))
    slip = slip_behind(text, index, said)
    if slip is not None:
        return placed(Diagnostic("R003", slip.message, help=slip.advice), span(text, slip.start, slip.end))
    return placed(Diagnostic("R003", words.message, help=words.advice), span(text, index, index))
