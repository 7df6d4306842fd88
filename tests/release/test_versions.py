"""Versions: SemVer's own order, and which release is before another."""

from pathlib import Path

import pytest

from regesta.release.versions import is_development, latest, precedence, release_before

ORDER = [
    "1.0.0-alpha",
    "1.0.0-alpha.1",
    "1.0.0-alpha.beta",
    "1.0.0-beta",
    "1.0.0-beta.2",
    "1.0.0-beta.11",
    "1.0.0-rc.1",
    "1.0.0",
    "1.2.0",
    "1.10.0",
    "2.0.0",
]


def test_versions_sort_as_semver_says() -> None:
    assert sorted([*ORDER[5:], *ORDER[:5]], key=lambda version: precedence(version) or ()) == ORDER


@pytest.mark.parametrize(
    "text",
    ["1.0", "v1.0.0", "latest", "", "1.0.0+build", "01.0.0", "1.0.00", "1.0.0-", "1.0.0-a..b", "1" * 200 + ".0.0"],
)
def test_what_is_no_version_has_no_place_in_the_order(text: str) -> None:
    assert precedence(text) is None


@pytest.mark.parametrize(
    ("version", "is_dev"),
    [("1.0.0-dev", True), ("1.0.0-dev.3", True), ("1.0.0-rc.1", False), ("1.0.0", False), ("1.0.0-devel", False)],
)
def test_only_a_dev_version_may_be_replaced(version: str, is_dev: bool) -> None:
    assert is_development(version) is is_dev


def test_the_release_before_is_the_highest_below_and_the_latest_is_no_pre_release(tmp_path: Path) -> None:
    for version in ("0.9.0", "1.2.0", "1.10.0", "2.0.0-rc.1"):
        (tmp_path / f"d-{version}").mkdir()
        (tmp_path / f"d-{version}" / "manifest.json").touch()
    (tmp_path / "d-3.0.0").mkdir()
    (tmp_path / "d-other-9.0.0").mkdir()
    (tmp_path / "d-1.11.0").mkdir()
    (tmp_path / "d-1.11.0" / "SHA256SUMS").touch()
    assert release_before(tmp_path, "d", "1.10.0") == tmp_path / "d-1.2.0"
    assert release_before(tmp_path, "d", "1.12.0") == tmp_path / "d-1.11.0"  # though it lost its manifest
    assert release_before(tmp_path, "d", "0.9.0") is None
    assert latest(tmp_path, "d") == "1.10.0"
