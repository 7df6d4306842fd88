"""Archived texts are named so that each system can hold them."""

import pytest

from regesta.contract import Contract
from regesta.validate import check_forms


@pytest.mark.parametrize(
    ("name", "lost"),
    [
        ("evidence/letter.txt", False), ("evidence/nullity.txt", False), ("evidence/a.b/c", False),
        ("evidence/nul.txt", True), ("evidence/CON", True), ("evidence/com7.tar.gz", True),
        ("evidence/aux/letter.txt", True), ("evidence/letter.", True), ("evidence/letters./a.txt", True),
    ],
)  # fmt: skip
def test_names_that_windows_makes_no_file_of_are_told(name: str, lost: bool) -> None:
    found = check_forms(Contract(), "event", {"sources": [{"id": "one", "text_file": name}]})
    assert [(d.code, d.field) for d in found] == ([("S105", "/sources/0/text_file")] if lost else [])
