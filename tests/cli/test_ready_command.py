"""``futago ready`` as a person and a gate see it."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from futago.cli import ready_screen, run
from futago.cli.ready_screen import rendered
from futago.errors import AwsError
from futago.readiness import readiness as engine
from futago.readiness.check import Check, Readiness
from modules.operation import Loss, Promotion
from modules.readiness import State
from regions import OSAKA
from tests.command_line import EXAMPLES

SPEC = str(EXAMPLES / "payments.yaml")
READY = ("ready", "ap-northeast-3", SPEC, "--mode", "failover")
LOSS = Loss("table", "sessions", None, None, "what was written in Tokyo")


def a_check(state: State, check_id: str = "table/sessions/lag", *, seen: str = "2.0 s behind") -> Check:
    remedy = "" if state is State.OK else "look at it"
    return Check(check_id, "how late it is", OSAKA.code, state, seen, remedy, leading=True)


def found(*checks: Check) -> Callable[..., Readiness]:
    """An ``assess`` that finds these."""

    def assess(_clients: Any, promotion: Promotion, *_more: Any) -> Readiness:
        at = datetime(2026, 11, 22, 3, 10, tzinfo=UTC)
        return Readiness(
            promotion,
            checks,
            (LOSS,),
            is_allowed=True,
            as_if_dark=True,
            steps=3,
            expected_seconds=130.0,
            looked_at=at,
            took_seconds=1.25,
        )

    return assess


@pytest.fixture
def assess(monkeypatch: pytest.MonkeyPatch) -> Callable[[Callable[..., Readiness]], None]:
    """Have a look find what a test says; nobody is asked."""
    return lambda looked: monkeypatch.setattr(engine, "assess", looked)


@pytest.mark.parametrize(
    ("states", "code"),
    [
        ((State.OK, State.WARNING), 0),
        ((State.OK, State.BLOCKS, State.UNKNOWN), 1),
        ((State.OK, State.UNKNOWN), 3),
    ],
)
def test_exit_codes(assess: Any, states: tuple[State, ...], code: int) -> None:
    """0 ready, 1 not ready, 3 unknown: gates go by it."""
    assess(found(*map(a_check, states)))
    assert code == run(READY)


def test_an_unknown_caller_is_unknown(assess: Any, capsys: pytest.CaptureFixture[str]) -> None:
    """Nobody is told that an estate is not ready because their credentials are not valid."""

    def refuse(*_: Any) -> Readiness:
        raise AwsError("AWS does not know the caller", next_command="aws sts get-caller-identity")

    assess(refuse)
    assert 3 == run(READY)
    assert "next:  aws sts get-caller-identity" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("ready", "eu-west-1", SPEC, "--mode", "failover"), "allowed are ap-northeast-1 (Tokyo) and"),
        (("ready", "ap-northeast-3", SPEC), "--mode"),
        ((*READY, "--until-ready"), "allowed is --watch --until-ready"),
        ((*READY[:-1], "failback", "--detach"), "allowed is only with --mode failover"),
    ],
)
def test_bad_input(arguments: tuple[str, ...], told: str, capsys: pytest.CaptureFixture[str]) -> None:
    """Said with what is allowed; exit code 2."""
    assert 2 == run(arguments)
    assert told in capsys.readouterr().err


def test_the_text_says_the_gravest_first(assess: Any, capsys: pytest.CaptureFixture[str]) -> None:
    """Verdict, loss, then what blocks, what is unknown, what warns, and last what is ok."""
    states = (State.OK, State.WARNING, State.UNKNOWN, State.BLOCKS)
    assess(found(*(a_check(state, f"table/{state.value}/lag") for state in states)))
    run(READY)
    lines = capsys.readouterr().out.splitlines()
    assert lines[0].startswith(" NOT READY  failover of ")
    assert "  would lose  of table sessions nobody knows how much" == lines[2]
    headings = [line for line in lines if line.isupper() or line.startswith("OK")]
    assert ["BLOCKS (1)", "UNKNOWN (1)", "WARNINGS (1)", "OK (1)"] == headings
    assert "    do: look at it" in lines


def test_what_says_the_same_is_said_once(assess: Any) -> None:
    """A hundred tables of a dark Region are one line."""
    dark = "ap-northeast-1 does not answer"
    checks = [a_check(State.UNKNOWN, f"table/t{number}/lag", seen=dark) for number in range(100)]
    estate_of: list[Promotion] = []

    def remember(_clients: object, promotion: Promotion, *_: object) -> Readiness:
        estate_of.append(promotion)
        return found(*checks)(None, promotion)

    assess(remember)
    run(READY)
    shown = rendered(found(*checks)(None, estate_of[0]), show_all=False)
    assert 1 == shown.count(dark)
    assert "table/t0/lag ▲, table/t1/lag ▲, table/t2/lag ▲, table/t3/lag ▲ and 96 more" in shown


def test_names_of_others_stay_text(assess: Any, capsys: pytest.CaptureFixture[str]) -> None:
    """An alarm's name drives no terminal."""
    assess(found(a_check(State.WARNING, seen="\x1b[2J is in ALARM")))
    run(READY)
    out = capsys.readouterr().out
    assert ("\x1b" in out, "⟨U+001B⟩[2J is in ALARM" in out) == (False, True)


def test_json(assess: Any, capsys: pytest.CaptureFixture[str]) -> None:
    """One document on stdout and nothing else."""
    assess(found(a_check(State.OK)))
    assert 0 == run((*READY, "--json"))
    document = json.loads(capsys.readouterr().out)
    assert ("ready", "ap-northeast-3", None) == (
        document["verdict"],
        document["to"],
        document["loss_seconds"],
    )


@pytest.fixture
def looks(assess: Any, monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """First blocked, then unknown, then ready; nobody waits, and how long is kept."""
    states = iter((State.BLOCKS, State.UNKNOWN, State.OK, State.OK))
    waited: list[float] = []
    monkeypatch.setattr(ready_screen, "sleep", waited.append)

    def look(*asked: Any) -> Readiness:
        return found(a_check(next(states)))(*asked)

    assess(look)
    return waited


def test_watched_until_ready(looks: list[float], capsys: pytest.CaptureFixture[str]) -> None:
    """A line of JSON a look, until it is ready."""
    assert 0 == run((*READY, "--watch", "--until-ready", "--json", "--every", "5"))
    verdicts = [json.loads(line)["verdict"] for line in capsys.readouterr().out.splitlines()]
    assert (["not ready", "unknown", "ready"], [5.0, 5.0]) == (verdicts, looks)


def test_watched_until_ctrl_c(assess: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without --until-ready only an interrupt ends it."""

    def interrupt(_seconds: float) -> None:
        raise KeyboardInterrupt

    monkeypatch.delitem(sys.modules, "jsii", raising=False)  # an interrupt ends its Node: others need it
    monkeypatch.setattr(ready_screen, "sleep", interrupt)
    assess(found(a_check(State.OK)))
    assert 130 == run((*READY, "--watch"))


def test_the_policy_asks_nobody(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    """It needs no AWS, and allows what just reads, and two uses of keys."""
    assert 0 == run((*READY, "--print-policy", "--emulator", str(tmp_path / "none")))
    policies = json.loads(capsys.readouterr().out)
    statements = [statement for policy in policies.values() for statement in policy["Statement"]]
    actions = {action for statement in statements for action in statement["Action"]}
    reading = ("Describe", "Get", "List", "Simulate")
    writing = {action for action in actions if not action.partition(":")[2].startswith(reading)}
    assert {"kms:Encrypt", "kms:Decrypt"} == writing


def test_detach_is_what_is_asked_about(assess: Any, capsys: pytest.CaptureFixture[str]) -> None:
    """The promotion that is judged takes the databases out of their global cluster."""
    asked: list[Promotion] = []

    def ask(_clients: object, promotion: Promotion, *_: object) -> Readiness:
        asked.append(promotion)
        return found()(None, promotion)

    assess(ask)
    run((*READY, "--detach"))
    run(READY)
    assert [True, False] == [each.detach for each in asked]
    assert not capsys.readouterr().err
