"""The command: what it prints where, and its exit codes."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from futago.breaker import Breakers
from futago.cli import run
from futago.parity import survey as surveying
from futago.spec import load
from tests.parity.paper_aws import PaperAws

SPEC = """\
estate: payments
account: "123456789012"
keys: {main: {}}
tables:
  carts: {consistency: eventual, partition_key: id}
alarms: {enabled: false}
"""


@pytest.fixture
def spec(tmp_path: Path) -> Path:
    """A spec with one key and one table."""
    path = tmp_path / "estate.yaml"
    path.write_text(SPEC, encoding="utf-8")
    return path


@pytest.fixture
def aws(spec: Path, monkeypatch: pytest.MonkeyPatch) -> PaperAws:
    """An AWS that has what the spec wants, in place of the clients."""
    paper = PaperAws(load(spec).estate)

    def survey(_clients: Any, estate: Any, resources: Any, *, only: Any = None) -> Any:
        return surveying.look(paper, estate, resources, only, Breakers(), 0.5)

    monkeypatch.setattr(surveying, "survey", survey)
    return paper


def test_equal_is_0(spec: Path, aws: PaperAws, capsys: pytest.CaptureFixture[str]) -> None:
    """Nothing is wrong, and all of it was seen."""
    assert 0 == run(["parity", str(spec)])
    assert aws.asked
    assert capsys.readouterr().out.startswith("payments: Tokyo and Osaka are equal")


def test_different_is_1(spec: Path, aws: PaperAws, capsys: pytest.CaptureFixture[str]) -> None:
    """A difference ends with 1, and says in which line of the spec the setting stands."""
    aws.changed[aws.estate.pair.second.code, "describe_table"] = lambda answer: answer["Table"].update(
        BillingModeSummary={"BillingMode": "PROVISIONED"}
    )
    assert 1 == run(["parity", str(spec)])
    assert f"tables.carts.billing_mode in {spec}:5 says what is wanted" in capsys.readouterr().out


def test_unknown_is_3(spec: Path, aws: PaperAws, capsys: pytest.CaptureFixture[str]) -> None:
    """A dark Region is not equal, and not different either."""
    aws.hangs.add(aws.estate.pair.second.code)
    assert 3 == run(["parity", str(spec), "--format", "json"])
    assert "unknown" == json.loads(capsys.readouterr().out)["verdict"]


def test_bad_input_is_2(spec: Path, aws: PaperAws, capsys: pytest.CaptureFixture[str]) -> None:
    """What is not in the spec can't be compared; nobody is asked."""
    assert 2 == run(["parity", str(spec), "--only", "table/cart"])
    assert "--only table/cart: there is no such resource" in capsys.readouterr().err
    assert not aws.asked


def test_the_policy_is_printed_and_nobody_asked(
    spec: Path, aws: PaperAws, capsys: pytest.CaptureFixture[str]
) -> None:
    """--print-policy is for whoever has no permission yet."""
    assert 0 == run(["parity", str(spec), "--print-policy"])
    assert {region.code for region in aws.estate.pair} == set(json.loads(capsys.readouterr().out))
    assert not aws.asked
