"""What a contributor may have meant by a field or a code that there is not; read for faults only."""

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cache, lru_cache
from typing import Any

from regesta.advice import offer
from regesta.advice.fields import Node, called, codes_of, left_out
from regesta.advice.numbers import example
from regesta.advice.renamed import called_so, renamed
from regesta.advice.suggest import bare, did_you_mean, nearest
from regesta.contract import Contract, Schema, escaped, is_index, node_at, properties, resolved, shipped_rows, value_at
from regesta.diagnostics import Diagnostic
from regesta.read.text import cut, describe, quoted

_SHOWN = 12
_LONGEST = 1000  # characters of a key or a code in which is looked for what was meant
_ALIKE = ("cyrill", "greek ")  # how the names of letters begin that look like Latin ones


def unknown_fields(document: Schema, node: Schema, value: dict[str, Any], pointer: str) -> Iterator[Diagnostic]:
    """S101 for each key that the object does not have in the contract."""
    known = node.get("properties", {})
    if value.keys() <= known.keys():
        return
    free = [name for name in known if name not in value]
    blank = {
        below for name, item in value.items() if item is None for below in _fields_of(document, known.get(name, {}))
    }
    fields, homes = _fields(Node(document), Node(node)), _homes(Node(document), is_nested=bool(pointer))
    titles = {child.get("title", "").casefold(): name for name, child in fields.items()}
    has_own = "extra" in document.get("properties", {}) and not f"{pointer}/".startswith("/extra/")
    listed = _listed(fields, free, has_own=has_own)
    always = document.get("required", document.get("else", {}).get("required", ())) if pointer else ()
    for key, item in value.items():
        if key in known or key in blank:  # a field that is not indented below its key, which is told to be blank
            continue
        meant = _field_meant(key[:_LONGEST], free, known, titles)
        yield Diagnostic(
            "S101",
            f"unknown field `{cut(key, 40)}`",
            f"{pointer}/{escaped(key)}",
            at="key",
            value=cut(key),
            candidates=tuple(meant),
            help=_and_unseen(_glued(key, known) or _together(key, meant) or _taken(meant, fields, value)
                             or renamed(document, fields, meant, item, pointer)
                             or _elsewhere(homes, key[:_LONGEST], listed, always) or listed, key),
            fix=offer.field(key, meant, value),
        )  # fmt: skip


@lru_cache(maxsize=256)
def _fields(root: Node, node: Node) -> dict[str, Schema]:
    """The fields of an object, each resolved."""
    return properties(root.schema, node.schema)


def _fields_of(document: Schema, node: Schema) -> dict[str, Any]:
    """The fields of an object, or of the members of a list."""
    node = resolved(document, node)
    fields: dict[str, Any] = resolved(document, node.get("items", node)).get("properties", {})
    return fields


def _field_meant(key: str, free: list[str], known: Iterable[str], titles: Mapping[str, str]) -> list[str]:
    near = nearest(key, free) or nearest(key, known)
    if near or (word := bare(key).casefold()) in titles:
        return near or [titles[word]]
    words = [names for names in _words().get(_in_snake_case(key), ()) if names[0] in known]
    return next((names for names in words if names[0] in free), words[0] if words else [])


def _in_snake_case(key: str) -> str:
    """A key as the words of others are listed: eventType, Event Type and event-type as event_type; actor1 as actor."""
    parted = re.sub(r"(?<=[a-z])(?=[A-Z])", "_", bare(key))
    return re.sub(r"(?<=[a-z])_?[0-9]$", "", re.sub(r"[\s-]+", "_", parted).casefold())


def _elsewhere(homes: Mapping[str, str], key: str, listed: str, always: Iterable[str]) -> str | None:
    """Where a field belongs that stands in the wrong object, by its name or by what others call it.

    always has what every event holds: in an object below, it is another field by the same name more often than a slip.
    """
    words = [names[0] for names in _words().get(_in_snake_case(key), ())]
    found = next((name for name in (key, f"{key}s", *words) if name in homes), None)
    if found is None:
        return None
    return f"{homes[found]} if the event has none; {listed}" if found in always else homes[found]


@lru_cache(maxsize=32)
def _homes(root: Node, *, is_nested: bool) -> dict[str, str]:
    """Where each field belongs, for those that stand in the wrong object."""
    document = root.schema
    fields, needed = properties(document, document), _needed_beside(document)
    whole = "file" if "dataset" in fields else "header" if "inputs" in fields else "event"
    home = "write it above the first table" if whole == "header" else "move it to the left margin"
    found: dict[str, list[str]] = {}
    for name in fields:
        for below in _fields_of(document, fields[name]):
            found.setdefault(below, []).append(f"`{name}`")
    advice = {
        key: f"`{key}` is a field of {', '.join(homes[:4])}{', ...' if len(homes) > 4 else ''}: write it there"
        f"{needed.get((homes[0], key), '') if len(homes) == 1 else ''}"
        for key, homes in found.items()
    }
    top = {key: f"`{key}` is a field of the {whole} itself: {home}" for key in fields}
    return {**advice, **(top if is_nested else {})}


def _needed_beside(document: Schema) -> dict[tuple[str, str], str]:
    """By an object of the event (one, no list) and a field of it: which others that object needs."""
    objects = {
        f"`{name}`": node for name, node in properties(document, document).items() if node.get("type") == "object"
    }
    return {
        (home, key): f", with {' and '.join(f'`{name}`' for name in node['required'] if name != key)}"
        for home, node in objects.items()
        for key in node.get("properties", {})
        if set(node.get("required", ())) - {key}
    }


def wrapped(document: Schema, data: Any) -> Diagnostic | None:
    """S101 for a record, or a list of them, that stands below a key of its own; else None."""
    key, below = next(iter(data.items())) if isinstance(data, dict) and len(data) == 1 else ("", None)
    first = below[0] if isinstance(below, list) and below else below
    fields = document.get("properties", {})
    if key in fields or "id" not in fields or not isinstance(first, dict) or fields.keys().isdisjoint(first):
        return None
    is_list = isinstance(below, list)
    advice = (
        ("did you mean events?" if key != "events" else "write each of its events as a record, without `events`")
        if is_list
        else f"take `{cut(key, 40)}:` away and begin its fields at the left margin"
    )
    return Diagnostic(
        "S101", f"unknown field `{cut(key, 40)}`", f"/{escaped(key)}", at="key", value=cut(key), help=advice
    )


def _glued(key: str, known: Iterable[str]) -> str | None:
    """What to type for a key that holds the beginning of its value: `date:{text`."""
    name, colon, rest = key.partition(":")
    return f"type a space after the colon: `{name}: {cut(rest, 40)}`" if colon and rest and name in known else None


def _taken(meant: list[str], fields: Mapping[str, Schema], value: Mapping[str, Any]) -> str | None:
    """What to do where the field that is meant is there already."""
    if len(meant) != 1 or meant[0] not in value:
        return None
    is_list = fields.get(meant[0], {}).get("type") == "array"
    return f"`{meant[0]}` is there already: {'move this into it' if is_list else 'keep one of the two'}"


def _together(key: str, meant: list[str]) -> str | None:
    """What to write for a field that is several in the contract."""
    several = len(meant) > 1 and meant in _words().get(bare(key).casefold(), ())
    return f"write {' and '.join(f'`{name}`' for name in meant)}, each on a line of its own" if several else None


@cache
def _words() -> dict[str, list[list[str]]]:
    """What people call fields: a word and the fields that it may be, each one name or several that go together."""
    found: dict[str, list[list[str]]] = {}
    for row in shipped_rows("suggestions", "fields.csv"):
        found.setdefault(row["word"], []).append(row["field"].split())
    return found


def _listed(fields: Mapping[str, Schema], free: list[str], *, has_own: bool) -> str:
    """The fields that the object may still have, without those that the pipeline computes."""
    names = [name for name in free if not fields[name].get("readOnly") and name != "schema_version"]
    home = "`extra`" if "extra" in fields else "`extra` of the event"
    own = f"fields of your own go below {home}; " if has_own else ""
    return f"{own}fields here: {', '.join(names[:_SHOWN])}{', ...' if len(names) > _SHOWN else ''}"


def _and_unseen(advice: str, text: str) -> str:
    """Advice with the first character of a text that nobody can see, or tell from a Latin letter."""
    text = text[:_LONGEST]
    hidden = next((char for char in text if not char.isprintable()), None)
    other = (char for char in text if not char.isascii() and char.isalpha())
    like = next((char for char in other if describe(char).partition("(")[2][:6] in _ALIKE), None)
    if hidden is None and not (like and any(char.isascii() and char.isalpha() for char in text)):
        return advice
    why = "cannot be seen" if hidden else "looks like another letter"
    stop = "" if advice.endswith("?") else "."
    return f"{advice}{stop} It holds {describe(hidden or str(like))}, which {why}"


def unknown_code(contract: Contract, node: Schema, value: Any, pointer: str, data: Any) -> Diagnostic:
    """S104 for a value that is none of the codes of its field."""
    codes = codes_of(node)
    vocabulary = node.get("x-vocabulary")
    text = value[:_LONGEST] if isinstance(value, str) else ""
    named = _named(contract, vocabulary, text)
    otherwise = _as_subtype(contract, vocabulary, text) or _other_way_round(contract, vocabulary, text)
    said = _countries(vocabulary, text) or called_so(vocabulary, text)
    near = named or [code for code in said if code in codes] or ([] if otherwise else nearest(text, codes))
    meant = near or ([] if otherwise else _by_words(contract, vocabulary, text))
    help_text = did_you_mean(meant) or otherwise or _left_out(contract, value, pointer)
    return Diagnostic(
        "S104",
        f"unknown code {quoted(str(value))} for {called(pointer)}",
        pointer,
        value=value if isinstance(value, str) else None,
        expected=vocabulary or codes,
        candidates=tuple(meant),
        help=_and_unseen(help_text or _choice(contract, node, pointer, data), text),
        fix=offer.code(text, meant, named=bool(named)),
    )


def _left_out(contract: Contract, value: Any, pointer: str) -> str | None:
    """What to do about a word for nothing where a field of an event takes codes and need not be there."""
    event = contract.schema("event")
    return None if node_at(event, pointer) is None else left_out(event, value, pointer)


def _named(contract: Contract, vocabulary: str | None, text: str) -> list[str]:
    """The one code whose label, or whose code of another standard, a text is."""
    word = bare(text).casefold()
    found = _by_name(contract, vocabulary).get(word, []) if vocabulary and word else []
    return found if len(found) == 1 else []


@lru_cache(maxsize=64)
def _by_name(contract: Contract, vocabulary: str) -> dict[str, list[str]]:
    """The codes of a vocabulary by their labels and by their codes of another standard."""
    found: dict[str, list[str]] = {}
    for code, row in contract.vocabulary(vocabulary).items():
        for name in {row["label"].casefold(), row.get("alpha3", "").casefold()}:
            found.setdefault(name, []).append(code)
    return found


def _countries(vocabulary: str | None, text: str) -> list[str]:
    """The countries that bear a name which is not the label: UK, Turkey, Argelia."""
    return _country_names().get(bare(text).casefold(), []) if vocabulary == "countries" else []


@cache
def _country_names() -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for file in ("country_names.csv", "territories.csv"):  # of the second, continents are no codes and are passed over
        for row in shipped_rows("lexicon", "places", file):
            codes = found.setdefault(row["name"].casefold(), [])
            codes += [row["code"]] if row["code"] not in codes else []
    return found


def _by_words(contract: Contract, vocabulary: str | None, text: str) -> list[str]:
    """The code whose label is near, or the one code whose description uses a word."""
    word = bare(text).casefold()
    if vocabulary is None or len(word) < 4:
        return []
    labels, described = _labels(contract, vocabulary), _by_described(contract, vocabulary).get(word, [])
    near = [labels[label] for label in nearest(text, labels)]
    return near or (described if len(described) == 1 else [])


@lru_cache(maxsize=64)
def _labels(contract: Contract, vocabulary: str) -> dict[str, str]:
    return {row["label"]: code for code, row in contract.vocabulary(vocabulary).items()}


@lru_cache(maxsize=64)
def _by_described(contract: Contract, vocabulary: str) -> dict[str, list[str]]:
    """The codes of a vocabulary by the words that describe them."""
    found: dict[str, list[str]] = {}
    for code, row in contract.vocabulary(vocabulary).items():
        for word in set(re.findall(r"\w+", row.get("description", "").casefold())):
            found.setdefault(word, []).append(code)
    return found


def _as_subtype(contract: Contract, vocabulary: str | None, text: str) -> str | None:
    """What to write for a subtype that stands where its type should."""
    rows = contract.vocabulary("event-subtypes") if vocabulary == "event-types" else {}
    code = offer.slug(text) or ""
    types = rows.get(code, {}).get("types", "").split(";")
    return f"it is a subtype: write `type: {' or '.join(types)}` and `subtype: {code}`" if types != [""] else None


def _other_way_round(contract: Contract, vocabulary: str | None, text: str) -> str | None:
    """What to write for a relation that is told from its other end."""
    rows = contract.vocabulary("relation-types") if vocabulary == "relation-types" else {}
    found = [code for code, row in rows.items() if row.get("inverse") == offer.slug(text) and code != text]
    return f"tell it in the other event: `type: {found[0]}`, with the id of this one" if found else None


def _choice(contract: Contract, node: Schema, pointer: str, data: Any) -> str:
    """The codes to choose from, or what they are like where there are too many to read."""
    codes = codes_of(node)
    kind = data.get("type") if isinstance(data, dict) and pointer == "/subtype" else None
    of_type = [
        code for code in codes
        if kind in contract.vocabulary("event-subtypes").get(code, {}).get("types", "").split(";")
    ] if kind else []  # fmt: skip
    if of_type:
        return f"subtypes of {kind}: {', '.join(of_type)}"
    value = value_at(data, pointer)
    text = value[:_LONGEST] if isinstance(value, str) else ""
    named = [part for part in re.findall(r"[\w-]+", text) if part in codes]
    if len(named) > 1 and is_index(pointer.rpartition("/")[2]):
        return f"write each of them apart, with a comma between two: {', '.join(named[:_SHOWN])}"
    if len(named) > 1 or (named and re.search("[,;/|+]", text)):
        return f"write one code alone: {' or '.join(named[:_SHOWN])}"
    if not codes:
        return "its schema allows no code at all"
    if len(codes) <= 30:
        return f"codes: {', '.join(_labelled(contract, node, codes))}"
    described = node.get("description", "a code").rstrip(".")
    return f"{described[:1].lower()}{described[1:]}, such as {example(node) or codes[0]}, or leave it out"


def _labelled(contract: Contract, node: Schema, codes: list[str]) -> list[str]:
    """The codes, with their labels where they are letters or figures that say nothing."""
    rows = contract.vocabulary(node["x-vocabulary"]) if "x-vocabulary" in node else {}
    if max(map(len, codes), default=9) > 2 or not rows:
        return codes
    return [f"{code} ({rows[code]['label'].lower()})" for code in codes]
