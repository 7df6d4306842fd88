"""The pages of the rules: what each looks for, why, what fails, what passes, how to mend it."""

from regesta.advice.suggest import did_you_mean, nearest
from regesta.diagnostics import RULES
from regesta.errors import RegestaError
from regesta.ready import SCHEMA

FAMILIES = {
    "R": "reading", "S": "schema", "D": "dates", "N": "names", "P": "places", "C": "claims and quotes",
    "Q": "quantities", "X": "references and identity", "U": "sources", "A": "the dataset",
}  # fmt: skip


def listing() -> str:
    """Every rule with its severity and name, by family."""
    lines = []
    for family, title in FAMILIES.items():
        lines.append(title)
        lines += [f"  {r.code}  {r.severity:<8} {r.name}" for r in RULES.values() if r.code[0] == family]
    return "\n".join(lines) + "\n"


def page(code: str) -> str:
    """The page of one rule.

    Raises:
        RegestaError: there is no such rule.
    """
    if code not in RULES:
        meant = did_you_mean(nearest(code, RULES)) or "`regesta rules` lists them"
        raise RegestaError(f"there is no rule {code}; {meant}")
    return f"{code} {RULES[code].name} ({RULES[code].severity})\n\n{body(code)}"


def body(code: str) -> str:
    """What stands on the page of a rule that there is, below its head: Markdown."""
    return (SCHEMA / "rules" / f"{code}.md").read_text(encoding="utf-8")
