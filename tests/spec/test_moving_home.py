"""Homes moved in a spec's text."""

from __future__ import annotations

from pathlib import Path
from textwrap import dedent
from typing import Any

import pytest

from futago.errors import SpecEditError
from futago.spec import load
from futago.spec.moving_home import move_homes
from modules.consistency import home_of

OSAKA = "ap-northeast-3"
EXAMPLES = Path(__file__).parent.parent.parent / "examples"

HEAD = """\
estate: shop
account: "123456789012"
pair: [ap-northeast-1, ap-northeast-3]
home: ap-northeast-1  # Tokyo
keys: {main: {}}
"""


def spec(folder: Path, text: str) -> Path:
    path = folder / "estate.yaml"
    path.write_text(HEAD + dedent(text), encoding="utf-8")
    return path


def test_estate_home_is_replaced_in_place(tmp_path: Path) -> None:
    """The estate's home changes, and its comment stays."""
    path = spec(tmp_path, "")
    assert HEAD.replace("home: ap-northeast-1 ", "home: ap-northeast-3 ") == move_homes(
        path, None, {(): OSAKA}
    )


def test_quoted_home_is_replaced(tmp_path: Path) -> None:
    """A home in quotes changes, quotes and all."""
    path = tmp_path / "estate.yaml"
    path.write_text(HEAD.replace("home: ap-northeast-1", "home: 'ap-northeast-1'"), encoding="utf-8")
    assert "home: ap-northeast-3  # Tokyo" in move_homes(path, None, {(): OSAKA})


@pytest.mark.parametrize(
    ("written", "moved"),
    [
        (
            "tables: {carts: {consistency: strong, partition_key: id}}",
            "tables: {carts: {home: ap-northeast-3, consistency: strong, partition_key: id}}",
        ),
        (
            "tables:\n  # Baskets.\n  carts:\n    consistency: strong\n    partition_key: id\n",
            "tables:\n  # Baskets.\n  carts:\n    home: ap-northeast-3\n    consistency: strong\n    partition_key: id\n",  # noqa: E501 # as in the file
        ),
        (
            "tables:\n  carts:\n    consistency: strong\n    partition_key: id\n    home: ap-northeast-1\n",
            "tables:\n  carts:\n    consistency: strong\n    partition_key: id\n    home: ap-northeast-3\n",
        ),
    ],
    ids=["in one line", "in a block", "where it had one"],
)
def test_resource_home_is_written_into_its_mapping(tmp_path: Path, written: str, moved: str) -> None:
    """One table moves, and all else stays as it was written."""
    assert HEAD + moved == move_homes(spec(tmp_path, written), None, {("tables", "carts"): OSAKA})


def test_environment_home_goes_into_its_overlay(tmp_path: Path) -> None:
    """What moves in production does not move in staging."""
    path = spec(
        tmp_path,
        """\
        tables: {carts: {consistency: strong, partition_key: id}}
        environments:
          production: {}
          staging: {account: "210987654321"}
        """,
    )
    path.write_text(move_homes(path, "production", {("tables", "carts"): OSAKA}), encoding="utf-8")
    homes = []
    for environment in ("production", "staging"):
        estate = load(path, environment).estate
        carts: Any = estate.sections["tables"]["carts"]
        home = home_of(estate, carts)
        homes.append(home.code if home else None)
    assert [OSAKA, "ap-northeast-1"] == homes


def test_two_resources_of_an_empty_overlay_move(tmp_path: Path) -> None:
    """The second finds the mapping that the first has made."""
    path = spec(
        tmp_path,
        """\
        tables:
          carts: {consistency: strong, partition_key: id}
          orders: {consistency: strong, partition_key: id}
        environments: {production: {}}
        """,
    )
    moved = move_homes(path, "production", {("tables", "carts"): OSAKA, ("tables", "orders"): OSAKA})
    assert "tables: {orders: {home: ap-northeast-3}, carts: {home: ap-northeast-3}}" in moved


def test_shared_mapping_is_left_to_a_person(tmp_path: Path) -> None:
    """An alias gives two tables one mapping: moving one would move both, and so nothing is moved."""
    path = spec(
        tmp_path,
        """\
        tables:
          carts: &shared {consistency: strong, partition_key: id}
          orders: *shared
        """,
    )
    with pytest.raises(SpecEditError, match=r"set by hand: tables\.orders\.home: ap-northeast-3"):
        move_homes(path, None, {("tables", "orders"): OSAKA})


@pytest.mark.parametrize(
    ("name", "environment"), [("payments", None), ("peer", None), ("minimal", "staging")]
)
def test_every_example_can_move_whole(name: str, environment: str | None) -> None:
    """The estates that we show can be moved to Osaka as a whole."""
    path = EXAMPLES / f"{name}.yaml"
    assert path.read_text(encoding="utf-8") != move_homes(path, environment, {(): OSAKA})


def test_move_that_makes_a_wrong_spec_is_left_to_a_person(tmp_path: Path) -> None:
    """A strong read that a Region's code ties to the old home would not hold any more."""
    path = spec(
        tmp_path,
        "tables: {carts: {consistency: strong, partition_key: id, strong_reads_in: [ap-northeast-1]}}",
    )
    with pytest.raises(
        SpecEditError, match=r"mend it by hand \(home: ap-northeast-3\): tables\.carts\.strong"
    ):
        move_homes(path, None, {(): OSAKA})
