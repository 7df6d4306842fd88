"""Writes the pages of the reference from the contract and the program: `python docs/reference.py [DIR]`."""

import csv
import json
import re
import sys
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple

import typer

from regesta.cli import app
from regesta.cli.shared import CHECK, CURATE, RELEASE
from regesta.contract import OPEN_VOCABULARIES, Contract, Schema, properties, resolved
from regesta.diagnostics import RULES
from regesta.importing.recipe import find_recipe, shipped
from regesta.ready import SCHEMA
from regesta.release.columns import nested_schema
from regesta.release.describe.codebook import type_name
from regesta.release.describe.fields import Field, Table, described_tables
from regesta.release.describe.markdown import code, prose, table
from regesta.rulebook import FAMILIES, page

DOCS = Path(__file__).parent
NOTE = "<!-- Written by docs/reference.py; `make reference` writes it anew. -->\n\n"
KINDS = ("dates", "names", "places", "quantities", "loaded-words", "romanisation")
CONTRACT = Contract()


class Object(NamedTuple):
    """An object of the contract: anchor is its own within the page."""

    anchor: str
    document: Schema
    node: Schema


def objects(document: Schema, start: Schema, anchor: str) -> Iterator[Object]:
    """The object and those within it, each once, in the order in which they are first met."""
    waiting, met = [Object(anchor, document, start)], {anchor}
    while waiting:
        here = waiting.pop(0)
        yield here
        for name, child in here.node.get("properties", {}).items():
            inner, found = member(document, child), target(document, here.anchor, name, child)
            if "properties" in inner and found not in met:
                met.add(found)
                waiting.append(Object(found, document, defined(document, child) or inner))


def member(document: Schema, node: Schema) -> Schema:
    """What a value, or each member of a list, is."""
    node = resolved(document, node)
    return resolved(document, node["items"]) if "items" in node else node


def definition(document: Schema, child: Schema) -> str | None:
    """The name of the definition that a value, or each member of a list, follows."""
    child = {**child, **child.get("items", {})}
    while "$ref" in child:
        ref = child["$ref"].removeprefix("#/").split("/")
        if len(ref) == 2:
            return str(ref[1])
        child = _at(document, ref)
    return None


def _at(document: Schema, steps: list[str]) -> Schema:
    for step in steps:
        document = document[step]
    return document


def defined(document: Schema, child: Schema) -> Schema | None:
    """What the definition says of itself, whatever the field says of its use here."""
    name = definition(document, child)
    return None if name is None else resolved(document, document["$defs"][name])


def target(document: Schema, parent: str, name: str, child: Schema) -> str:
    """The anchor of the object that a field holds: the name of its definition, else the path to it."""
    return (definition(document, child) or f"{parent}.{name}").lower()


def every_object() -> list[Object]:
    """The objects of a record and of the registries, each once."""
    found = {o.anchor: o for o in objects(CONTRACT.schema("event"), CONTRACT.schema("event"), "event")}
    for kind in ("actors", "places"):
        document = CONTRACT.schema(kind)
        anchor = target(document, "", "", document)
        for inner in objects(document, member(document, document), anchor):
            found.setdefault(inner.anchor, inner)
    return list(found.values())


def type_words(document: Schema, child: Schema, link: str) -> str:
    """The type of a field: of an object, a link to it."""
    node, inner = resolved(document, child), member(document, child)
    words = {"string": "text", "number": "number", "integer": "integer", "boolean": "true or false"}
    if "properties" in inner:
        one = f"[{prose((defined(document, child) or inner)['title'])}](#{link})"
    else:
        one = words.get(inner.get("type", ""), "object")
    return f"list of {one}" if "items" in node else one


def bounds(node: Schema) -> str:
    """The bounds and the pattern of a value, in words."""
    told = []
    if "maxLength" in node:
        told.append(f"At most {node['maxLength']} characters.")
    told += [f"{words} {node[key]}." for words, key in (("At least", "minimum"), ("At most", "maximum")) if key in node]
    if "pattern" in node:
        told.append(f"Pattern {code(node['pattern'], 400)}.")
    return " ".join(told)


def meaning(document: Schema, child: Schema) -> str:
    """Title and description, then unit, standard, codes and bounds."""
    node, inner = resolved(document, child), member(document, child)
    told = [f"*{prose(node['title'])}.*" if "title" in node else "", prose(node.get("description", ""))]
    told += [
        f"{label}: {prose(str(inner[k]))}."
        for label, k in (("Unit", "x-unit"), ("Standard", "x-standard"))
        if k in inner
    ]
    if "x-vocabulary" in inner:
        told.append(f"Codes: [{inner['x-vocabulary']}](vocabularies.md#{inner['x-vocabulary']}).")
    elif "enum" in inner:
        told.append(f"One of {', '.join(code(str(value)) for value in inner['enum'])}.")
    if "default" in node:
        told.append(f"Where it is blank: {code(str(node['default']))}.")
    told.append(bounds(inner))
    return " ".join(filter(None, told))


def who(node: Schema, name: str, required: Iterable[str]) -> str:
    """Who gives a field its value."""
    if node.get("readOnly"):
        return "computed"
    if name in required:
        return "required"
    return "filled in" if node.get("x-filled") else "not released" if node.get("x-unreleased") else ""


def example(node: Schema) -> str:
    value = next(iter(node.get("examples", ())), None)
    return "" if value is None else code(value if isinstance(value, str) else json.dumps(value, ensure_ascii=False), 60)


def field_rows(here: Object) -> Iterator[list[str]]:
    required = here.node.get("required", here.node.get("else", {}).get("required", ()))
    for name, child in here.node["properties"].items():
        node = resolved(here.document, child)
        yield [
            f'<a id="{here.anchor}.{name}"></a>{code(name)}',
            type_words(here.document, child, target(here.document, here.anchor, name, child)),
            meaning(here.document, child),
            example(node) or example(member(here.document, child)),
            who(node, name, required),
        ]


def object_section(here: Object) -> str:
    """One object: what it is, what it needs, its fields."""
    needs = [" and ".join(map(code, choice["required"])) for choice in here.node.get("anyOf", ())]
    told = [f'<a id="{here.anchor}"></a>\n\n## {prose(here.node["title"])}\n', prose(here.node["description"]) + "\n"]
    if needs:
        told.append(f"It needs at least one of these: {'; '.join(needs)}.\n")
    return "\n".join([*told, table(("Field", "Type", "Meaning", "Example", "Filled by"), field_rows(here))])


def record_page() -> str:
    found = every_object()
    contents = "".join(f"- [{prose(o.node['title'])}](#{o.anchor}): {prose(o.node['description'])}\n" for o in found)
    return "\n".join([contents, *map(object_section, found)])


def vocabulary_names() -> list[str]:
    return sorted(path.stem for path in (SCHEMA / "vocabulary").glob("*.csv"))


def uses() -> dict[str, list[str]]:
    """The fields, settings and columns that take the codes of each vocabulary, as links."""
    config, found = CONTRACT.schema("config"), dict[str, list[str]]()
    places = [(o.document, o.node, o.anchor, "record.md#") for o in every_object()]
    places += [(config, node, name, "settings.md#") for name, node in properties(config, config).items()]
    for document, node, anchor, home in places:
        for name, child in node.get("properties", {}).items():
            vocabulary = str(member(document, child).get("x-vocabulary"))
            found.setdefault(vocabulary, []).append(f"[{anchor}.{name}]({home}{anchor}.{name})")
    for entry in described_tables(CONTRACT):
        for field in entry.fields if entry.name == "changes" else ():
            if field.vocabulary is not None:
                found.setdefault(field.vocabulary, []).append(f"[changes.{field.name}](release.md#table.changes)")
    return found


def vocabulary_section(name: str, fields: list[str]) -> str:
    rows = list(CONTRACT.vocabulary(name).values())
    head = [f"{column.replace('_', ' ').capitalize()}" for column in rows[0]]
    own = f"A dataset may add codes, in `vocabulary/{name}.csv`." if name in OPEN_VOCABULARIES else ""
    used = f"Taken by {', '.join(fields)}." if fields else ""
    cells = ([code(row["code"]), *(prose(value or "") for key, value in row.items() if key != "code")] for row in rows)
    return f"## {name}\n\n{' '.join(filter(None, (used, own)))}\n\n{table(head, cells)}"


def vocabularies_page() -> str:
    contents = ", ".join(f"[{name}](#{name})" for name in vocabulary_names())
    fields = uses()
    return "\n".join([contents + ".\n", *(vocabulary_section(n, fields.get(n, [])) for n in vocabulary_names())])


def rules_page() -> str:
    parts = []
    for family, title in FAMILIES.items():
        own = [rule for rule in RULES.values() if rule.code[0] == family]
        rows = ([f"[{r.code}](#{r.code.lower()})", r.severity, prose(r.name)] for r in own)
        parts.append(f"**{family}: {title}**\n\n{table(('Code', 'Severity', 'Name'), rows)}")
    return "\n".join([*parts, *(rule_section(code_) for code_ in RULES)])


def rule_section(rule: str) -> str:
    _, _, text = page(rule).partition("\n\n")
    body = re.sub(r"^## (.*)$", r"**\1.**", text, flags=re.MULTILINE)
    severity = f"Severity: {RULES[rule].severity}."
    return f'<a id="{rule.lower()}"></a>\n\n## {rule}: {prose(RULES[rule].name)}\n\n{severity}\n\n{body}'


def command_section(path: str, command: Any) -> Iterator[str]:
    """A command with its arguments and options; a group, each of its commands."""
    inner = getattr(command, "commands", None)
    if inner is not None:
        yield f"## {path}\n\n{prose(command.help)}\n"
        for name, each in inner.items():
            yield from command_section(f"{path} {name}", each)
        return
    context = typer.Context(command, info_name=path, help_option_names=["-h", "--help"])
    records = filter(None, (parameter.get_help_record(context) for parameter in command.get_params(context)))
    rows = ([code(name, 200), prose(told)] for name, told in records)
    usage = f"{path} {' '.join(command.collect_usage_pieces(context))}"
    shown = command.epilog.partition("\n  ")[2].replace("\n  ", "\n")
    yield (
        f"## {path}\n\n{prose(command.help)}\n\n```text\n{usage}\n```\n\n"
        f"{table(('Argument or option', 'Meaning'), rows)}\nFor example:\n\n```sh\n{shown}\n```\n"
    )


def commands_page() -> str:
    group: Any = typer.main.get_command(app)
    shown = sorted(group.commands.items(), key=lambda item: (CURATE, CHECK, RELEASE).index(item[1].rich_help_panel))
    sections = (part for name, command in shown for part in command_section(f"regesta {name}", command))
    return "\n".join(sections)


def column_row(field: Field) -> list[str]:
    told = [f"*{prose(field.title)}.*", prose(field.description)]
    if field.vocabulary is not None:
        told.append(f"Codes: [{field.vocabulary}](vocabularies.md#{field.vocabulary}).")
    if field.refers is not None:
        told.append(f"An `id` of [{field.refers}](#table.{field.refers}).")
    return [f"`{field.name}`", type_name(field.type), " ".join(filter(None, told))]


def table_section(entry: Table) -> str:
    key = ", ".join(map(code, entry.key))
    told = f"{prose(entry.title)}. {prose(entry.description)} Key: {key}."
    head = f'<a id="table.{entry.name}"></a>\n\n## {entry.name}\n\n{told}\n\n'
    return head + table(("Column", "Type", "Meaning"), map(column_row, entry.fields))


def release_page() -> str:
    described = described_tables(CONTRACT)
    rows = [[f"[{t.name}](#table.{t.name})", prose(t.description), ", ".join(map(code, t.key))] for t in described]
    rows.append(["[events](#table.events)", "Events, nested: in JSON and Parquet only.", code("id")])
    nested = (
        [f"`{f.name}`", type_name(f.type), prose((f.metadata or {}).get(b"description", b"").decode())]
        for f in nested_schema(CONTRACT)
    )
    last = (
        '<a id="table.events"></a>\n\n## events\n\nOne row an event, its lists inside it: JSON and Parquet only.\n\n'
        + table(("Column", "Type", "Meaning"), nested)
    )
    return "\n".join([table(("Table", "What it holds", "Key"), rows), *map(table_section, described), last])


def settings_page() -> str:
    document = CONTRACT.schema("config")
    parts = []
    for name, table_ in properties(document, document).items():
        shown = f'<a id="{name}"></a>\n\n## [{name}]\n\n{prose(table_["description"])}\n'.replace("[", "\\[")
        parts.append(shown + "\n" + settings_table(document, table_, name))
    return "\n".join(parts)


def settings_table(document: Schema, node: Schema, path: str) -> str:
    """The keys of a table of the settings, those of tables within it too."""
    if "properties" not in node:
        values = node["additionalProperties"]
        rows = [["a code of a [rule](rules.md)", "text", meaning(document, values), example(node), ""]]
    else:
        rows = list(setting_rows(document, node, path, ""))
    return table(("Key", "Type", "Meaning", "Example", ""), rows)


def setting_rows(document: Schema, node: Schema, path: str, before: str) -> Iterator[list[str]]:
    for name, child in node["properties"].items():
        inner, key = member(document, child), f"{before}{name}"
        kind = (
            "list of tables"
            if "properties" in inner and "items" in child
            else "table"
            if inner.get("type") == "object"
            else ""
        )
        yield [
            f'<a id="{path}.{key}"></a>{code(key)}', kind or type_words(document, child, ""), meaning(document, child),
            example(resolved(document, child)), "required" if name in node.get("required", ()) else "",
        ]  # fmt: skip
        if "properties" in inner:
            yield from setting_rows(document, inner, path, f"{key}.")


def lexicon() -> dict[str, dict[str, Mapping[str, Any]]]:
    """The files of words, by kind and the language or script that they are called by."""
    found: dict[str, dict[str, Mapping[str, Any]]] = {}
    for kind in KINDS:
        files = sorted((SCHEMA / "lexicon" / kind).iterdir())
        words = {path.stem: json.loads(path.read_text(encoding="utf-8")) for path in files if path.suffix == ".json"}
        found[kind] = words or {path.stem: {} for path in files}
    return found


def languages_page() -> str:
    names = {row["code"]: row["name"] for row in csv.DictReader((DOCS / "languages.csv").open(encoding="utf-8"))}
    words = lexicon()
    codes = sorted({own for files in words.values() for own in files}, key=lambda own: names[own])
    rows = ([prose(names[own]), code(own), *("yes" if own in words[kind] else "" for kind in KINDS)] for own in codes)
    schemes = (
        [prose(names[own]), prose(told["scheme"]), told["script"]] for own, told in words["romanisation"].items()
    )
    head = ("Language", "Code", *(kind.replace("-", " ").capitalize() for kind in KINDS))
    scripts = table(("Language", "Scheme", "Script"), schemes)
    return "\n".join([table(head, rows), "## Romanisation\n\n" + scripts])


def recipes_page() -> str:
    parts = []
    for recipe in map(find_recipe, shipped()):
        files = ([code(i.name), ", ".join(map(code, i.files)), "" if i.needed else "may lack"] for i in recipe.inputs)
        parts.append(
            f"## {recipe.key}\n\n{prose(recipe.name)}, <{recipe.source}>. Licence: {prose(recipe.licence)}.\n\n"
            + table(("Input", "Files", ""), files)
        )
    return "\n".join(parts)


PAGES = {
    "record": record_page, "vocabularies": vocabularies_page, "rules": rules_page, "commands": commands_page,
    "release": release_page, "settings": settings_page, "languages": languages_page, "recipes": recipes_page,
}  # fmt: skip


def opening(name: str) -> str:
    return (DOCS / "openings" / f"{name}.md").read_text(encoding="utf-8")


def main(folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    for name, written in PAGES.items():
        (folder / f"{name}.md").write_text(NOTE + opening(name) + "\n" + written(), encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else DOCS / "reference")
