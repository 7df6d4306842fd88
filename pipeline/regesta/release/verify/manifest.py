"""What the manifest says twice, or what can be taken from the release again: both must agree."""

from collections.abc import Iterator

from regesta.contract import Contract
from regesta.release.manifest import MANIFEST_VERSION, Manifest, contract_hash

_REPEATED = ("name", "version", "released", "licence")  # of the [dataset] table


def manifest_faults(manifest: Manifest, contract: Contract) -> Iterator[str]:
    """Where a manifest contradicts itself, or the contract that the release carries."""
    if manifest.manifest_version != MANIFEST_VERSION:
        yield f"manifest.json is of version {manifest.manifest_version}; this regesta knows version {MANIFEST_VERSION}"
    for name in _REPEATED:
        own, stated = getattr(manifest, name), manifest.dataset.get(name)
        if own != stated:
            yield f"the manifest says {name} {own}, and {stated} in its dataset"
    if manifest.diagnostics.error:
        yield f"the manifest counts {manifest.diagnostics.error} errors, with which nothing is released"
    known = contract.schema("event")["properties"]["schema_version"].get("enum", ())
    if manifest.schema_version not in known:
        yield f"the manifest says schema_version {manifest.schema_version}; that of its contract is {', '.join(known)}"
    if manifest.contract_sha256 != contract_hash(contract):
        yield "the contract is not what contract_sha256 says"
    if manifest.parts_of_day != _parts_of_day(manifest, contract):
        yield "parts_of_day of the manifest are not those of the dataset and its vocabulary"


def _parts_of_day(manifest: Manifest, contract: Contract) -> dict[str, tuple[str, str]]:
    """The hours of each part of the day: the dataset's own before the usual."""
    usual = {code: (row["start"], row["end"]) for code, row in contract.added.get("parts-of-day", {}).items()}
    own = {name: (hours[0], hours[1]) for name, hours in manifest.dataset.get("parts_of_day", {}).items()}
    return {**usual, **own}
