"""Quotes against the archived texts of their sources: words between quotation marks stand there as they are given."""

from collections.abc import Iterator, Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any

from regesta.check.archived import MOST_KEPT, held_text
from regesta.diagnostics import Diagnostic
from regesta.listed import members, objects
from regesta.read.text import nfc, quoted

_PLAIN = {"‘": "'", "’": "'", "‚": "'", "“": '"', "”": '"', "„": '"', "«": '"', "»": '"', "–": "-", "—": "-", "−": "-"}


def quotes_held(event: Mapping[str, Any], folder: Path | None) -> Iterator[Diagnostic]:
    """C501 for each quote that is not in the text of its source, where the dataset holds that.

    X702 or R002 for a text that a source names and that is not there, or is no UTF-8.
    """
    sources = {s.get("id"): (pointer, s) for pointer, s in members(event, "sources")}
    held = {key: text for key, (_, s) in sources.items() if (text := _evidence(folder, s)) is not None}
    for pointer, source in sources.values():
        if isinstance(source.get("text_file"), str) and folder is not None and source.get("id") not in held:
            yield _not_held(folder, source["text_file"], f"{pointer}/text_file")
    claims = {c.get("id"): c for c in objects(event, "claims")}
    for pointer, quote in members(event, "quotes"):
        claim = claims.get(quote.get("claim"), {})
        only = next(iter(sources), None) if len(sources) == 1 else None
        source_id = quote.get("source", claim.get("source", only))
        text = quote.get("text")
        if source_id in held and isinstance(text, str) and _as_compared(text) not in held[source_id]:
            message = f"{quoted(text)} is not in the text of source {quoted(str(source_id))}"
            yield Diagnostic("C501", message, f"{pointer}/text", value=text, help=_as_printed(text, held[source_id]))


def _as_printed(text: str, held: str) -> str:
    """The passage of a source that a quote most likely is, where one is near."""
    from rapidfuzz.fuzz import partial_ratio_alignment  # noqa: PLC0415 - for faults only

    advice = "a quote is given exactly as printed"
    if not 8 <= len(text) <= 400 or len(held) > 100_000:
        return advice
    found = partial_ratio_alignment(_as_compared(text), held, score_cutoff=80)
    passage = "" if found is None else _whole_words(held, found.dest_start, found.dest_end).strip(" \"',.;")
    return f"{advice}; printed is {quoted(passage, 120)}" if passage else advice


def _whole_words(text: str, start: int, end: int) -> str:
    """A stretch of a text with the whole of the words in which it begins and ends."""
    last = text.find(" ", end - 1)
    return text[text.rfind(" ", 0, start + 1) + 1 : len(text) if last < 0 else last]


def _evidence(folder: Path | None, source: Mapping[str, Any]) -> str | None:
    """The archived text of a source as quotes are compared with it; None where there is none in UTF-8."""
    held = held_text(folder, source)
    return None if held is None else _evidence_in(held)


@lru_cache(maxsize=MOST_KEPT)
def _evidence_in(held: bytes) -> str | None:
    try:
        return _as_compared(held.decode("utf-8"))
    except UnicodeDecodeError:
        return None


def _not_held(folder: Path, name: str, pointer: str) -> Diagnostic:
    if (folder / name).is_file():
        message, help_text = f"{quoted(name)} cannot be read as UTF-8", "save the file as UTF-8, inside the dataset"
        return Diagnostic("R002", message, pointer, value=name, help=help_text)
    message = f"there is no file {quoted(name)}"
    return Diagnostic("X702", message, pointer, value=name, help="put the archived text there: evidence/NAME.txt")


def _as_compared(text: str) -> str:
    """A text in which line ends, quotation marks and dashes tell nothing."""
    plain = nfc(text)
    for sign, same in _PLAIN.items():
        plain = plain.replace(sign, same)
    return " ".join(plain.split())
