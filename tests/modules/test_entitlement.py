"""Entitlements are joined where they differ in their resources only."""

from __future__ import annotations

from modules.entitlement import Entitlement, joined

READ = ("s3:GetObject",)


def test_same_actions_become_one() -> None:
    """The resources of both, each once, in their order."""
    both = joined([Entitlement("Read", READ, ("a", "b")), Entitlement("Read", READ, ("b", "c"))])
    assert (Entitlement("Read", READ, ("a", "b", "c")),) == both


def test_other_conditions_stay_apart() -> None:
    """What holds under a condition is not joined with what holds without; sids stay unique."""
    condition = {"StringEquals": {"kms:ViaService": "s3.ap-northeast-1.amazonaws.com"}}
    found = joined([Entitlement("Read", READ, ("a",)), Entitlement("Read", READ, ("b",), condition)])
    assert [("Read", ("a",)), ("Read2", ("b",))] == [(each.sid, each.resources) for each in found]
