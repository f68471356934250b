"""The policy file: levels by rule, waivers that end, and everything wrong with it at its place."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from futago.errors import PolicyError
from futago.review.catalog import rule_of
from futago.review.plan.known_secrets import KnownSecrets
from futago.review.plan.reading import PlanFile, PlanFiles
from futago.review.policy import ReviewPolicy, load_policy
from futago.review.review import review
from modules.review import Action, Change, Level

TODAY = date(2027, 3, 31)
RULE = rule_of("s3-force-destroy")
WAIVER = """\
waivers:
  - rule: s3-force-destroy
    address: module.scratch.*
    reason: Nothing in it outlives a day.
    expires: {expires}
"""
Read = Callable[[str], ReviewPolicy]


@pytest.fixture
def policy(tmp_path: Path) -> Read:
    """Reads a policy from text."""

    def read(text: str) -> ReviewPolicy:
        path = tmp_path / "futago-review.yaml"
        path.write_text(text)
        return load_policy(path, TODAY)

    return read


def wrong(policy: Read, text: str) -> list[tuple[int, int, str]]:
    """Line, column and path of each problem with a policy."""
    with pytest.raises(PolicyError) as caught:
        policy(text)
    return [(each.line, each.column, each.path) for each in caught.value.problems]


def test_level_of_a_rule_is_its_own() -> None:
    """Without a policy a rule keeps its level."""
    assert Level.ERROR == ReviewPolicy().level(RULE)


@pytest.mark.parametrize(
    ("word", "level"),
    [("note", Level.NOTE), ("warning", Level.WARNING), ("error", Level.ERROR), ("off", None)],
)
def test_level_is_set(policy: Read, word: str, level: Level | None) -> None:
    """A policy says how bad a rule's findings are here, or that nobody wants them."""
    assert level == policy(f"levels:\n  s3-force-destroy: {word}\n").level(RULE)


def test_empty_policy_changes_nothing(policy: Read) -> None:
    """A file with nothing in it is a policy."""
    assert Level.ERROR == policy("").level(RULE)


def test_waiver_holds_on_its_last_day(policy: Read) -> None:
    """The day of expiry is the last one on which a waiver holds."""
    waiver = policy(WAIVER.format(expires="2027-03-31")).waiver(RULE, "module.scratch.aws_s3_bucket.this")
    assert waiver is not None
    assert "Nothing in it outlives a day." == waiver.reason
    assert waiver.place.endswith("futago-review.yaml:2")


def test_waiver_is_for_its_rule_and_address_only(policy: Read) -> None:
    """A waiver covers neither another address nor another rule."""
    read = policy(WAIVER.format(expires="2027-03-31"))
    assert read.waiver(RULE, "module.kept.aws_s3_bucket.this") is None
    assert read.waiver(rule_of("s3-bucket-destroyed"), "module.scratch.aws_s3_bucket.this") is None


def test_brackets_of_an_address_mean_themselves(policy: Read) -> None:
    """An address with a key is matched as written; in file names brackets would be a choice of letters."""
    text = WAIVER.format(expires="2027-03-31").replace("module.scratch.*", """'aws_s3_bucket.b["a"]'""")
    assert policy(text).waiver(RULE, 'aws_s3_bucket.b["a"]') is not None
    assert policy(text).waiver(RULE, "aws_s3_bucket.ba") is None


def test_expired_waiver_covers_nothing_and_is_a_finding(policy: Read) -> None:
    """The day after, the finding counts again, and the waiver itself is one."""
    read = policy(WAIVER.format(expires="2027-03-30"))
    assert read.waiver(RULE, "module.scratch.aws_s3_bucket.this") is None
    (finding,) = read.findings()
    assert ("waiver-expired", Level.WARNING) == (finding.rule.id, finding.level)
    assert "s3-force-destroy at module.scratch.* was waived until 2027-03-30" in finding.says


def test_running_waiver_is_no_finding(policy: Read) -> None:
    """A waiver that holds says nothing."""
    assert () == policy(WAIVER.format(expires="2027-04-01")).findings()


@pytest.mark.parametrize(
    ("address", "force_destroy", "told"),
    [
        ("module.scratch.aws_s3_bucket.this", False, ["waiver-unused"]),
        ("module.scratch.aws_s3_bucket.this", True, ["s3-force-destroy"]),
        ("module.other.aws_s3_bucket.this", False, []),
    ],
)
def test_unused_waiver_is_a_note_where_its_rule_had_a_look(
    policy: Read, address: str, *, force_destroy: bool, told: list[str]
) -> None:
    """A waiver is told where it could have waived; other plans may need one that these say nothing about."""
    made = Change(
        stack="scratch",
        address=address,
        type="aws_s3_bucket",
        mode="managed",
        region="ap-northeast-1",
        action=Action.CREATE,
        before=None,
        after={"force_destroy": force_destroy},
        after_unknown={},
        before_sensitive=False,
        after_sensitive={},
    )
    file = PlanFile("p.json", "scratch", (made,), (), {}, (), "", {}, False, True, True, "")  # noqa: FBT003 # a record
    waiving = policy(WAIVER.format(expires="2027-04-01"))
    found = review(PlanFiles((file,), KnownSecrets()), (RULE,), policy=waiving).findings
    assert told == [each.rule.id for each in found]
    assert all(each.waived or each.level is Level.NOTE for each in found)


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("levels:\n  s3-force-destroyed: note\n", (2, 3, "levels.s3-force-destroyed")),
        ("levels:\n  s3-force-destroy: fatal\n", (2, 21, "levels.s3-force-destroy")),
        ("levels:\n  - s3-force-destroy\n", (2, 3, "levels")),
        ("waiver: []\n", (1, 1, "waiver")),
        ("- waivers\n", (1, 1, "")),
        ("waivers:\n  rule: x\n", (2, 3, "waivers")),
        (WAIVER.format(expires="soon"), (5, 14, "waivers[0].expires")),
        (WAIVER.format(expires="2027-02-30"), (5, 14, "waivers[0].expires")),
        (WAIVER.format(expires="2027-03-31").replace("s3-force", "s4-force"), (2, 11, "waivers[0].rule")),
        (
            WAIVER.format(expires="2027-03-31").replace("    reason", "    reasons"),
            (4, 5, "waivers[0].reasons"),
        ),
        (
            WAIVER.format(expires="2027-03-31").replace("Nothing in it outlives a day.", "''"),
            (4, 13, "waivers[0].reason"),
        ),
        ("levels: {a: [}\n", (1, 14, "")),
    ],
)
def test_problem_is_at_its_place(policy: Read, text: str, place: tuple[int, int, str]) -> None:
    """Whatever is wrong is told with line, column and path."""
    assert place in wrong(policy, text)


def test_every_problem_is_told_at_once(policy: Read) -> None:
    """Two mistakes take one run to find, in the order of the file."""
    text = "levels:\n  nothing-like-it: note\n" + WAIVER.format(expires="soon")
    assert [2, 7] == [line for line, _, _ in wrong(policy, text)]


def test_file_that_is_not_there(tmp_path: Path) -> None:
    """A policy that is named has to be there."""
    with pytest.raises(PolicyError, match="there is no file"):
        load_policy(tmp_path / "none.yaml")
