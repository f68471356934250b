"""No secret gets out, wherever in the plan it stands."""

import base64
import json
from pathlib import Path
from typing import Any

import pytest

from futago.review.plan.redaction import HIDDEN, SENSITIVE, Redaction
from futago.review.plan.secret_text import looks_secret, names_a_secret
from futago.review.review import review
from modules.review import Concern, Level, Rule
from tests.review.plan.canaries import CANARY, ELSEWHERE, ENCODED, PLANTED, updated
from tests.review.plan.planted import everything, plan, read, reviewed


def watchful() -> Rule:
    """A rule that has something to say of every attribute of every change."""

    def find(each: Any, _plans: Any) -> Any:
        for side in (each.before, each.after):
            yield from (Concern(path, "seen") for path in paths(side or {}, 3))

    return Rule("watchful", Level.NOTE, "seen", "", "", frozenset(), find)


def paths(value: Any, depth: int) -> Any:
    items = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for step, item in items:
        yield (step,)
        yield from ((step, *path) for path in paths(item, depth - 1) if depth)


@pytest.mark.parametrize("position", PLANTED)
def test_no_canary_leaves_a_change(tmp_path: Path, position: str) -> None:
    """A secret in this position of a change is in nothing that a review says, findings included."""
    found = review(read(tmp_path, plan(PLANTED[position])), (watchful(),))
    assert [] == leaks(everything(found))
    assert found.rows


@pytest.mark.parametrize("position", ELSEWHERE)
def test_no_canary_leaves_the_rest_of_a_plan(tmp_path: Path, position: str) -> None:
    """A secret in this position of a plan is in nothing that a review says."""
    found = review(read(tmp_path, ELSEWHERE[position]), (watchful(),))
    assert [] == leaks(everything(found))


@pytest.mark.parametrize("name", ["aliases-create", "aliases-change", "aliases-destroy", "aliases-settling"])
def test_no_canary_leaves_a_real_plan(tmp_path: Path, name: str) -> None:
    """The canaries of real plans stay in them: variables, Lambda, containers, user data, SSM."""
    found = review(read(tmp_path, name), (watchful(),))
    assert "canary" not in everything(found)


def leaks(text: str) -> list[str]:
    """Where a canary or a half of it stands, plain or in base64."""
    needles = (CANARY, "7f3a9c", base64.b64encode(CANARY.encode()).decode()[:12], ENCODED[24:40])
    return [text[max(0, at - 80) : at + 40] for needle in needles if (at := text.find(needle)) >= 0]


@pytest.mark.parametrize(
    ("after", "shown"),
    [
        (
            {"kms_key_arn": "arn:aws:kms:ap-northeast-1:1:key/mrk-3aac5380a71a41e79f2849a0e0baca17"},
            None,
        ),
        (
            {"secret_arn": "arn:aws:secretsmanager:ap-northeast-1:1:secret:payments/db-AbCdEf"},
            None,
        ),
        ({"force_overwrite_replica_secret": True}, "true"),
        ({"manage_master_user_password": True}, "true"),
        ({"minimum_password_length": 14}, "14"),
        ({"tags": {"Environment": "production"}}, None),
        ({"source_code_hash": "n3Xq0Zs5Yw8Rt1Uv7Kp2Lm9Jh4Gf6Dd0Aa3Bb5="}, None),
        ({"engine": "aurora-postgresql", "engine_version": "16.4"}, None),
        ({"a": [{"permissions": "x"}]}, None),
        ({"name": "PaymentsReceiptsReplicationRole2026"}, None),
        (
            {"policy": json.dumps({"Action": "secretsmanager:GetSecretValue"})},
            '"secretsmanager:GetSecretValue"',
        ),
    ],
)
def test_what_is_no_secret_is_shown(tmp_path: Path, after: dict[str, Any], shown: str | None) -> None:
    """Settings about secrets, ARNs, hashes and names of words stay readable."""
    marks: dict[str, Any] = {
        "after_sensitive": {name: [{}] if isinstance(value, list) else {} for name, value in after.items()}
    }
    row = reviewed(tmp_path, plan(updated("aws_x", after, **marks))).rows[0]
    (side,) = row.sides.values()
    assert not any(each.hidden for each in side.differences)
    if shown:
        assert shown == side.differences[0].after


def test_marked_value_and_likely_secret_are_told_apart(tmp_path: Path) -> None:
    """What Terraform marks is called sensitive, what only looks like a secret is called hidden."""
    after = {"a": "x-marked-value", "password": "y-unmarked-value"}
    row = reviewed(tmp_path, plan(updated("aws_x", after, after_sensitive={"a": True}))).rows[0]
    (side,) = row.sides.values()
    assert [SENSITIVE, HIDDEN] == [each.after for each in side.differences]


def test_short_sensitive_value_hides_no_other_words(tmp_path: Path) -> None:
    """A sensitive user name does not hide an engine that has it in its name."""
    after = {"user": "postgres", "engine": "aurora-postgresql"}
    row = reviewed(tmp_path, plan(updated("aws_x", after, after_sensitive={"user": True}))).rows[0]
    (side,) = row.sides.values()
    assert ['"aurora-postgresql"', SENSITIVE] == [each.after for each in side.differences]


def test_lone_surrogates_come_out_as_text_that_can_be_written(tmp_path: Path) -> None:
    """Nothing that is shown breaks an output's encoding."""
    redaction = Redaction(read(tmp_path, plan()).known_secrets)
    for shown in (
        redaction.text("a\ud800b"),
        redaction.address('aws_x.y["\ud800"]'),
        redaction.key("\ud800"),
    ):
        shown.encode()


@pytest.mark.parametrize(
    "name", ["password", "dbPassword", "API_KEY", "client_secret", "auth-token", "DATABASE_URL"]
)
def test_name_of_a_secret(name: str) -> None:
    """Names of secrets are known in every spelling."""
    assert names_a_secret(name)


@pytest.mark.parametrize(
    "name", ["secret_arn", "password_length", "key", "tokenizer", "compass", "kms_key_id"]
)
def test_name_of_something_else(name: str) -> None:
    """Names about secrets, and words that only hold theirs, are no names of secrets."""
    assert not names_a_secret(name)


@pytest.mark.parametrize(
    "text",
    [
        "AKIAIOSFODNN7EXAMPLE",
        "ghp_" + "a1B2c3D4e5F6g7H8i9J0",
        "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.abc",
        "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY1",
        "x" * 200_001,
    ],
)
def test_look_of_a_secret(text: str) -> None:
    """Keys of services, tokens, random base64 and texts too long to search look like secrets."""
    assert looks_secret(text)


@pytest.mark.parametrize(
    "text",
    [
        "arn:aws:secretsmanager:ap-northeast-1:1:secret:x",
        "The token service of the shop",
        "mrk-4256b3ce43554059bfa15b4196a5a4f5",
        "https://sqs.ap-northeast-1.amazonaws.com/1/q",
        "AWSServiceRoleForApplicationAutoScaling_DynamoDBTable",
    ],
)
def test_look_of_something_else(text: str) -> None:
    """ARNs, prose, ids, URLs and names of words do not look like secrets."""
    assert not looks_secret(text)
