"""How a value of another shape is written, as JSON, which is YAML too; read for faults only."""

import json
from typing import Any

from regesta.advice import offer
from regesta.advice.fields import codes_of, starting_field
from regesta.contract import Schema, resolved
from regesta.read.text import cut

MOST_NAMED = 8
_MOST_CODES = 20
INNER = ("name", "text", "value", "title", "label", "id")  # where the text of an object stands that is one too many


def as_structure(document: Schema, node: Schema, value: Any) -> str | None:
    """How a text is written as an object, and anything as a list."""
    member = resolved(document, node.get("items", node))
    if isinstance(value, list):
        return "take the [ ] around it away" if len(value) == 1 and isinstance(value[0], dict) else None
    if isinstance(value, dict):
        return "put it in [ ], even if it is the only one"
    if "properties" in member and isinstance(value, str | int | float) and not isinstance(value, bool):
        made, needed = _lone(document, member, str(value))
        written = json.dumps(made, ensure_ascii=False)
        return f"write {f'[{written}]' if 'items' in node else written}{needed}"
    if "items" not in node or not isinstance(value, str):
        return None
    parts = [part.strip() for part in value.split(",") if part.strip()] or [value]
    if member.get("title") == "Slug":
        parts = [offer.slug(part) or part for part in parts[:MOST_NAMED]]
    return f"write {json.dumps([cut(part, 40) for part in parts[:MOST_NAMED]], ensure_ascii=False)}"


def _lone(document: Schema, member: Schema, value: str) -> tuple[dict[str, str], str]:
    """A lone text as the object that it most likely is, with the other fields that it needs and the codes of these."""
    first, fields = starting_field(member, value), member.get("properties", {})
    made = {first: _fitting(resolved(document, fields.get(first, {})), value)}
    made |= {name: _to_fill_in(name, value) for name in member.get("required", ()) if name != first}
    codes = {name: codes_of(resolved(document, fields.get(name, {}))) for name, text in made.items() if text == "..."}
    few = {name: known for name, known in codes.items() if 0 < len(known) <= _MOST_CODES}
    return made, "".join(f"; `{name}` is one of {', '.join(known)}" for name, known in few.items())


def _fitting(node: Schema, value: str) -> str:
    """A text as a field takes it: a claim with its event, no code that there is not."""
    if node.get("x-refers") == "event-claim" and "#" not in value:
        return f"EVENT-ID#{cut(value, 40)}"
    codes = codes_of(node)
    return cut(value, 50) if not codes or value in codes else "..."


def _to_fill_in(name: str, value: str) -> str:
    return (offer.slug(value) or "...") if name == "id" and not value.startswith(("http://", "https://")) else "..."


def from_object(expected: str, node: Schema, value: dict[str, Any]) -> str | None:
    """What to write for an object where one text or number is expected: the one that it holds."""
    if expected in ("number", "integer"):
        figures = [one for one in value.values() if isinstance(one, int | float) and not isinstance(one, bool)]
        return f"write the number alone: {cut(repr(figures[0]), 40)}" if len(figures) == 1 else None
    if expected != "string":
        return None
    is_id = node.get("title") == "Slug"
    inner = next((value[key] for key in (("id",) if is_id else INNER) if isinstance(value.get(key), str)), "")
    if inner.strip():
        return f"write {json.dumps(cut(inner, 60), ensure_ascii=False)}"
    return "write the id alone, or leave the key out" if is_id else "write one text alone"


def one_of_list(home: Schema, node: Schema, value: list[str]) -> str | None:
    """What to do about several texts where one is expected, if they cannot be one: codes, and names of a member.

    home is the object in which the text stands, if it is a member of a list; else {}.
    """
    codes = codes_of(node)
    if codes:
        known = [one for one in value if one in codes]
        return f"write one code alone{': ' + ' or '.join(known[:MOST_NAMED]) if known else ''}"
    what = str(home.get("title", "")).partition(" of ")[0].lower()
    return f"write one of them alone; each other has a {what} of its own" if what else None
