"""Names as printed: the name itself, in reading order and name case, apart from office and description."""

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import Literal, NamedTuple

from regesta.diagnostics import Diagnostic
from regesta.normalise.fold import folded_key
from regesta.normalise.names.call_signs import QUOTES, called_apart, quoted
from regesta.normalise.names.capitals import raised
from regesta.normalise.names.credentials import drop_credentials, undotted
from regesta.normalise.names.order import (
    Ordered,
    count_suffixes,
    in_reading_order,
    is_initials,
    is_suffix,
    order_name,
)
from regesta.normalise.names.titles import Piece, read_piece
from regesta.normalise.names.tokens import is_lower, is_name, is_ordinal
from regesta.normalise.names.words import Words, is_given, longest, words_for
from regesta.normalise.scripts import JAPANESE, leading_script, repair

NameKind = Literal["person", "organisation"]

_LONGEST = 500  # characters
_COMMA = re.compile(r"\s*[,،]\s*|\s+[-–—]\s+")
# Compiled when a name first has a dash, a bracket, a quotation mark, an apostrophe or kana.
_DASH = r"\s[-–—]\s"
_ASIDE = r"\s*[(（]([^()（）]*)[)）]\s*"
_ASIDE_IN_SIGNS = rf"(?<=[ぁ-ヿ㐀-鿿]){_ASIDE}(?=[ぁ-ヿ㐀-鿿])"
_COUNTED = r"(?<=\w )\(([IVX]+\.?)\)"  # a ruler whom some do not count: "Heinrich (VII.)"
_NICKNAME = "(?<=\\S\\s)[\"“”„«'‘]([^\"“”„«»'‘’]+(?:[’'][^\"“”„«»'‘’]+)*)[\"“”»'’](?=\\s\\S)"
_KANA = "[ァ-ヶ]|[一-鿿]{1,4}の[ァ-ヶ]"
_POSSESSIVE = r"(?<=[^\W\d_])['’]s$"


class NameParts(NamedTuple):
    """A printed name taken apart.

    core is "" where the text is only an office, or could be cut in two ways: nothing is to be filled in then.
    position and descriptor are printed words without their article, or None; given and family serve matching; repairs
    are N303 and N304 diagnostics whose field is "/name".
    """

    core: str
    position: str | None = None
    descriptor: str | None = None
    given: str | None = None
    family: str | None = None
    kind: NameKind | None = None
    repairs: tuple[Diagnostic, ...] = ()


def _possessor(text: str) -> tuple[str, tuple[Diagnostic, ...]]:
    """The name in "Sergei Shoigu's"; one word ("McDonald's") is left alone, since it may be so called."""
    bare = re.sub(_POSSESSIVE, "", text) if "'" in text or "’" in text else text
    if bare == text or " " not in bare:
        return text, ()
    message = f"possessive repaired: {text} is read as {bare}"
    return bare, (Diagnostic("N304", message, "/name", value=text, expected=bare),)


def _as_inverted(pieces: Sequence[Piece], words: Words) -> bool:
    """True for "Putin, Vladimir": two names, the second of which is no place."""
    if len(pieces) != 2 or any(piece.kind != "name" for piece in pieces):
        return False
    given = [folded_key(token) for token in pieces[1].name]
    inside = any(words.is_in("particles", key) for key in given[1:-1])
    if inside and not is_given(pieces[1].name[0], words):  # "Gerhoch, Prior von Reichersberg"
        return False
    if _may_be_two(pieces[0].name, pieces[1].name, words):
        return False
    return len(given) < 4 and longest(given, 0, words.sets["countries"]) < len(given)


def _may_be_two(family: Sequence[str], given: Sequence[str], words: Words) -> bool:
    """True for "Ann Lee, Bob Marsh" and "Ann Lee, Chicago": a full name, then what need not be its given names."""
    full = len(family) > 1 and is_given(family[0], words) and not is_suffix(family[1], words)
    return full and not all(is_given(token, words) or is_initials(token) for token in given)


def _later(piece: Piece, tokens: tuple[str, ...], first: Piece, before: int, words: Words) -> Piece:
    """A piece after the first comma: "Baroness Tonge" is a title there, "M.P." too if it follows more than one word.

    "from Kyiv" and "Oxford University" say more of a person who is named in full before.
    """
    office = before > 1 and len(tokens) == 1 and is_initials(tokens[0]) and undotted(tokens[0]) in words.heads
    rules = bool(first.name) and is_ordinal(first.name[-1], words) and folded_key(tokens[0]) in words.heads
    if piece.kind == "name" and (piece.person or office or rules):  # "Heinrich II., König"
        return Piece("title", tokens)
    known = any(is_given(token.partition("-")[0], words) for token in first.name)  # "Jean-Luc" too
    full = len(first.name) > 1 and (first.kind == "title" or (first.kind == "name" and known))
    if not full or len(tokens) < 2 or any(map(words.joins, tokens)):
        return piece
    belongs = piece.kind == "organisation" and not any(words.is_in("legal_forms", folded_key(t)) for t in tokens)
    of = any(token in words.every_link for token in tokens[1:-1])  # "Earl of Northumberland"
    said = piece.kind == "other" and (is_lower(tokens[0]) or tokens[0].isdigit() or of)  # "45 лет"
    return Piece("title", tokens, described=True) if belongs or said else piece


def _is_beside(tokens: tuple[str, ...]) -> bool:
    """True for the age or the party and state that stand behind a name: "Maria Petrova, 45", "Ann Lee, D-N.Y."."""
    return len(tokens) == 1 and re.fullmatch(r"[1-9]\d?|1[01]\d|[DRI]-[A-Z][A-Za-z.]+", tokens[0]) is not None


def _suffixed(pieces: Sequence[Piece], words: Words) -> list[Piece]:
    """The pieces with "Jr." joined to the name before it."""
    joined: list[Piece] = []
    for piece in pieces:
        alone = bool(piece.name) and all(is_suffix(token, words) for token in piece.name)
        if joined and alone and (len(joined[-1].name) > 1 or len(piece.name[0]) > 1):
            last = joined.pop()
            joined.append(Piece(last.kind, last.title, (*last.name, *piece.name), last.person, last.described))
        else:
            joined.append(piece)
    return joined


def _read(printed: tuple[str, ...], script: str | None, words: Words) -> Piece:
    """What the words between two commas are; Chinese ones are printed without spaces."""
    if script in JAPANESE and len(printed) == 1 and re.match(_KANA, printed[0]) is not None:
        from regesta.normalise.names.kana import read_kana  # noqa: PLC0415 - for Japanese only

        found = read_kana(printed[0])
        if found is not None:
            return found
    if script in JAPANESE and len(printed) == 1:
        from regesta.normalise.names.japanese import read_japanese  # noqa: PLC0415 - for Japanese only

        found = read_japanese(printed[0])
        if found is not None:
            return found
    if script == "Hani" and len(printed) == 1:
        from regesta.normalise.names.han import read_han  # noqa: PLC0415 - for Chinese only

        found = read_han(printed[0], words)
        if found is not None:
            return found
    if script == "Hang":
        from regesta.normalise.names.korean import read_korean  # noqa: PLC0415 - for Korean only

        found = read_korean(printed, words)
        if found is not None:
            return found
    return read_piece(printed, words)


def _titles(pieces: Sequence[Piece], *, described: bool) -> str | None:
    printed = [" ".join(piece.title).rstrip(":;") for piece in pieces if piece.title and piece.described is described]
    return ", ".join(printed) or None


def _reigning(ordered: Ordered, pieces: Sequence[Piece], words: Words) -> Ordered:
    """The name of a pope or a king, who bears no family name: "Pope John Paul II", "King Charles"."""
    reigns = any(words.is_in("reigning", folded_key(token)) for piece in pieces for token in piece.title)
    body = ordered.tokens[: len(ordered.tokens) - count_suffixes(ordered.tokens, words)]
    if not reigns or (len(body) > 1 and not all(is_given(token, words) for token in body)):
        return ordered
    return ordered._replace(given=" ".join(body), family=None)


def _named(ordered: Ordered, pieces: Sequence[Piece], nickname: str | None, words: Words) -> NameParts:
    ordered = _reigning(ordered, pieces, words)
    titled = any(piece.person or piece.title for piece in pieces)
    return NameParts(
        core=" ".join(ordered.tokens),
        position=_titles(pieces, described=False),
        descriptor=_titles(pieces, described=True) or nickname,
        given=ordered.given,
        family=ordered.family,
        kind="person" if titled or ordered.person or nickname is not None else None,
    )


def _untitled(text: str, pieces: Sequence[Piece]) -> NameParts:
    """Whatever is not one name: an office alone, an organisation, several names, common nouns."""
    if any(piece.kind == "unclear" for piece in pieces):
        return NameParts("")
    if any(piece.kind == "organisation" for piece in pieces):
        return NameParts(text, kind="organisation")
    if all(piece.kind == "title" and not piece.name for piece in pieces):
        return NameParts("", _titles(pieces, described=False), _titles(pieces, described=True))
    return NameParts("" if any(piece.title for piece in pieces) else text)


def _turned(family: tuple[str, ...], given: tuple[str, ...], words: Words) -> Ordered:
    """The name behind "Rockefeller, John IV" and "Rockefeller IV, John"."""
    end, last = len(given) - count_suffixes(given, words), len(family) - count_suffixes(family, words)
    return order_name((*given[:end], *family, *given[end:]), words, family=last)


def _inverted_beside_title(pieces: Sequence[Piece], words: Words) -> tuple[Piece, Piece] | None:
    """Family and given name of "Lavrov, Sergei, Foreign Minister"."""
    names = [piece for piece in pieces if piece.name]
    if len(names) != 2 or len(names) == len(pieces) or any(piece.kind != "name" for piece in names):
        return None
    family, given = names
    return (family, given) if is_given(given.name[0], words) else None


def _is_place(piece: Piece, words: Words) -> bool:
    keys = [folded_key(token) for token in piece.name]
    return longest(keys, 0, words.sets["countries"]) == len(keys)


def _is_portfolio(pieces: Sequence[Piece], words: Words) -> bool:
    """True for "Çevre, Şehircilik ve İklim Değişikliği Bakanı": a word before the comma is what the office is about."""
    first, second, *_ = pieces
    alone = first.kind == "name" and len(first.name) == 1 and words.is_in("complements", folded_key(first.name[0]))
    return alone and any(words.is_in("joins", token) for token in second.title[1:])


def _combine(text: str, pieces: Sequence[Piece], nickname: str | None, words: Words) -> NameParts:
    inverted = (pieces[0], pieces[1]) if _as_inverted(pieces, words) and re.search(_DASH, text) is None else None
    inverted = inverted or _inverted_beside_title(pieces, words)
    if inverted is not None:
        return _named(_turned(inverted[0].name, inverted[1].name, words), pieces, nickname, words)
    names = [piece for piece in pieces if piece.name]
    if len(pieces) > 1 and _is_portfolio(pieces, words):
        return NameParts("")
    one = len(names) == 1 and names[0].kind in {"name", "title"}
    if not one or (len(pieces) > 1 and _is_place(names[0], words)):  # "Minister of Health, Uganda"
        return _untitled(text, pieces)
    said = [token for piece in pieces for token in piece.title]
    return _named(order_name(in_reading_order(names[0].name, said, words), words), pieces, nickname, words)


def _asides(text: str, words: Words) -> tuple[str, str | None, list[Piece]]:
    """Text without nickname and brackets, the nickname, and the titles that stood in brackets."""
    nickname = None if QUOTES.isdisjoint(text) else re.search(_NICKNAME, text)
    if nickname is not None:
        before, after = text[: nickname.start()].split(), text[nickname.end() :].split()
        named = read_piece(before, words).name
        if is_name(named, words) and is_name(after, words):
            text = " ".join((*before, *after))
        else:
            nickname = None
    called = nickname.group(1) if nickname is not None else None
    if "(" not in text and "（" not in text:
        return text.strip() or text, called, []
    printed = [match.group(1) for match in re.finditer(_ASIDE, text)]
    called = called or next(filter(None, map(quoted, printed)), None)
    asides = [aside.split() for aside in printed]
    pieces = [read_piece(aside, words) for aside in asides if aside]
    bare = re.sub(_ASIDE, " ", re.sub(_ASIDE_IN_SIGNS, "", text)).strip()
    return bare or text, called, [piece for piece in pieces if piece.kind == "title"]


def article_off(text: str, words: Words) -> str:
    """The text without the article that a sentence puts before a name; one with a capital, but for The, is kept."""
    first, _, rest = text.partition(" ")
    if first[:2] in {"l'", "l’"} and folded_key(first[2:]) in words.organisations:  # "l'armée"
        return text[2:]
    loose = first.islower() or first in {"The", "THE"}
    return rest if rest and loose and words.is_in("articles", folded_key(first)) else text


def _wife(tokens: Sequence[str], words: Words) -> bool:
    """True for "Mrs. John Smith", who is not John Smith."""
    keys = [folded_key(token) for token in tokens[:2]]
    return len(tokens) > 2 and words.is_in("wives", keys[0]) and words.is_in("men", keys[1])


@lru_cache(maxsize=16_384)
def split_name(text: str, language: str | None = None) -> NameParts:
    """Takes a printed name apart into name, office and descriptor; what is no person's name is never cut.

    Of a text that is too long for a name nothing is said.

    language is a BCP 47 tag that opens that language's short honorifics; the words of all languages of the script are
    known without it.

    >>> split_name("Russian Defence Minister Sergei Shoigu").position
    'Russian Defence Minister'
    """
    repaired, repairs = repair(text)
    if len(repaired) > _LONGEST:
        return NameParts("", repairs=repairs)
    script = leading_script(repaired)
    words = words_for(script, None if language is None else language.split("-")[0].lower())
    counted = re.search(_COUNTED, repaired) if "(" in repaired else None
    told = repaired if counted is None else re.sub(_COUNTED, r"\1", repaired, count=1)
    bare, nickname, asides = _asides(told, words)
    bare, possessive = _possessor(bare) if script == "Latn" else (bare, ())
    parts = drop_credentials(
        [raised(part.split(), words) for part in _COMMA.split(called_apart(bare, words)) if part], words
    )
    if parts is None:
        return NameParts("", repairs=repairs)
    if len(parts) == 1 and _wife(parts[0], words):
        return NameParts(repaired, family=parts[0][-1], kind="person", repairs=repairs)
    parts = [part for at, part in enumerate(parts) if at == 0 or not _is_beside(part)]
    pieces = [_read(part, script, words) for part in parts]
    pieces[1:] = [
        _later(piece, parts[at], pieces[0], len(parts[0]), words) for at, piece in enumerate(pieces) if at > 0
    ]
    pieces = _suffixed(pieces, words)
    if not pieces:
        return NameParts("", repairs=repairs)
    found = _combine(bare, [*pieces, *asides], nickname, words)
    if counted is not None:
        found = found._replace(core=found.core.replace(f" {counted[1]}", f" {counted[0]}", 1))
    if found.kind == "organisation":
        return found._replace(core=article_off(repaired, words), repairs=repairs)
    return found._replace(repairs=(*repairs, *possessive))
