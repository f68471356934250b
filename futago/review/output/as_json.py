"""A review for programs, in the form that ``review.schema.json`` documents."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import Any

from futago.review.model import Check, Difference, Entry, Finding, OutputChange, PlanSummary, Review, Row
from futago.review.output.words import city
from modules.review import Action

FORMAT_VERSION = "1.0"
"""The version of the form: the first number changes when a reader of the old form would go wrong."""


def render(review: Review) -> str:
    """The review as JSON, in ASCII: what does not print is escaped, and no terminal acts on it."""
    return json.dumps(document(review)) + "\n"


def document(review: Review) -> dict[str, Any]:
    """The review as plain values; who shows its texts has to make them inert."""
    return {
        "format_version": FORMAT_VERSION,
        "estate": review.estate,
        "fingerprint": review.fingerprint,
        "worst": review.worst.name.lower() if review.worst else None,
        "warnings": list(review.warnings),
        "regions": [{"code": code, "name": city(code)} for code in review.regions],
        "counts": {code: _counts(counts) for code, counts in review.counts.items()},
        "moved": review.moved,
        "imported": review.imported,
        "findings": [_finding(finding) for finding in review.findings],
        "changes": _rows(review.rows),
        "drift": _rows(review.drift),
        "drift_settled": review.settled,
        "outputs": [_output(output) for output in review.outputs],
        "checks": [_check(check) for check in review.checks],
        "plans": [_plan(plan) for plan in review.plans],
    }


def _counts(counts: Mapping[Action, int]) -> dict[str, int]:
    counted = (Action.CREATE, Action.UPDATE, Action.REPLACE, Action.DELETE, Action.FORGET)
    return {action.value: counts.get(action, 0) for action in counted}


def _finding(finding: Finding) -> dict[str, Any]:
    entry, waiver = finding.entry, finding.waived
    return {
        "rule": finding.rule.id,
        "level": finding.level.name.lower(),
        "title": finding.rule.title,
        "says": finding.says,
        "why": finding.rule.why,
        "remedy": finding.rule.remedy,
        "asymmetry": finding.is_asymmetry,
        "unknown": finding.unknown,
        "region": finding.region if entry or finding.takes_effect_in else None,
        "resource": {
            "stack": entry.stack,
            "address": entry.address,
            "type": entry.type,
            "region": entry.region,
            "action": entry.action.value,
        }
        if entry
        else None,
        "path": finding.path,
        "before": finding.before,
        "after": finding.after,
        "waived": {
            "address": waiver.address,
            "reason": waiver.reason,
            "expires": waiver.expires.isoformat(),
            "place": waiver.place,
        }
        if waiver
        else None,
    }


def _rows(rows: Iterable[Row]) -> list[dict[str, Any]]:
    return [
        {
            "name": row.name,
            "type": row.type,
            "sides": {code: _entry(side) for code, side in row.sides.items()},
        }
        for row in rows
    ]


def _entry(entry: Entry) -> dict[str, Any]:
    return {
        "stack": entry.stack,
        "address": entry.address,
        "type": entry.type,
        "action": entry.action.value,
        "reason": entry.reason,
        "moved_from": entry.moved_from,
        "imported_as": entry.imported_as,
        "create_before_destroy": entry.create_before_destroy,
        "deferred": entry.deferred,
        "differences": _differences(entry.differences),
    }


def _differences(differences: Iterable[Difference]) -> list[dict[str, Any]]:
    return [
        {
            "path": each.path,
            "before": each.before,
            "after": each.after,
            "unknown": each.unknown,
            "hidden": each.hidden,
            "forces_replacement": each.forces_replacement,
        }
        for each in differences
    ]


def _output(output: OutputChange) -> dict[str, Any]:
    return {
        "stack": output.stack,
        "name": output.name,
        "action": output.action.value,
        "differences": _differences(output.differences),
    }


def _check(check: Check) -> dict[str, Any]:
    return {
        "stack": check.stack,
        "address": check.address,
        "status": check.status,
        "problems": list(check.problems),
    }


def _plan(plan: PlanSummary) -> dict[str, Any]:
    return {
        "path": plan.path,
        "stack": plan.stack,
        "terraform_version": plan.terraform_version,
        "provider_constraints": dict(plan.provider_constraints),
        "errored": plan.errored,
        "complete": plan.complete,
        "applyable": plan.applyable,
        "timestamp": plan.timestamp,
    }
