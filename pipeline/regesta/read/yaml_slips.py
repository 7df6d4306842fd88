"""The slip of the pen behind broken YAML, seen in the lines around the place where libyaml gave up."""

import re
from collections.abc import Callable
from itertools import islice

from regesta.read.text import cut, describe
from regesta.read.yaml_line import Line, Slip, lines_back

_ODD_SPACES = "\u00a0\u1680\u2000-\u200b\u202f\u205f\u3000"
_ODD = re.compile(rf"^[ \t]*(?:- *)?([{_ODD_SPACES}])|:([{_ODD_SPACES}])")
_WIDE_COLON = re.compile(r"^\s*(?:- )?[\w-]+ ?(：)")
_GLUED_DASH = re.compile(r"^\s*(-)([^\s-][^:]*: .*)$")
_GLUED_COLON = re.compile(r"^\s*(?:- )?([A-Za-z_]\w*)(:)(?!//)(\S.*)$")
_FIELD = re.compile(r"^(\s*(?:- +)*)([^\s:#][^:]*):(?: +(.*))?$")
_DASH = re.compile(r"^( *)- ")
_BULLET = re.compile(r"^\s*([*•·‣▪●–—]|[0-9]{1,2}[.)])\s+([A-Za-z_]\w*:(?:\s.*)?)$")
_STAR = re.compile(r"^\s*(\*)\s+(\S.*)$")
_NO_COLON = re.compile(r"^\s*(?:- +)*([A-Za-z_]\w*)\s*(=>?|->|→)\s*(\S.*)$")
_LINK = re.compile(r"^(\s*(?:- +)*[^\s:\"'][^:]*: +|\s*- +)(\[[^\]]*\]\((https?://\S+)\))\s*$")
_BARE_MEMBER = re.compile(r"^(\s*- +)([^\s:#'\"\[{|>&*!][^:#]*)$")
_LOOKED_AT = 1000  # lines
_SIGNS = "*&!%@`|>"


def slip_behind(text: str, index: int, said: str) -> Slip | None:
    """The slip that explains why libyaml said something at an index, if the lines around it show one."""
    here, *above = islice(lines_back(text, index), _LOOKED_AT)
    for line in (here, *above[:1]):
        found = next((slip for look in _ANYWHERE if (slip := look(line)) is not None), None)
        if found is not None:
            return found
    for part, look in _HERE:
        if part in said and (slip := look(here, above)) is not None:
            return slip
    return None


def _odd_space(line: Line) -> Slip | None:
    found = _ODD.search(line.text)
    if found is None:
        return None
    first = found.start(1) if found[1] is not None else found.start(2)
    return line.slip(f"{describe(line.text[first])} where a space should be", "type a space", first, first + 1)


def _wide_colon(line: Line) -> Slip | None:
    found = _WIDE_COLON.search(line.text)
    return (
        None if found is None else line.slip("a full-width colon", "type `:` and a space", found.start(1), found.end(1))
    )


def _glued_dash(line: Line) -> Slip | None:
    found = _GLUED_DASH.match(line.text)
    if found is None:
        return None
    return line.slip("no space after `-`", f"write `- {cut(found[2].strip(), 50)}`", found.start(1), found.end(1))


def _mark_of_a_tool(line: Line) -> Slip | None:
    """What version control or a chat window left in the file."""
    if line.text.startswith(("<<<<<<<", "=======", ">>>>>>>")):
        advice = "keep one of the two versions, and delete the three marks"
        return line.slip("a merge left its marks here", advice, 0, 7)
    if line.text.lstrip().startswith("```"):
        return line.slip("a line of ``` is no part of a record", "delete it", 0, len(line.text))
    return None


def _bullet(line: Line) -> Slip | None:
    """A member of a list begun as a text processor or Markdown begins it."""
    found = _BULLET.match(line.text)
    return None if found is None else _no_dash(line, found)


def _no_dash(line: Line, found: re.Match[str]) -> Slip:
    message = f"`{found[1]}` does not begin a member of a list"
    return line.slip(message, f"write `- {cut(found[2].strip(), 50)}`", found.start(1), found.end(1))


_ANYWHERE: tuple[Callable[[Line], Slip | None], ...] = (
    _mark_of_a_tool,
    _odd_space,
    _wide_colon,
    _glued_dash,
    _bullet,
)


def _glued_colon(line: Line, _above: list[Line]) -> Slip | None:
    found = _GLUED_COLON.match(line.text)
    if found is None:
        return None
    return line.slip("no space after `:`", f"write `{found[1]}: {cut(found[3], 50)}`", found.start(2), found.end(2))


def _star(line: Line, _above: list[Line]) -> Slip | None:
    found = _STAR.match(line.text)
    return None if found is None else _no_dash(line, found)


def _other_colon(line: Line, _above: list[Line]) -> Slip | None:
    """A field written as other languages write it: `type = protest`."""
    found = _NO_COLON.match(line.text)
    if found is None:
        return None
    advice = f"write `{found[1]}: {cut(found[3], 50)}`"
    return line.slip(f"`{found[2]}` where `:` should be", advice, found.start(2), found.end(2))


def _link(line: Line, _above: list[Line]) -> Slip | None:
    """An address as Markdown writes it."""
    found = _LINK.match(line.text)
    if found is None:
        return None
    return line.slip("a link of Markdown, not an address", f"write {cut(found[3], 80)}", found.start(2), found.end(2))


def _bare_member(line: Line, above: list[Line]) -> Slip | None:
    """Fields below a member that is a text: `- Lindau` and below it `role: location`."""
    here, over = _FIELD.match(line.text), _BARE_MEMBER.match(above[0].text) if above else None
    if here is None or over is None or len(here[1]) < len(over[1]):
        return None
    message = f"`{cut(over[2], 40)}` has no key, and fields stand below it"
    return above[0].slip(message, f"write `- name: {cut(over[2], 40)}`, say", over.start(2), over.end(2))


def _two_commas(line: Line, _above: list[Line]) -> Slip | None:
    before = line.text[: line.column].rstrip()[-1:]
    if not line.text.startswith(",", line.column) or before not in (",", "[", "{"):
        return None
    return line.slip("nothing stands before this comma", "delete it", line.column, line.column + 1)


def _other_bracket(line: Line, _above: list[Line]) -> Slip | None:
    right = {"}": "]", "]": "}"}.get(line.text[line.column : line.column + 1])
    if right is None:
        return None
    message = f"`{line.text[line.column]}` closes a bracket that is none of its kind"
    return line.slip(message, f"write `{right}`", line.column, line.column + 1)


def _hash_in_brackets(line: Line, _above: list[Line]) -> Slip | None:
    """A `#` after an opening bracket: the rest of the line is a comment, and with it the closing bracket."""
    found = re.search(r"[\s\[{,](#[^\s#])", line.text[line.column :])
    if found is None or line.text[line.column : line.column + 1] not in ("[", "{"):
        return None
    first = line.column + found.start(1)
    message, advice = "what follows `#` is a comment", "leave the # out, or put the text in quotes"
    return line.slip(f"{message}, and the bracket does not close", advice, first, first + 1)


def _colon_in_text(line: Line, _above: list[Line]) -> Slip | None:
    """A second `: ` on a line: it stands in a text."""
    found = _FIELD.match(line.text[: line.column].rstrip()) or re.match(
        r"^(\s*(?:- +)*)([^:]+): +(.+)$", line.text[: line.column]
    )
    if found is None or not found[3]:
        return None
    value = line.text[found.start(3) :].rstrip()
    return line.slip(
        "text that holds `: ` needs quotes", f"write `{found[2]}: {_in_quotes(value)}`", line.column, line.column + 1
    )


def _too_deep(line: Line, above: list[Line]) -> Slip | None:
    """A field indented below one that has a value already."""
    here, over = _FIELD.match(line.text), _FIELD.match(above[0].text) if above else None
    if here is None or over is None or not over[3] or len(here[1]) <= len(over[1]):
        return None
    around = _FIELD.match(above[1].text) if len(above) > 1 else None
    if around is not None and len(around[1]) == len(here[1]):
        message = f"`{cut(over[2], 40)}` begins further left than the fields around it"
        return above[0].slip(message, f"begin it in column {len(here[1]) + 1}", over.start(2), over.end(2))
    message = f"`{cut(here[2], 40)}` is indented below `{cut(over[2], 40)}`, which has a value already"
    return line.slip(message, _aligned(len(over[1])), here.start(2), here.end(2))


def _out_of_line(line: Line, above: list[Line]) -> Slip | None:
    """A field that begins where no field above it does."""
    here, over = _FIELD.match(line.text), _FIELD.match(above[0].text) if above else None
    dash = _DASH.match(line.text)
    if dash is not None:
        return _dash_out_of_line(line, len(dash[1]), above)
    if here is None or over is None or len(here[1]) == len(over[1]):
        return None
    message, advice = (
        f"`{cut(here[2], 40)}` lines up with no field above it",
        f"begin it in column {len(over[1]) + 1}, as the field above",
    )
    return line.slip(message, advice, here.start(2), here.end(2))


def _dash_out_of_line(line: Line, spaces: int, above: list[Line]) -> Slip | None:
    """A `-` that begins where no `-` above it does."""
    dashes = [found for other in above if (found := _DASH.match(other.text)) is not None]
    if not dashes or len(dashes[0][1]) == spaces:
        return None
    advice = f"begin it in column {len(dashes[0][1]) + 1}, as the `-` above"
    return line.slip("this `-` lines up with no `-` above it", advice, spaces, spaces + 1)


def _aligned(spaces: int) -> str:
    return f"begin it in column {spaces + 1}, as the field above; a text that goes on needs quotes"


def _after_quotes(line: Line, _above: list[Line]) -> Slip | None:
    """Text that goes on after its closing quote."""
    found = re.match(r"""^(\s*(?:- +)*[^\s:"'][^:]*: +|\s*- +)((["']).*\S)\s*$""", line.text)
    if found is None or found.end(1) >= line.column:
        return None
    if re.fullmatch(rf"{found[3]}[^{found[3]}]*{found[3]},", found[2]):
        return line.slip("a comma after the closing quote", "delete it", found.end(2) - 1, found.end(2))
    advice = f"put the whole text in quotes: {_in_quotes(_without_quotes(found[2], found[3]))}"
    return line.slip("text goes on after its closing quote", advice, line.column, line.column + 1)


def _after_brackets(line: Line, _above: list[Line]) -> Slip | None:
    """Text that begins with a word in brackets: `[Updated] three are injured`."""
    found = re.match(r"^(\s*(?:- +)*[^\s:\"'][^:]*: +|\s*- +)([\[{].*[\]}] +[^\W_].*)$", line.text)
    if found is None or not line.text[: line.column].rstrip().endswith(("]", "}")):
        return None
    advice = f"put the whole text in quotes: {_in_quotes(found[2])}"
    return line.slip("text goes on after its closing bracket", advice, line.column, line.column + 1)


def _tab(line: Line, _above: list[Line]) -> Slip | None:
    """A tab that stands where only spaces may."""
    if line.text[line.column : line.column + 1] != "\t":
        return None
    is_first = not line.text[: line.column].strip()
    message, advice = ("a tab in the indentation", "indent with spaces") if is_first else ("a tab", "type a space")
    return line.slip(message, advice, line.column, line.column + 1)


def _without_quotes(value: str, quote: str) -> str:
    """The text that was meant: without the quotes around it where they enclose it whole."""
    return value[1:-1] if value.endswith(quote) and len(value) > 1 else value


def _in_quotes(value: str) -> str:
    if '"' not in value and "\\" not in value:
        return f'"{cut(value, 50)}"'
    return "'" + cut(value, 50).replace("'", "''") + "'"


def _sign_first(line: Line, _above: list[Line]) -> Slip | None:
    """Text that begins with a sign which means something to YAML."""
    found = re.match(rf"^(\s*(?:- +)*(?:[^\s:]+: +)?)([{re.escape(_SIGNS)}].*)$", line.text)
    if found is None or found.end(1) > line.column:
        return None
    first = found.start(2)
    message = f"text cannot begin with `{line.text[first]}` unless it stands in quotes"
    return line.slip(message, f"write {_in_quotes(found[2])}", first, first + 1)


def _open_quote(line: Line, _above: list[Line]) -> Slip | None:
    """A quote that opens here, with how to write one inside."""
    quote = line.text[line.column : line.column + 1]
    inside = {"'": "write an apostrophe inside as ''", '"': 'write a quote inside as \\"'}.get(quote)
    message = "a quote opens here and does not close"
    return None if inside is None else line.slip(message, f"close it; {inside}", line.column, line.column + 1)


_HERE: tuple[tuple[str, Callable[[Line, list[Line]], Slip | None]], ...] = (
    ("could not find expected ':'", _other_colon),
    ("could not find expected ':'", _glued_colon),
    ("mapping values are not allowed", _colon_in_text),
    ("mapping values are not allowed", _bare_member),
    ("mapping values are not allowed", _too_deep),
    ("did not find expected key", _sign_first),
    ("did not find expected key", _after_quotes),
    ("did not find expected key", _link),
    ("did not find expected key", _after_brackets),
    ("did not find expected key", _out_of_line),
    ("did not find expected '-' indicator", _out_of_line),
    ("found unexpected end of stream", _open_quote),
    ("found unexpected document", _open_quote),
    ("while scanning an alias", _star),
    ("while scanning an alias", _sign_first),
    ("while scanning an anchor", _sign_first),
    ("while scanning a block scalar", _sign_first),
    ("did not find expected node content", _two_commas),
    ("did not find expected ',' or", _other_bracket),
    ("flow", _hash_in_brackets),
    ("cannot start any token", _tab),
    ("cannot start any token", _sign_first),
)
