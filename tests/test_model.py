"""The typed classes are what the contract generates."""

from pathlib import Path

import pytest
from tests.conftest import tool

import regesta.model


def test_the_classes_are_those_that_the_contract_generates() -> None:
    pytest.importorskip("datamodel_code_generator")
    assert Path(regesta.model.__file__).read_text(encoding="utf-8") == tool("classes").model_source()


def test_every_field_has_its_description() -> None:
    assert "Permanent and unique in the dataset" in Path(regesta.model.__file__).read_text(encoding="utf-8")
