"""A document against the contract: jsonschema-rs decides in microseconds, jsonschema explains what fails."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from functools import lru_cache
from typing import Any

import jsonschema_rs

from regesta import offer
from regesta.contract import Contract, Schema, escaped, resolved, value_at
from regesta.diagnostics import Diagnostic
from regesta.read.text import cut
from regesta.suggest import nearest
from regesta.walk import formed

_NAMES = {
    "string": "text",
    "number": "a number",
    "integer": "a whole number",
    "boolean": "true or false",
    "array": "a list",
    "object": "an object with fields",
}
_DEVICE = re.compile(r"(?:con|prn|aux|nul|com[0-9]|lpt[0-9])", re.ASCII)


@lru_cache(maxsize=64)
def gate(contract: Contract, kind: str) -> jsonschema_rs.Validator:
    """The compiled validator of one kind of document; it never leaves the machine and its patterns are linear."""
    return jsonschema_rs.Draft202012Validator(
        contract.schema(kind), offline=True, pattern_options=jsonschema_rs.RegexOptions()
    )


def break_contract(contract: Contract, kind: str, data: Any) -> bool:
    """Whether a document breaks the contract."""
    return not gate(contract, kind).is_valid(data)


def explain(contract: Contract, kind: str, data: Any) -> Iterator[Diagnostic]:
    """Each way in which a document breaks the contract, with what was expected and what may have been meant."""
    if not break_contract(contract, kind, data):
        return
    document = contract.schema(kind)
    for error in _explainer(contract, kind).iter_errors(data):
        pointer = "".join("/" + escaped(str(step)) for step in error.absolute_path)
        about_key = list(error.absolute_schema_path)[-2:-1] == ["propertyNames"]
        for found in _translate(contract, document, error, pointer, data):
            yield replace(found, field=f"{pointer}/{escaped(error.instance)}", at="key") if about_key else found


@lru_cache(maxsize=64)
def _explainer(contract: Contract, kind: str) -> Any:
    """A jsonschema validator without a network, whose `pattern` runs on the linear engine of the gate."""
    from jsonschema import Draft202012Validator, ValidationError, validators  # noqa: PLC0415 - 50 ms, for faults only
    from referencing import Registry  # noqa: PLC0415 - as above

    def pattern(_validator: Any, expression: str, instance: Any, _schema: Schema) -> Iterator[ValidationError]:
        if isinstance(instance, str) and not _pattern_gate(expression).is_valid(instance):
            yield ValidationError(f"{instance!r} does not match {expression!r}")

    extend: Any = validators.extend  # its stub is not annotated
    linear = extend(Draft202012Validator, {"pattern": pattern})
    return linear(contract.schema(kind), registry=Registry())


@lru_cache(maxsize=256)
def _pattern_gate(expression: str) -> jsonschema_rs.Validator:
    return jsonschema_rs.Draft202012Validator(
        {"pattern": expression}, offline=True, pattern_options=jsonschema_rs.RegexOptions()
    )


def _translate(contract: Contract, document: Schema, error: Any, pointer: str, data: Any) -> Iterator[Diagnostic]:
    """One error of jsonschema as diagnostics in a contributor's words."""
    keyword, node, value = error.validator, resolved(document, error.schema), error.instance
    if keyword in ("additionalProperties", "unevaluatedProperties") and isinstance(value, dict):
        yield from _unknown_fields(document, node, value, pointer)
    elif keyword == "required":
        yield from _missing_fields(document, node, error, pointer)
    elif keyword == "anyOf":
        wanted = [" and ".join(option.get("required", [])) for option in error.validator_value]
        yield Diagnostic("S102", f"one of these fields is needed: {', '.join(wanted)}", pointer, at="first-key")
    elif keyword == "type":
        yield _wrong_type(error.validator_value, node, value, pointer)
    elif keyword == "enum" and not isinstance(value, str) and "type" in node:
        return  # its type is reported
    elif keyword == "enum":
        yield _unknown_code(contract, node, value, pointer)
    elif keyword == "pattern":
        yield _wrong_form(node, value, pointer)
    elif keyword in ("minLength", "minItems", "minProperties") and len(value) == 0:
        yield Diagnostic("R011", "empty value: leave the key out", pointer, value=value)
    elif keyword == "uniqueItems":
        yield _twice(value, pointer)
    else:
        code = "S106" if keyword in _BOUNDS else "S108"
        yield Diagnostic(code, _bounds_message(keyword, error), pointer, value=value_at(data, pointer))


_BOUNDS = {
    "minimum": "at least",
    "maximum": "at most",
    "exclusiveMinimum": "more than",
    "exclusiveMaximum": "less than",
    "minLength": "characters at least",
    "maxLength": "characters at most",
    "minItems": "members at least",
    "maxItems": "members at most",
}


def _bounds_message(keyword: str, error: Any) -> str:
    if keyword not in _BOUNDS:
        return cut(error.message)
    limit = error.validator_value
    if "Length" in keyword or "Items" in keyword:
        return f"{len(error.instance)} where {limit} {_BOUNDS[keyword]} are allowed"
    return f"{cut(repr(error.instance))} where {_BOUNDS[keyword]} {limit} is allowed"


def _twice(members: list[Any], pointer: str) -> Diagnostic:
    """The first member of a list that stands in it before."""
    index = next((i for i, member in enumerate(members) if member in members[:i]), None)
    shown = "" if index is None or not isinstance(members[index], str) else f" {cut(members[index])!r}"
    where = pointer if index is None else f"{pointer}/{index}"
    return Diagnostic("S108", f"the member{shown} stands twice in this list", where, help="keep one of the two")


def _unknown_fields(document: Schema, node: Schema, value: dict[str, Any], pointer: str) -> Iterator[Diagnostic]:
    known = list(node.get("properties", {}))
    free = [name for name in known if name not in value]
    for key in value:
        if key not in known:
            meant = nearest(key, free) or nearest(key, known) or _by_title(document, node, key)
            yield Diagnostic(
                "S101",
                f"unknown field {cut(key)!r}",
                f"{pointer}/{escaped(key)}",
                at="key",
                value=cut(key),
                candidates=tuple(meant),
                help=did_you_mean(meant) or f"fields here: {', '.join(free[:12])}",
                fix=offer.field(key, meant, value),
            )


def _by_title(document: Schema, node: Schema, key: str) -> list[str]:
    titles = {resolved(document, child).get("title", "").casefold(): name for name, child in node["properties"].items()}
    return [titles[key.casefold()]] if key.casefold() in titles else []


def _missing_fields(document: Schema, node: Schema, error: Any, pointer: str) -> Iterator[Diagnostic]:
    fields = node["properties"] if "properties" in node else document.get("properties", {})
    for name in error.validator_value:
        if name in error.instance:
            continue
        child = resolved(document, fields.get(name, {}))
        if f"{name!r}" in error.message or len(error.validator_value) == 1:
            what = child.get("description")
            yield Diagnostic(
                "S102", f"missing field {name!r}", pointer, at="first-key", expected=name,
                help=f"{name}: {what}" if what else None,
            )  # fmt: skip


def _wrong_type(expected: str, node: Schema, value: Any, pointer: str) -> Diagnostic:
    wanted = _NAMES.get(expected, expected)
    return Diagnostic(
        "S103",
        f"{wanted} is expected here, not {_kind_of(value)}",
        pointer,
        value=value if not isinstance(value, dict | list) else None,
        expected=expected,
        help=_type_help(expected, value),
        fix=offer.number(value, node) if isinstance(value, str) else None,
    )


def _kind_of(value: Any) -> str:
    if isinstance(value, str):
        return f"the text {cut(value)!r}"
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, int | float):
        return f"the number {cut(repr(value))}"
    return "a list" if isinstance(value, list) else "an object" if isinstance(value, dict) else "null"


def _type_help(expected: str, value: Any) -> str | None:
    if expected == "array":
        return "begin each member with `- `, even a single one"
    if expected in ("number", "integer") and isinstance(value, str) and re.fullmatch(r"-?\d+,\d+", value, re.ASCII):
        return f"write the decimal point as a point: {value.replace(',', '.')}"
    if expected == "object" and isinstance(value, str):
        return "write its fields on lines of their own"
    return None


def _unknown_code(contract: Contract, node: Schema, value: Any, pointer: str) -> Diagnostic:
    codes = [code for code in node.get("enum", []) if isinstance(code, str)]
    name = node.get("x-vocabulary")
    labels = {row["label"].casefold(): code for code, row in contract.vocabulary(name).items()} if name else {}
    text = value if isinstance(value, str) else ""
    named = labels.get(text.casefold())
    meant = [named] if named is not None else nearest(text, codes)
    more = ", ..." if len(codes) > 20 else ""
    return Diagnostic(
        "S104",
        f"unknown code {cut(str(value))!r}",
        pointer,
        value=value if isinstance(value, str) else None,
        expected=name or codes,
        candidates=tuple(meant),
        help=did_you_mean(meant) or _as_subtype(contract, name, text) or f"codes: {', '.join(codes[:20])}{more}",
        fix=offer.code(text, meant, named=named is not None),
    )


def _as_subtype(contract: Contract, name: str | None, text: str) -> str | None:
    """What to write for a subtype that stands where its type should."""
    rows = contract.vocabulary("event-subtypes") if name == "event-types" else {}
    types = rows.get(text, {}).get("types", "").split(";")
    return f"it is a subtype: write type {' or '.join(types)}, subtype {text}" if types != [""] else None


def _wrong_form(node: Schema, value: Any, pointer: str) -> Diagnostic:
    examples: Sequence[Any] = node.get("examples", [])
    shown = f", for example {examples[0]}" if examples and isinstance(examples[0], str) else ""
    described = node.get("description", "another form").rstrip(".")
    title = node.get("title", "value").lower()
    return Diagnostic(
        "S105", f"{cut(str(value))!r} is not of the form of this field ({title})", pointer, value=value,
        help=f"{described}{shown}", fix=offer.day(str(value)) if node.get("x-form") == "day" else None,
    )  # fmt: skip


def check_forms(contract: Contract, kind: str, data: Any) -> Iterator[Diagnostic]:
    """What patterns cannot say: days that exist, names that no file system reserves, by the contract's x-form."""
    for node, text, pointer in formed(contract.schema(kind), data):
        yield from _form(node, text, pointer)


def _form(node: Schema, text: str, pointer: str) -> Iterator[Diagnostic]:
    form = node.get("x-form")
    if form in ("day", "bound") and not _day_exists(text):
        yield Diagnostic("S105", f"{cut(text)!r} is not a day of the calendar", pointer, value=text)
    elif form == "timezone":
        from regesta.normalise.zones import known_zone  # noqa: PLC0415 - only where a zone is stated

        if not known_zone(text):
            yield Diagnostic("D210", f"{cut(text)!r} is not a time zone", pointer, value=text, help=ZONE_HELP)
    elif form == "edtf":
        from regesta.normalise.edtf import parse  # noqa: PLC0415 - only where a registry states one

        if parse(text) is None:
            yield Diagnostic("D209", f"{cut(text)!r} is not an EDTF date", pointer, value=text)
    elif "x-refers" in node and _DEVICE.fullmatch(text):
        yield Diagnostic("S105", f"{text!r} is a device name of Windows and cannot be an id", pointer, value=text)


ZONE_HELP = "an IANA name such as Europe/Moscow"


def _day_exists(text: str) -> bool:
    """Whether a day or an instant of the right shape stands in the proleptic Gregorian calendar."""
    match = re.match(r"([-+]?\d+)-(\d\d)-(\d\d)", text, re.ASCII)
    if match is None:
        return True  # the pattern has refused it
    year, month, day = (int(part) for part in match.groups())
    try:
        date(year % 400 + 400, month, day)
    except ValueError:
        return False
    return True


def did_you_mean(meant: Sequence[str]) -> str | None:
    return f"did you mean {' or '.join(meant)}?" if meant else None
