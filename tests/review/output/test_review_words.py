"""What a finding tells of its attribute."""

from __future__ import annotations

from futago.review.model import Difference, Entry, Finding
from futago.review.output.words import Value, Values, finding_values
from modules.review import Action
from tests.review.output import reviews

POLICY = '{"Statement": []}'


def found(entry: Entry, path: str, before: str | None, after: str | None) -> Values:
    """What is told of a finding in this change."""
    rule = reviews.ONE_SIDED
    return finding_values(Finding(rule, rule.level, "x", entry, path, before, after))


def changed(*differences: Difference) -> Entry:
    """A change of these attributes."""
    return reviews.side("aws_kms_key.main_apne3", "ap-northeast-3", Action.UPDATE, differences)


def test_of_a_policy_the_change_in_it_is_told() -> None:
    """Not the whole policy twice: only what differs in it."""
    entry = changed(
        Difference("policy: Statement[Users].Sid", None, '"Users"'), Difference("policy_version", "1", "2")
    )
    expected = Values((Value("policy: Statement[Users].Sid", "(none)", '"Users"'),))
    assert expected == found(entry, "policy", POLICY, POLICY)


def test_many_changes_in_a_policy_are_counted() -> None:
    """Ten are shown, the others are in the table of changes."""
    entry = changed(*(Difference(f"policy: Statement[{number}]", None, "x") for number in range(12)))
    told = found(entry, "policy", POLICY, POLICY)
    assert (10, 2) == (len(told.shown), told.more)


def test_a_plain_value_is_told_as_it_is() -> None:
    """Before and after, and nothing else."""
    entry = changed(Difference("port", "1", "2"))
    assert Values((Value("port", "1", "2"),)) == found(entry, "port", "1", "2")
