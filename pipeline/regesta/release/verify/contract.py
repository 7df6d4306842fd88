"""The contract of a release: its schemas and vocabularies agree, and are those that ship but for what is added."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from regesta.contract import OPEN_VOCABULARIES, Contract, Schema, Vocabulary, objects_in, shipped_vocabulary
from regesta.release.content import RELEASED, schema_files, vocabularies
from regesta.release.manifest import Manifest

_OF_EXTENSION = "extension."


def contract_faults(contract: Contract) -> Iterator[str]:
    """The vocabularies that do not hold the codes of the schemas, in their order."""
    told: set[str] = set()
    for kind in RELEASED:
        for node in objects_in(contract.schema(kind)):
            name = node.get("x-vocabulary")
            if not isinstance(name, str) or name in told or name not in contract.added:
                continue
            if list(contract.added[name]) != node.get("enum"):
                told.add(name)
                yield f"schema/vocabulary/{name}.csv does not hold the codes that schema/{kind}.schema.json names"


def shipped_faults(release: Path, manifest: Manifest, contract: Contract) -> Iterator[str]:
    """The files of the contract that are not what regesta writes, for a release that the tools of here made."""
    added = {name: _rows(name, contract, manifest) for name in vocabularies(contract)}
    ours = Contract(added)
    for kind in RELEASED:
        if _without_extra(contract.schema(kind)) != _without_extra(ours.compose(kind)):
            yield f"schema/{kind}.schema.json is not the contract of this regesta"
    for name, written in schema_files(Contract(added, composed=contract.composed)).items():
        if (release / name).is_file() and (release / name).read_bytes() != written:
            yield f"{name} is not what regesta writes of its contract"


def _rows(name: str, contract: Contract, manifest: Manifest) -> Vocabulary:
    """A vocabulary as it ships, with the codes that were added to one that is open, and the hours of the dataset."""
    shipped, there = shipped_vocabulary(name), contract.added.get(name, {})
    if name == "parts-of-day":
        usual = {code: (row["start"], row["end"]) for code, row in shipped.items()}
        hours = {code: manifest.parts_of_day.get(code, usual[code]) for code in shipped}
        return {code: {**row, "start": hours[code][0], "end": hours[code][1]} for code, row in shipped.items()}
    return {
        **shipped,
        **{code: row for code, row in there.items() if name in OPEN_VOCABULARIES and code not in shipped},
    }


def _without_extra(document: Schema) -> dict[str, Any]:
    """A schema without what the extension of a dataset puts into it."""
    properties = {name: node for name, node in document.get("properties", {}).items() if name != "extra"}
    definitions = {name: node for name, node in document.get("$defs", {}).items() if not name.startswith(_OF_EXTENSION)}
    return {**document, "properties": properties, "$defs": definitions}
