"""Every rule finds what it is for, and lets pass what is well."""

from __future__ import annotations

from importlib import import_module
from pathlib import Path

import pytest

from futago.review.catalog import rule_of, rules
from tests.review.rules.changes import Case, Cases, summary

for _file in sorted(Path(__file__).parent.glob("cases_*.py")):
    import_module(f"tests.review.rules.{_file.stem}")
CASES = Cases.all


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.rule}: {case.sentence}")
def test_rule(case: Case) -> None:
    """A rule finds exactly the concerns that a change gives reason for, each at its attribute."""
    rule = rule_of(case.rule)
    assert not rule.types or case.change.type in rule.types
    looks = case.change.action in rule.actions
    found = rule.find(case.change, case.plans) if looks else ()
    assert list(case.expected) == [summary(each) for each in found]


OF_THE_REVIEW = {"terraform-version-differs", "provider-version-differs", "waiver-expired", "waiver-unused"}
"""Found in the review as a whole: test_versions.py, test_policy.py."""
ALWAYS_KNOWN = {
    *("aurora-cluster-destroyed", "aurora-final-snapshot-skipped", "aurora-global-cluster-destroyed"),
    *("aurora-member-headless", "dynamodb-table-destroyed", "kms-key-destroyed", "kms-replica-destroyed"),
    *("s3-bucket-destroyed", "s3-bucket-emptied", "secrets-secret-destroyed", "stateful-destroyed"),
    *("stateful-replaced", "no-longer-managed", "reads-as-deleted", "replication-destroyed"),
    *("asymmetry-created", "asymmetry-destroyed", "asymmetry-replaced", "secret-in-plain-text"),
    *("asymmetry-drifted", "aurora-stands-alone", "secrets-stands-alone"),
    *("alarm-removed", "dynamodb-gate-removed", "s3-gate-removed"),
}
"""Rules that look at what is done, or at what is there now, and never at a value to come."""


@pytest.mark.parametrize("rule", [each.id for each in rules() if each.id not in OF_THE_REVIEW])
def test_each_rule_has_its_cases(rule: str) -> None:
    """Each rule has a case that it finds, one that it lets pass, and one whose value is unknown."""
    own = [case for case in CASES if case.rule == rule]
    assert any(not unknown for case in own for _, unknown, _ in case.expected)
    assert any(not case.expected for case in own)
    assert (rule in ALWAYS_KNOWN) or any(unknown for case in own for _, unknown, _ in case.expected)
