"""A decision as plain data, for scripts."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from futago.operations.decide import Decision
from modules.operation import Step


def decision_as_json(decision: Decision) -> Mapping[str, Any]:
    """What is to be done, or every reason why not."""
    promotion = decision.promotion
    return {
        "estate": promotion.estate.names.prefix,
        "account": promotion.estate.account,
        "mode": promotion.mode.value,
        "to": promotion.to.code,
        "from": promotion.source.code,
        "allowed": decision.is_allowed,
        "obstacles": [asdict(obstacle) for obstacle in decision.obstacles],
        "losses": [asdict(loss) for loss in decision.losses],
        "warnings": list(decision.warnings),
        "steps": [_step_as_json(step, decision) for step in decision.steps],
        "left_out": [{"id": step.id, "cost": step.cost_if_skipped} for step in decision.skipped],
        "longest_chain": [step.id for step in decision.longest_chain],
        "expected_seconds": decision.expected_seconds,
    }


def _step_as_json(step: Step, decision: Decision) -> Mapping[str, Any]:
    return {
        "id": step.id,
        "noun": step.noun,
        "name": step.name,
        "region": step.region,
        "phase": step.phase.value,
        "title": step.title,
        "why": step.why,
        "needs": sorted(decision.needs[step.id]),
        "expected_seconds": step.expected_seconds,
        "optional": step.optional,
        "cost_if_skipped": step.cost_if_skipped,
        "undo": step.undo,
        "commands": [list(each.argv) for each in step.commands],
    }
