"""Edits: what to write where in the bytes of a file, and what the file must say afterwards."""

import codecs
import copy
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from regesta.contract import unescaped
from regesta.diagnostics import Diagnostic, Severity
from regesta.fix.parts import Part
from regesta.read.layout import Node, child, children
from regesta.read.locate import layout_for
from regesta.read.numbers import number
from regesta.read.text import nfc as in_nfc

_SILENT = ("waivers", "withhold")
_STEP = 1000  # characters
_NEEDS_QUOTES = re.compile(r"[\[\]{},&*!|>%@`#?:-]|.*[\[\]{},#:]")
TEXT = "R010"  # the rule of characters stands for text that becomes NFC


@dataclass(frozen=True, slots=True)
class Edit:
    """Put text in place of raw[start:end].

    part is the number of the part that it mends, field the pointer in it; renames: the text is the name of a key.
    """

    start: int
    end: int
    text: str
    code: str
    severity: Severity | None = None
    part: int = -1
    field: str = ""
    renames: bool = False


def proposed(raw: bytes, suffix: str, parts: Sequence[Part], *, nfc: bool) -> list[Edit]:
    """What could be mended in a file, in its order; of edits that overlap, and of keys that would be one, the first."""
    edits: list[Edit] = []
    documents: dict[int, list[tuple[int, Part]]] = {part.offset: [] for part in parts if part.data is not None}
    for number_, part in enumerate(parts):
        if part.offset in documents:
            documents[part.offset].append((number_, part))
    for offset, here in documents.items():
        mends = [(number_, part, d) for number_, part in here if part.is_open for d in part.found]
        document = _document(raw, offset, suffix)
        to_nfc = nfc and any(part.is_open for _, part in here) and not document.isascii()
        if not to_nfc and not any(d.fix is not None for *_, d in mends):
            continue
        page = _Page.at(document, offset, suffix)
        edits += [edit for number_, part, d in mends for edit in page.mend(number_, part, d)]
        edits += page.normalise([part for _, part in here]) if to_nfc else ()
    return list(_apart(sorted(edits, key=lambda edit: (edit.start, edit.code == TEXT))))


def _document(raw: bytes, offset: int, suffix: str) -> bytes:
    """The document that starts at a byte: a line, or the rest of the file."""
    end = raw.find(b"\n", offset) + 1 if suffix == ".jsonl" else 0
    return raw[offset : end or len(raw)]


def _apart(edits: Iterable[Edit]) -> Iterator[Edit]:
    end = -1
    named: set[tuple[int, str]] = set()
    for edit in edits:
        name = (edit.part, edit.field.rpartition("/")[0] + "/" + edit.text)
        if edit.start < end or (edit.renames and name in named):
            continue
        end = edit.end
        named |= {name} if edit.renames else set()
        yield edit


@dataclass(frozen=True, slots=True)
class _Page:
    """One document of a file: its text, laid out, and the byte where that text starts.

    steps are the bytes before each so many characters, as far as they were asked for.
    """

    text: str
    root: Node
    offset: int
    steps: list[int] = field(default_factory=lambda: [0])

    @classmethod
    def at(cls, document: bytes, offset: int, suffix: str) -> "_Page":
        body = document.removeprefix(codecs.BOM_UTF8)
        text = body.decode()
        root = layout_for(Path(f"a{suffix}"))(text)
        return cls(text, root or Node(0, 0), offset + len(document) - len(body))

    def _edit(self, start: int, end: int, text: str, code: str, **about: Any) -> Edit:
        first = self.offset + self._bytes_before(start)
        return Edit(first, first + len(self.text[start:end].encode()), text, code, **about)

    def _bytes_before(self, index: int) -> int:
        """How many bytes of the text stand before a character: counted from the last of the steps before it."""
        if self.text.isascii():
            return index
        step = index // _STEP
        for begin in range((len(self.steps) - 1) * _STEP, step * _STEP, _STEP):
            self.steps.append(self.steps[-1] + len(self.text[begin : begin + _STEP].encode()))
        return self.steps[step] + len(self.text[step * _STEP : index].encode())

    def mend(self, number_: int, part: Part, found: Diagnostic) -> Iterator[Edit]:
        """The edit that a finding offers, if what stands there is what it speaks of."""
        steps = unescaped(found.field)
        place = _place(self.root, part.pointer + found.field, key=found.at == "key")
        if found.fix is None or not steps or steps[0] in _SILENT or place is None:
            return
        written = self.text[place[0] : place[1]]
        text = _as_written(written, str(found.value), found.fix, bare=found.code == "S103")
        if text is not None:
            yield self._edit(*place, text, found.code, severity=found.severity, part=number_, field=found.field,
                             renames=found.at == "key")  # fmt: skip

    def normalise(self, parts: Sequence[Part]) -> Iterator[Edit]:
        """The edits that make keys and scalars NFC; comments stay, what is waived or withheld, and what is not open."""
        silent = {f"{part.pointer}/{name}" for part in parts for name in _SILENT}
        silent |= {part.pointer for part in parts if not part.is_open and part.data is not None}
        for start, end in _stretches(self.root, "", silent):
            is_block = self.text[start : start + 1] in ("|", ">")  # its first line may end in a comment
            first = self.text.find("\n", start, end) + 1 if is_block else start
            normal = in_nfc(self.text[first:end])
            if normal != self.text[first:end]:
                yield self._edit(first, end, normal, TEXT)


def _place(root: Node, pointer: str, *, key: bool) -> tuple[int, int] | None:
    node, tokens = root, pointer.split("/")[1:]
    for depth, name in enumerate(tokens):
        if key and depth == len(tokens) - 1:
            member = (node.members or {}).get(name)
            return None if member is None else (member.start, member.end)
        below = child(node, name)
        if below is None:
            return None
        node = below
    return node.start, node.end


def _stretches(node: Node, pointer: str, silent: set[str]) -> Iterator[tuple[int, int]]:
    if pointer in silent:
        return
    if node.members is None and node.items is None:
        yield node.start, node.end
    for member in (node.members or {}).values():
        yield member.start, member.end
    for name, below in children(node):
        yield from _stretches(below, f"{pointer}/{name}", silent)


def _as_written(written: str, value: str, text: str, *, bare: bool) -> str | None:
    """The text in the quotes that stand there (bare: without them); None where the value is written another way.

    One that YAML would read as something else than text gets quotes.
    """
    quote = written[:1] if written[:1] in ("'", '"') else ""
    inner = written.removeprefix(quote).removesuffix(quote)
    if in_nfc(inner) != value or f"{quote}{inner}{quote}" != written:
        return None
    quote = quote or ('"' if _NEEDS_QUOTES.match(text) else "")
    return text if bare else f"{quote}{text}{quote}"


def edited(raw: bytes, edits: Sequence[Edit]) -> bytes:
    """The bytes with the edits made, which are in order and do not overlap."""
    pieces, done = [], 0
    for edit in edits:
        pieces += [raw[done : edit.start], edit.text.encode()]
        done = edit.end
    return b"".join((*pieces, raw[done:]))


def expected(parts: Sequence[Part], edits: Iterable[Edit]) -> list[Any]:
    """The data of the parts as the edits mean them to be; NFC changes no data, for reading makes it already."""
    data = [copy.deepcopy(part.data) if part.found else part.data for part in parts]
    for edit in edits:
        if edit.part >= 0:
            _put(data[edit.part], edit)
    return data


def _put(parent: Any, edit: Edit) -> None:
    *way, last = unescaped(edit.field)
    for step in way:
        parent = parent[int(step)] if isinstance(parent, list) else parent[step]
    if edit.renames:
        renamed = {edit.text.strip("'\"") if key == last else key: value for key, value in parent.items()}
        parent.clear()
        parent.update(renamed)
        return
    key: Any = int(last) if isinstance(parent, list) else last
    parent[key] = _meant(edit, parent[key])


def _meant(edit: Edit, before: Any) -> Any:
    """The value that an edit writes: text, true or false, a number, or an object around the text that stood there."""
    if edit.code != "S103":
        return edit.text.strip("'\"")
    around = re.match(r'\{"?(\w+)', edit.text)
    if around is not None:
        return {around[1]: before}
    plain = {"true": True, "false": False}.get(edit.text)
    return number(edit.text) if plain is None else plain
