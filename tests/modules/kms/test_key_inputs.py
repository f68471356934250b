"""What a key may say."""

from __future__ import annotations

from typing import Any

import pytest

from modules.kind import Finding
from modules.kms.inputs import KeyInputs, check, check_key, key_of
from regions import OSAKA, TOKYO
from tests.estates import an_estate
from tests.refusals import refusals

ROLE = "arn:aws:iam::123456789012:role/app"
GRANT = {"grantee_principal": ROLE, "operations": ["Decrypt"]}


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ({}, {}),
        ({"multi_region": True}, {}),
        (
            {"multi_region": False},
            {
                "multi_region": "a single-Region key can't be replicated or turned into a multi-Region key "
                "later; allowed is true"
            },
        ),
        ({"rotation_period_in_days": 90}, {}),
        ({"rotation_period_in_days": 89}, {"rotation_period_in_days": "greater_than_equal"}),
        ({"rotation_period_in_days": 2560}, {}),
        ({"rotation_period_in_days": 2561}, {"rotation_period_in_days": "less_than_equal"}),
        ({"deletion_window_in_days": 7}, {}),
        ({"deletion_window_in_days": 6}, {"deletion_window_in_days": "greater_than_equal"}),
        ({"deletion_window_in_days": 31}, {"deletion_window_in_days": "less_than_equal"}),
        ({"description": "x" * 8192}, {}),
        ({"description": "x" * 8193}, {"description": "string_too_long"}),
        ({"users": [ROLE], "administrators": ["arn:aws:iam::123456789012:root"]}, {}),
        ({"users": ["*"]}, {"users.0": "string_pattern_mismatch"}),
        ({"administrators": ["arn:aws:iam::*:root"]}, {"administrators.0": "string_pattern_mismatch"}),
        ({"grants": {"app": GRANT}}, {}),
        ({"grants": {"app": {**GRANT, "operations": []}}}, {"grants.app.operations": "too_short"}),
        (
            {"grants": {"app": {**GRANT, "operations": ["Decrypt", "CreateGrant"]}}},
            {"grants.app.operations.1": "literal_error"},
        ),
        (
            {"grants": {"App": GRANT}},
            {
                "grants.App.[key]": "'App' is no name; allowed are lower-case letters, digits and single "
                "hyphens, a letter first, at most 41 characters"
            },
        ),
        ({"tags": {"use": "all"}}, {}),
        (
            {"tags": {"aws:use": "all"}},
            {"tags": "tag key 'aws:use' starts with 'aws:'; AWS keeps these for itself"},
        ),
    ],
)
def test_refuses(values: dict[str, Any], expected: dict[str, str]) -> None:
    """What is wrong is refused with its path, and what is right is not."""
    assert expected == refusals(KeyInputs, values)


def findings(**keys: dict[str, Any]) -> dict[str, list[Finding]]:
    """The findings of every key, where there are any."""
    made = {name: KeyInputs.model_validate(values) for name, values in keys.items()}
    estate = an_estate({"keys": made})
    return {name: found for name, its in made.items() if (found := list(check(estate, name, its)))}


def test_takes_names() -> None:
    """Names that differ, given or not, are fine."""
    assert {} == findings(main={}, other={"name": "team/the_key-2"})


@pytest.mark.parametrize("name", ["the key", "schlüssel", "aws/s3"])
def test_refuses_what_is_no_alias(name: str) -> None:
    """An alias has letters, digits and /_-, and does not stand among AWS's own."""
    expected = Finding(
        ("name",),
        f"'alias/{name}' is no alias",
        "allowed are letters, digits and /_- behind alias/, but not aws/ first",
    )
    assert {"main": [expected]} == findings(main={"name": name})


def test_takes_the_longest_alias() -> None:
    """256 characters, the alias/ among them, are AWS's limit."""
    assert {} == findings(main={"name": "k" * 250})


def test_refuses_a_longer_alias() -> None:
    """One more is too long."""
    alias = f"alias/{'k' * 251}"
    expected = Finding(("name",), f"alias '{alias}' has 257 characters", "at most 256 are allowed")
    assert {"main": [expected]} == findings(main={"name": "k" * 251})


def test_refuses_an_alias_twice() -> None:
    """A name that another key has, given or made, is said at the one that gives it."""
    expected = Finding(
        ("name",), "key 'main' has 'alias/payments-main' too", "allowed is a name that no other has"
    )
    assert {"other": [expected]} == findings(main={}, other={"name": "payments-main"})


KNOWN = "allowed are the estate's keys: data, files"


@pytest.mark.parametrize(
    ("key", "expected"),
    [
        ("data", []),
        (None, [Finding((), "key is missing", KNOWN)]),
        ("date", [Finding(("key",), "there is no key 'date'", KNOWN)]),
        *(
            (
                each,
                [
                    Finding(
                        ("key",),
                        f"'{each}' is not one of the estate's multi-Region keys, and AWS-managed and "
                        "single-Region keys can't be used in the other Region",
                        KNOWN,
                    )
                ],
            )
            for each in ("alias/aws/s3", "arn:aws:kms:ap-northeast-1:123456789012:key/1", "mrk-1")
        ),
    ],
)
def test_key_of_a_store(key: str | None, expected: list[Finding]) -> None:
    """With several keys a store names one of them, and nothing else will do."""
    estate = an_estate({"keys": {"files": KeyInputs(), "data": KeyInputs()}})
    assert expected == list(check_key(estate, key))


def test_only_key_need_not_be_named() -> None:
    """Where there is one key, it is meant."""
    estate = an_estate({"keys": {"main": KeyInputs()}})
    assert ([], "main") == (list(check_key(estate, None)), key_of(estate, None))


def test_estate_without_keys() -> None:
    """A store without any key in the estate is told to add one."""
    expected = Finding(
        (), "the estate has no keys", "allowed are the estate's keys: none yet, add one under keys"
    )
    assert [expected] == list(check_key(an_estate({"keys": {}}), None))


def test_overrides_hold_in_their_region() -> None:
    """A Region's policy and grants take the place of both Regions', tags are joined."""
    inputs = KeyInputs.model_validate(
        {
            "users": [ROLE],
            "tags": {"use": "all"},
            "regions": {OSAKA.code: {"users": [], "tags": {"city": "osaka"}}},
        }
    )
    tokyo, osaka = inputs.in_region(TOKYO), inputs.in_region(OSAKA)
    assert ((ROLE,), ()) == (tokyo.users, osaka.users)
    assert ({"use": "all"}, {"use": "all", "city": "osaka"}) == (tokyo.tags, osaka.tags)
