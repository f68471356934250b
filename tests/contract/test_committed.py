"""What breaks a committed contract, and what does not."""

from __future__ import annotations

import json
from copy import deepcopy
from pathlib import Path

import pytest

from futago.contract.committed import Contract, Promise, committed_in, contracts_of, differences, write
from futago.errors import ContractError
from tests.contract.contracts import SHOP, shop
from tests.estates import loaded

BOTH = ("ap-northeast-1", "ap-northeast-3")
A = Promise("name of a", "string")
B = Promise("port of b", "integer")
BEFORE = {"api": Contract("api", BOTH, {"FUTAGO_A": A, "FUTAGO_B": B})}


def said(**variables: Promise) -> list[tuple[str, bool]]:
    """The differences after variables of ``BEFORE`` have changed, as (what, breaking)."""
    changed = Contract("api", BOTH, {**BEFORE["api"].variables, **variables})
    return [(str(each), each.breaking) for each in differences(BEFORE, {"api": changed})]


def test_the_same_is_no_difference() -> None:
    """Nothing is said where nothing has changed."""
    assert [] == said()


def test_variable_that_is_gone_breaks() -> None:
    """Whoever reads it finds nothing."""
    now = {"api": Contract("api", BOTH, {"FUTAGO_A": A})}
    assert [("api: FUTAGO_B is gone: the port of b", True)] == [
        (str(each), each.breaking) for each in differences(BEFORE, now)
    ]


def test_renamed_variable_breaks() -> None:
    """A new name is a variable that is gone, and a new one."""
    now = {"api": Contract("api", BOTH, {"FUTAGO_A": A, "FUTAGO_C": B})}
    assert [("FUTAGO_B", True), ("FUTAGO_C", False)] == [
        (each.what.split()[0], each.breaking) for each in differences(BEFORE, now)
    ]


def test_other_type_breaks() -> None:
    """A reader of integers can't read text."""
    assert [("api: FUTAGO_B is now to be read as string, and was integer", True)] == said(
        FUTAGO_B=Promise("port of b", "string")
    )


def test_other_meaning_breaks() -> None:
    """The name stays and what it holds is another thing."""
    assert [("api: FUTAGO_A now holds the ARN of a; before, the name of a", True)] == said(
        FUTAGO_A=Promise("ARN of a", "string")
    )


def test_region_that_is_left_breaks() -> None:
    """What runs there loses its role and its parameters."""
    now = {"api": Contract("api", BOTH[:1], BEFORE["api"].variables)}
    said = "api: it runs in ap-northeast-3 no more, and its role and parameters there are gone"
    assert [(said, True)] == [(str(each), each.breaking) for each in differences(BEFORE, now)]


def test_new_region_breaks_nobody() -> None:
    """What is committed is outdated, no more."""
    committed = {"api": Contract("api", BOTH[:1], BEFORE["api"].variables)}
    said = "api: it runs in ap-northeast-3, too"
    assert [(said, False)] == [(str(each), each.breaking) for each in differences(committed, BEFORE)]


def test_new_variable_breaks_nobody() -> None:
    """What is committed is outdated, no more."""
    assert [("api: FUTAGO_C is new", False)] == said(FUTAGO_C=Promise("name of c", "string"))


def test_new_application_breaks_nobody() -> None:
    """Nothing was promised to it."""
    assert [("new: no contract is committed", False)] == [
        (str(each), each.breaking)
        for each in differences(BEFORE, {**BEFORE, "new": Contract("new", BOTH, {})})
    ]


def test_application_that_is_gone_breaks() -> None:
    """Where it still runs it finds no parameter any more."""
    assert [True] == [each.breaking for each in differences(BEFORE, {})]


def test_bucket_that_becomes_strong_breaks() -> None:
    """Its name does not lead to it any more: that is another meaning."""
    document = deepcopy(SHOP)
    document["buckets"]["photos"]["consistency"] = "strong"
    found = differences(contracts_of(shop()), contracts_of(loaded(document)))
    assert [("FUTAGO_BUCKET_PHOTOS_ACCESS_POINT_ARN", False), ("FUTAGO_BUCKET_PHOTOS_NAME", True)] == [
        (each.what.split()[0], each.breaking) for each in found
    ]


def test_what_is_written_is_read_back(tmp_path: Path) -> None:
    """Written and read again, contracts are what they were; one that is gone is gone from the folder too."""
    write(tmp_path / "contracts", {**contracts_of(shop()), "old": Contract("old", BOTH, {})})
    write(tmp_path / "contracts", contracts_of(shop()))
    assert contracts_of(shop()) == committed_in(tmp_path / "contracts")


def test_committed_file_holds_no_value(tmp_path: Path) -> None:
    """Values differ between Regions and may change: what a variable holds and its type are the contract."""
    write(tmp_path, contracts_of(shop()))
    file = json.loads((tmp_path / "shop-api.json").read_text(encoding="utf-8"))
    assert {"holds": "name of table carts", "type": "string"} == file["variables"]["FUTAGO_TABLE_CARTS_NAME"]
    assert "123456789012" not in str(file)


def test_no_folder_is_no_contract(tmp_path: Path) -> None:
    """Before the first are written there are none."""
    assert {} == committed_in(tmp_path / "contracts")


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\xff",
        b"[]",
        b'{"application": "api", "runs_in": []}',
        b'{"application": "api", "variables": {}}',
        b'{"application": "api", "runs_in": [], "variables": {"A": {"holds": "a", "type": "float"}}}',
        b'{"application": "other", "runs_in": [], "variables": {}}',
        b'{"application": "\xff", "runs_in": [], "variables": {}}',
    ],
)
def test_other_file_is_no_contract(tmp_path: Path, content: bytes) -> None:
    """What is no contract is refused, by its name, and writing leaves it there."""
    (tmp_path / "api.json").write_bytes(content)
    with pytest.raises(ContractError, match=r"api\.json is "):
        write(tmp_path, contracts_of(shop()))
    assert content == (tmp_path / "api.json").read_bytes()
