from pathlib import Path
from typing import Any

import msgspec
import pytest

from futago.review.plan.fingerprint import fingerprint
from futago.review.plan.redaction import Redaction, has_open_settings
from futago.review.plan.suspicion import Suspicion
from tests.review.plan.planted import PLANS, change, plan, provider, read

ONE = change("aws_sqs_queue.one", before={"a": 1, "b": 2}, after={"a": 2, "b": 2})
TWO = change("aws_sqs_queue.two", ("create",), after={"a": {"x": 1, "y": 2}})


def of(folder: Path, *plans: dict[str, Any]) -> str:
    return fingerprint(read(folder, *plans))


@pytest.mark.parametrize(
    "same",
    [
        [plan(TWO, ONE)],
        [plan(ONE, TWO, timestamp="2026-11-22T01:02:03Z")],
        [plan(ONE, TWO, resource_drift=[ONE])],
        [plan(ONE, TWO, change("aws_sqs_queue.three", ("no-op",), before={"a": 1}, after={"a": 1}))],
        [
            plan(
                {**ONE, "change": {**ONE["change"], "before": {"b": 3, "a": 1}, "after": {"b": 3, "a": 2}}},
                TWO,
            )
        ],
        [plan(ONE, {**TWO, "change": {**TWO["change"], "after": {"a": {"y": 2, "x": 1}}}})],
        [plan(ONE, TWO, variables={"x": {"value": "y"}}, prior_state={"values": {}})],
    ],
)
def test_same_intent_has_the_same_fingerprint(tmp_path: Path, same: list[dict[str, Any]]) -> None:
    """Order, time, drift, no-ops and values that stay make no difference."""
    assert of(tmp_path, plan(ONE, TWO)) == of(tmp_path, *same)


@pytest.mark.parametrize(
    "other",
    [
        plan(ONE),
        plan(ONE, TWO, TWO),
        plan(ONE, {**TWO, "address": "aws_sqs_queue.tow"}),
        plan({**ONE, "change": {**ONE["change"], "after": {"a": 3, "b": 2}}}, TWO),
        plan({**ONE, "change": {**ONE["change"], "actions": ["delete", "create"]}}, TWO),
        plan({**ONE, "change": {**ONE["change"], "after_unknown": {"b": True}}}, TWO),
        plan({**ONE, "previous_address": "aws_sqs_queue.zero"}, TWO),
        plan({**ONE, "change": {**ONE["change"], "importing": {"id": "x"}}}, TWO),
        plan(ONE, TWO, output_changes={"a": {"actions": ["create"], "after": 1}}),
    ],
)
def test_other_intent_has_another_fingerprint(tmp_path: Path, other: dict[str, Any]) -> None:
    """Every value, action, address, move, import and output that differs makes one."""
    assert of(tmp_path, plan(ONE, TWO)) != of(tmp_path, other)


def test_order_and_names_of_the_files_make_no_difference(tmp_path: Path) -> None:
    """Nor does a plan that does nothing."""
    quiet = plan(change(actions=("no-op",), before={"a": 1}, after={"a": 1}))
    assert of(tmp_path, plan(ONE), plan(TWO)) == of(tmp_path, plan(TWO), quiet, plan(ONE))


def test_changes_that_move_to_another_plan_make_another(tmp_path: Path) -> None:
    """What one stack was reviewed to do is not what another may do."""
    assert of(tmp_path, plan(ONE, TWO)) != of(tmp_path, plan(ONE), plan(TWO))


@pytest.mark.parametrize(
    ("tokyo", "osaka"),
    [
        ({"a": 1}, {"a": 1}),
        ({"a": 1, "arn": "arn:aws:sqs:::tokyo"}, {"a": 1, "arn": "arn:aws:sqs:::osaka"}),
        ({"a": 1, "id": "1"}, {"a": 1, "id": "2"}),
    ],
)
def test_plans_that_change_places_are_others(
    tmp_path: Path, tokyo: dict[str, Any], osaka: dict[str, Any]
) -> None:
    """Two stacks of one code: what was reviewed for the one is not taken for the other's."""

    def does(stack: dict[str, Any], value: int, region: str) -> dict[str, Any]:
        own = change("aws_sqs_queue.work", before=stack, after={**stack, "a": value})
        resource = {"address": "aws_sqs_queue.work", "provider_config_key": "aws", "expressions": {}}
        configuration = {
            "provider_config": {"aws": provider({"constant_value": region})},
            "root_module": {"resources": [resource]},
        }
        return plan(own, configuration=configuration)

    # Where ids tell them apart, both are in one Region.
    regions = ("ap-northeast-1", "ap-northeast-3" if tokyo == osaka else "ap-northeast-1")
    reviewed = does(tokyo, 2, regions[0]), does(osaka, 3, regions[1])
    swapped = does(tokyo, 3, regions[0]), does(osaka, 2, regions[1])
    assert of(tmp_path, *reviewed) != of(tmp_path, *swapped)


def test_known_secret_of_several_lines_cannot_be_guessed(tmp_path: Path) -> None:
    """The quick look knows a marked value as it stands in JSON, wherever else it stands."""

    def with_secret(text: str) -> dict[str, Any]:
        marked = change("aws_sqs_queue.one", ("create",), after={"a": text}, after_sensitive={"a": True})
        return plan(marked, change("aws_sqs_queue.two", ("create",), after={"b": f"<{text}>"}))

    assert of(tmp_path, with_secret('first\n"guess"')) == of(tmp_path, with_secret('other\n"guess"'))


def test_time_of_the_plan_as_a_value_makes_no_difference(tmp_path: Path) -> None:
    """A tag from plantimestamp() is another one in each plan."""
    times = ("2026-11-22T01:02:03Z", "2026-11-23T04:05:06Z")
    one, other = (plan(change(before={"a": ""}, after={"a": f"at {time}"}), timestamp=time) for time in times)
    assert of(tmp_path, one) == of(tmp_path, other)


@pytest.mark.parametrize(
    ("attribute", "marks"),
    [("password", {}), ("plain", {"plain": True}), ("environment", {}), ("user_data", {})],
)
@pytest.mark.parametrize("beside", [{}, {"description": "long " * 40}, {"description": "ПАРОЛЬ"}])
def test_secret_cannot_be_guessed_from_the_fingerprint(
    tmp_path: Path, attribute: str, marks: dict[str, Any], beside: dict[str, str]
) -> None:
    """Two plans that differ in the value of a secret alone have one fingerprint, whatever is beside it."""

    def with_secret(text: str) -> dict[str, Any]:
        value: Any = {"A": text} if attribute == "environment" else text
        after = {**beside, attribute: value}
        return plan(change(before={attribute: None}, after=after, after_sensitive=marks))

    assert of(tmp_path, with_secret("first-guess")) == of(tmp_path, with_secret("other-guess"))


def test_whether_a_secret_changes_is_in_the_fingerprint(tmp_path: Path) -> None:
    """A plan that also changes a secret is another one."""
    own: dict[str, Any] = {"before": {"a": 1, "password": "x"}, "after_sensitive": {"password": True}}
    without = plan(change(after={"a": 2, "password": "x"}, **own))
    with_it = plan(change(after={"a": 2, "password": "y"}, **own))
    assert of(tmp_path, without) != of(tmp_path, with_it)


def test_real_plans_have_their_own(tmp_path: Path) -> None:
    """No two of the real plans that change something are taken for each other."""
    names = [path.stem for path in PLANS.glob("*.json") if path.stem != "aliases-settling"]
    assert len(names) == len({fingerprint(read(tmp_path, name)) for name in names})


def test_same_form_with_and_without_a_hint(tmp_path: Path) -> None:
    """What the quick look lets pass holds nothing that the redaction would hide."""
    for path in PLANS.glob("*.json"):
        assert_quick_look_is_safe(read(tmp_path, path.stem))


def assert_quick_look_is_safe(plans: Any) -> None:
    redaction, suspicion = Redaction(plans.known_secrets), Suspicion(plans.known_secrets)
    for each in plans.files[0].changes:
        for values in filter(None, (each.before, each.after)):
            for name, value in values.items():
                encoded = msgspec.json.encode({name: value})
                if has_open_settings(each.type) or suspicion.falls_on(encoded):
                    continue
                place = redaction.attribute(each.type, name, value)
                hidden = str(redaction.masked(value, None, place))
                assert "(hidden" not in hidden
                assert "(sensitive" not in hidden
