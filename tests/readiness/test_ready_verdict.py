"""From checks to a verdict, and what of it scripts read."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from futago.cli.schema import schema_of
from futago.readiness.check import Check, Readiness, Verdict
from futago.readiness.rehearsed import OLD_DAYS, question
from futago.readiness.terraform_state import questions
from futago.runbooks.times import Measured, Times
from modules.operation import Loss, Mode, Promotion
from modules.readiness import Answer, State
from regions import OSAKA, TOKYO, Region
from tests.estates import an_estate

OK, WARNING, UNKNOWN, BLOCKS = State.OK, State.WARNING, State.UNKNOWN, State.BLOCKS
TODAY = date(2026, 11, 22)


def a_promotion(mode: Mode = Mode.FAILOVER, to: Region = OSAKA) -> Promotion:
    return Promotion(an_estate(), mode, to, "ready")


def a_readiness(*states: State, losses: Sequence[Loss] = (), is_allowed: bool = True) -> Readiness:
    checks = tuple(
        Check(f"table/t{number}/lag", "how late", OSAKA.code, state, "2.0 s", "look", leading=True)
        for number, state in enumerate(states)
    )
    at = datetime(2026, 11, 22, 3, tzinfo=UTC)
    return Readiness(
        a_promotion(),
        checks,
        tuple(losses),
        is_allowed=is_allowed,
        as_if_dark=False,
        steps=3,
        expected_seconds=60.0,
        looked_at=at,
        took_seconds=1.25,
    )


def a_loss(lag_seconds: float | None) -> Loss:
    return Loss("table", "t", lag_seconds, 60.0, "what was written")


@pytest.mark.parametrize(
    ("states", "verdict"),
    [
        ((OK, OK), Verdict.READY),
        ((OK, WARNING), Verdict.READY),
        ((OK, WARNING, UNKNOWN), Verdict.UNKNOWN),
        ((UNKNOWN, BLOCKS), Verdict.NOT_READY),
    ],
)
def test_the_gravest_decides(states: tuple[State, ...], verdict: Verdict) -> None:
    """What blocks before what is unknown, and neither is ever ready; warnings are."""
    assert verdict is a_readiness(*states).verdict


@pytest.mark.parametrize(
    ("lags", "is_allowed", "bound"),
    [((), True, 0.0), ((1.0, 2.5), True, 2.5), ((1.0, None), True, None), ((1.0,), False, None)],
)
def test_the_bound_of_what_is_lost(
    *,
    lags: tuple[float | None, ...],
    is_allowed: bool,
    bound: float | None,
) -> None:
    """The greatest; none where one loss has none, or where the promotion would not be begun."""
    assert bound == a_readiness(losses=[a_loss(lag) for lag in lags], is_allowed=is_allowed).loss_seconds


def test_json_is_as_its_schema_says() -> None:
    """Every member is there, and described."""
    schema = schema_of("ready")
    document = a_readiness(OK, WARNING, UNKNOWN, BLOCKS, losses=[a_loss(None), a_loss(1)]).as_json()
    Draft202012Validator.check_schema(schema)
    assert [] == [error.message for error in Draft202012Validator(schema).iter_errors(document)]
    assert set(document) == set(schema["required"]) == set(schema["properties"])


def a_rehearsal(day: str, mode: Mode = Mode.FAILOVER) -> Times:
    measured = Measured(
        date=day, where="AWS", mode=mode.value, to=OSAKA.code, rto_seconds=61.0, steps_seconds={}
    )
    return Times((measured,))


@pytest.mark.parametrize(
    ("times", "state", "seen"),
    [
        (Times(), WARNING, "never"),
        (a_rehearsal("2026-11-20"), OK, "2 days ago on AWS, in 61 s"),
        (a_rehearsal("2026-08-01"), WARNING, "113 days ago"),
        (a_rehearsal("2026-11-20", Mode.SWITCHOVER), WARNING, "never"),
    ],
)
def test_how_old_the_last_rehearsal_is(times: Times, state: State, seen: str) -> None:
    """One of this kind counts, for a quarter of a year."""
    answer = question(a_promotion(), times, TODAY).answer(None)  # type: ignore[arg-type] # asks nobody
    assert (state, True) == (answer.state, answer.seen.startswith(seen))
    assert OLD_DAYS == 90


def embedded_states(folder: Path, to: Region) -> dict[str, Answer]:
    """The answers about the states in a folder, by the Region's short code."""
    return {
        each.id.rpartition("-")[2]: each.answer(None)  # type: ignore[arg-type] # asks nobody
        for each in questions(a_promotion(to=to), folder)
    }


def test_states_on_this_machine(tmp_path: Path) -> None:
    """With the embedded AWS they are files: what is not there is named."""
    for stack in ("apne3", "keys"):
        (tmp_path / f"payments-{stack}.tfstate").write_text("{}")
    (answer,) = embedded_states(tmp_path, OSAKA).values()
    assert (WARNING, True) == (answer.state, "no payments-links.tfstate:" in answer.seen)
    (tmp_path / "payments-links.tfstate").write_text("{}")
    assert [OK] == [each.state for each in embedded_states(tmp_path, OSAKA).values()]


def test_whose_state_is_asked_for(tmp_path: Path) -> None:
    """The target's, and that of what ties the two, in the pair's second Region; never the source's."""
    assert {"apne3"} == set(embedded_states(tmp_path, OSAKA))
    assert {"apne1", "apne3"} == set(embedded_states(tmp_path, TOKYO))
