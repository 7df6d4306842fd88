"""A document against the contract: jsonschema-rs decides in microseconds, jsonschema explains what fails."""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from datetime import date
from functools import cache, lru_cache
from typing import Any

from regesta.contract import Contract, Schema, escaped, node_at, resolved, value_at
from regesta.diagnostics import Diagnostic
from regesta.read.text import quoted
from regesta.walk import formed
from regesta.without_email import without_email

with without_email():
    import jsonschema_rs

_DEVICE = re.compile(r"(?:con|prn|aux|nul|com[0-9]|lpt[0-9])", re.ASCII)
_DEVICE_LENGTHS = (3, 4)
_DAY_HELP = "mend the day or the month"


@lru_cache(maxsize=64)
def gate(contract: Contract, kind: str) -> jsonschema_rs.Validator:
    """The compiled validator of one kind of document."""
    return _compiled(contract.schema(kind))


def _compiled(schema: Schema) -> jsonschema_rs.Validator:
    """A compiled validator, which never leaves the machine and whose patterns are linear."""
    return jsonschema_rs.Draft202012Validator(schema, offline=True, pattern_options=jsonschema_rs.RegexOptions())


def break_contract(contract: Contract, kind: str, data: Any) -> bool:
    """Whether a document breaks the contract."""
    return not gate(contract, kind).is_valid(data)


def explain(contract: Contract, kind: str, data: Any, *, in_json: bool = False) -> Iterator[Diagnostic]:
    """Each way in which a document breaks the contract, with what was expected and what may have been meant.

    in_json: what has to be typed instead is told as JSON has it, not YAML.
    """
    if not break_contract(contract, kind, data):
        return
    from regesta.advice.meant import wrapped  # noqa: PLC0415 - for faults only

    document = contract.schema(kind)
    whole = wrapped(document, data) if kind == "event" else None
    if whole is not None:
        yield whole
        return
    found: list[Diagnostic] = []
    for error in _explainer(contract, kind).iter_errors(data):
        pointer = "".join("/" + escaped(str(step)) for step in error.absolute_path)
        about_key = list(error.absolute_schema_path)[-2:-1] == ["propertyNames"]
        found += (
            _of_key(d, error, pointer) if about_key else d
            for d in _translate(contract, document, error, pointer, data, in_json=in_json)
        )
    yield from _without_echoes(found)


def _of_key(found: Diagnostic, error: Any, pointer: str) -> Diagnostic:
    """What was found of the name of a field of the object at the pointer."""
    from regesta.advice.fields import called  # noqa: PLC0415 - for faults only

    asked = error.validator in ("pattern", "minLength", "maxLength")
    message = f"a field of {called(pointer)} cannot be called {quoted(error.instance)}" if asked else found.message
    return replace(found, field=f"{pointer}/{escaped(error.instance)}", at="key", message=message)


def _without_echoes(found: list[Diagnostic]) -> Iterator[Diagnostic]:
    """The findings without the missing fields that stand there misspelt; of those, `expected` tells the right name.

    Of an object with unknown fields it is not said that it needs one of several: what was typed for it is told.
    """
    missing = {(d.field, name) for d in found if d.code == "S102" for name in _listed(d.expected)}
    unknown = [d for d in found if d.code == "S101"]
    misspelt = {d.field: name for d in unknown for name in d.candidates if (_home(d), name) in missing}
    meant = {(field.rpartition("/")[0], name) for field, name in misspelt.items()}
    strange = {_home(d) for d in unknown}
    for d in found:
        if d.code == "S101" and d.field in misspelt:
            yield replace(d, expected=misspelt[d.field])
        elif d.code != "S102" or not _is_echo(d, meant, strange):
            yield d


def _is_echo(d: Diagnostic, meant: set[tuple[str, str]], strange: set[str]) -> bool:
    """Whether a missing field stands there misspelt, or is one of several where an unknown one was typed."""
    one_of_several = isinstance(d.expected, list) and d.field in strange
    return one_of_several or not meant.isdisjoint((d.field, name) for name in _listed(d.expected))


def _home(d: Diagnostic) -> str:
    """The pointer of the object that a field stands in."""
    return d.field.rpartition("/")[0]


def _listed(expected: Any) -> list[str]:
    return expected if isinstance(expected, list) else [expected]


@lru_cache(maxsize=64)
def _explainer(contract: Contract, kind: str) -> Any:
    """A jsonschema validator without a network, whose patterns run on the linear engine of the gate."""
    from jsonschema import Draft202012Validator, ValidationError, validators  # noqa: PLC0415 - 50 ms, for faults only
    from referencing import Registry  # noqa: PLC0415 - as above

    def pattern(_validator: Any, expression: str, instance: Any, _schema: Schema) -> Iterator[ValidationError]:
        if isinstance(instance, str) and not _pattern_gate(expression).is_valid(instance):
            yield ValidationError(f"{instance!r} does not match {expression!r}")

    def unique(_validator: Any, is_asked: bool, instance: Any, _schema: Schema) -> Iterator[ValidationError]:
        if is_asked and isinstance(instance, list) and _repeated(instance) is not None:
            yield ValidationError("a member stands twice")

    extend: Any = validators.extend  # its stub is not annotated
    reference = _reference(contract.schema(kind), Draft202012Validator.VALIDATORS["$ref"])
    own = {"$ref": reference, "pattern": pattern, "uniqueItems": unique}
    own |= {"patternProperties": _by_name, "additionalProperties": _others}
    return extend(Draft202012Validator, own)(contract.schema(kind), registry=Registry())


def _by_name(validator: Any, patterns: Schema, instance: Any, _schema: Schema) -> Iterator[Any]:
    """The keyword `patternProperties`."""
    for expression, node in patterns.items() if isinstance(instance, dict) else ():
        for key in filter(_pattern_gate(expression).is_valid, instance):
            yield from validator.descend(instance[key], node, path=key, schema_path=expression)


def _others(validator: Any, node: Any, instance: Any, schema: Schema) -> Iterator[Any]:
    """The keyword `additionalProperties`; the error's instance is the object without the fields that have a pattern."""
    from jsonschema import ValidationError  # noqa: PLC0415 - as above

    left = _unnamed(instance, schema) if isinstance(instance, dict) else []
    if isinstance(node, dict):
        for key in left:
            yield from validator.descend(instance[key], node, path=key)
    elif left and not node:
        known = schema.get("properties", {})
        yield ValidationError("unknown fields", instance={k: v for k, v in instance.items() if k in known or k in left})


def _unnamed(value: dict[str, Any], node: Schema) -> list[str]:
    """The keys of an object that its schema neither names nor gives a pattern of."""
    fits = [_pattern_gate(expression).is_valid for expression in node.get("patternProperties", ())]
    return [key for key in value if key not in node.get("properties", {}) and not any(fit(key) for fit in fits)]


_MANY = 50  # values of a definition: below, to compile a gate for it costs more than it saves


def _reference(document: Schema, usual: Callable[..., Iterator[Any]]) -> Callable[..., Iterator[Any]]:
    """The keyword `$ref`, which finds a definition without a search, and goes into no value that the gate lets pass."""
    definitions = {f"#/$defs/{escaped(name)}": node for name, node in document.get("$defs", {}).items()}
    followed: Counter[str] = Counter()

    @cache
    def gate_of(ref: str) -> jsonschema_rs.Validator:
        return _compiled({"$ref": ref, "$defs": document["$defs"]})

    def reference(validator: Any, ref: str, instance: Any, schema: Schema) -> Iterator[Any]:
        followed[ref] += 1
        if ref not in definitions:
            yield from usual(validator, ref, instance, schema)
        elif followed[ref] <= _MANY or not gate_of(ref).is_valid(instance):
            yield from validator.descend(instance, definitions[ref])

    return reference


@lru_cache(maxsize=256)
def _pattern_gate(expression: str) -> jsonschema_rs.Validator:
    return _compiled({"pattern": expression})


def _translate(
    contract: Contract, document: Schema, error: Any, pointer: str, data: Any, *, in_json: bool
) -> Iterator[Diagnostic]:
    """One error of jsonschema as diagnostics in a contributor's words."""
    from regesta.advice import fields, meant, missing, out_of_bounds, wrong_type  # noqa: PLC0415 - for faults only

    keyword, node, value = error.validator, resolved(document, error.schema), error.instance
    if keyword in ("additionalProperties", "unevaluatedProperties") and isinstance(value, dict):
        yield from meant.unknown_fields(document, node, value, pointer)
    elif keyword == "required":
        yield from missing.missing_fields(document, error, pointer, in_json=in_json)
    elif keyword == "anyOf" and all("required" in option for option in error.validator_value):
        yield missing.one_needed(error.validator_value, node, pointer)
    elif keyword == "type":
        yield wrong_type.wrong_type(document, error.validator_value, node, value, pointer, in_json=in_json)
    elif keyword == "enum" and not isinstance(value, str) and "type" in node:
        return  # its type is reported
    elif keyword == "enum":
        yield meant.unknown_code(contract, {**node, **(_field(document, pointer) or {})}, value, pointer, data)
    elif keyword == "pattern":
        from regesta.advice.wrong_form import wrong_form  # noqa: PLC0415 - as above

        fits, home = _pattern_gate(node["pattern"]).is_valid, value_at(data, pointer.rpartition("/")[0])
        beside = home if isinstance(home, dict) else {}
        yield wrong_form(node, _field(document, pointer) or node, value, pointer, fits, beside)
    elif keyword in ("minLength", "minItems", "minProperties") and len(value) == 0:
        yield Diagnostic("R011", f"{fields.called(pointer)} is empty", pointer, value=value, help="leave the key out")
    elif keyword == "uniqueItems":
        yield _twice(value, pointer)
    else:
        yield from out_of_bounds.other_breach(error, pointer, data)


def _field(document: Schema, pointer: str) -> Schema | None:
    """The node of a field, with its own example; registries are lists."""
    if "items" in document:
        document, pointer = {**document, **resolved(document, document["items"])}, pointer[1:].partition("/")[2]
        return node_at(document, f"/{pointer}")
    parent, _, last = pointer.rpartition("/")
    examples = (node_at(document, parent) or {}).get("examples", [[]])[0] if last.isdigit() else []
    return {"examples": examples} if isinstance(examples, list) and examples else node_at(document, pointer)


def _twice(members: list[Any], pointer: str) -> Diagnostic:
    """The first member of a list that stands in it before."""
    index = _repeated(members)
    shown = "" if index is None or not isinstance(members[index], str) else f" {quoted(members[index])}"
    where = pointer if index is None else f"{pointer}/{index}"
    return Diagnostic("S108", f"the member{shown} stands twice in this list", where, help="keep one of the two")


def _repeated(members: list[Any]) -> int | None:
    """The index of the first member that stands in the list before, as JSON Schema compares them."""
    seen: set[Any] = set()
    for index, member in enumerate(members):
        identity = _identity(member)
        if identity in seen:
            return index
        seen.add(identity)
    return None


def _identity(value: Any) -> Any:
    """Something to hash that is the same for equal values; 1 equals 1.0 and not true."""
    if isinstance(value, dict):
        return frozenset((key, _identity(item)) for key, item in value.items())
    if isinstance(value, list):
        return (list, *map(_identity, value))
    return (bool, value) if isinstance(value, bool) else value


def check_forms(contract: Contract, kind: str, data: Any) -> Iterator[Diagnostic]:
    """What patterns cannot say: days that exist, names that no file system reserves, by the contract's x-form."""
    yield from check_formed(formed(contract.schema(kind), data))
    if kind in ("actors", "places") and isinstance(data, list):
        from regesta.registries import check_entries  # noqa: PLC0415 - a file outside any dataset has no registry

        yield from check_entries(data)
    if kind == "sources" and isinstance(data, list):
        from regesta.check.licences import of_sources  # noqa: PLC0415 - as above

        yield from of_sources((f"/{index}", one) for index, one in enumerate(data) if isinstance(one, dict))
    if kind == "config":
        from regesta.withheld import check_patterns  # noqa: PLC0415 - as above

        yield from check_patterns(contract.schema("event"), data)


def check_formed(found: Iterable[tuple[Schema, str, str]]) -> Iterator[Diagnostic]:
    """The same of what `formed` found."""
    for node, text, pointer in found:
        form = node.get("x-form")
        if form == "language":
            from regesta.check.languages import is_language, of_tag  # noqa: PLC0415 - only where one is stated

            if not is_language(text):
                yield from of_tag(text, pointer)
        elif form is not None or len(text) in _DEVICE_LENGTHS:
            yield from _form(node, text, pointer)


def _form(node: Schema, text: str, pointer: str) -> Iterator[Diagnostic]:
    form = node.get("x-form")
    if form in ("day", "bound") and not _day_exists(text):
        if "pattern" in node and not _pattern_gate(node["pattern"]).is_valid(text):
            return  # the pattern has refused it
        yield Diagnostic("S105", f"there is no day {quoted(text)} in the calendar", pointer, value=text, help=_DAY_HELP)
    elif form == "timezone":
        from regesta.normalise.dates.zones import known_zone  # noqa: PLC0415 - only where a zone is stated

        if not known_zone(text):
            from regesta.normalise.dates.notation_advice import zone  # noqa: PLC0415 - for faults only

            yield Diagnostic("D210", f"{quoted(text)} is not a time zone", pointer, value=text, help=zone(text))
    elif form == "edtf":
        from regesta.normalise.dates.edtf import parse  # noqa: PLC0415 - only where a registry states one

        if parse(text) is None:
            from regesta.normalise.dates.notation_advice import notation  # noqa: PLC0415 - for faults only

            yield Diagnostic("D209", f"{quoted(text)} is not an EDTF date", pointer, value=text, help=notation(text))
    elif form == "orcid":
        from regesta.check.identifiers import of_orcid  # noqa: PLC0415 - as above

        yield from of_orcid(text, pointer)
    elif form == "file":
        from regesta.check.file_names import of_file  # noqa: PLC0415 - as above

        yield from of_file(text, pointer)
    elif "x-refers" in node and _DEVICE.fullmatch(text):
        message = f"{quoted(text)} is a device name of Windows and cannot be an id"
        yield Diagnostic("S105", message, pointer, value=text, help=f"write more, such as {text}-1")


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
