"""A review for code scanning: SARIF 2.1.0 (OASIS), in the subset that GitHub documents.

Source: GitHub Docs, "SARIF support for code scanning".
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from hashlib import sha256
from importlib.metadata import version
from typing import Any
from urllib.parse import quote

from futago.rendering.inert import clipped, sarif_text, visible
from futago.review.model import Finding, Review
from futago.review.output.words import place
from modules.review import Level, Rule

SCHEMA_URI = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
RESULTS_MAX = 25_000
"""Results of a run that GitHub takes; it refuses a file with more (same page, "SARIF data limits")."""
TEXT_MAX = 1_000
"""Characters of a text; GitHub cuts what is longer."""
_SEVERITIES = {Level.ERROR: "error", Level.WARNING: "warning", Level.NOTE: "recommendation"}


def render(review: Review) -> str:
    """The review's findings as a SARIF log."""
    return json.dumps(log(review)) + "\n"


def log(review: Review) -> dict[str, Any]:
    """The log as plain values."""
    rules = list({finding.rule.id: finding.rule for finding in review.findings}.values())
    indexes = {rule.id: index for index, rule in enumerate(rules)}
    files = {plan.stack: plan.path for plan in review.plans}
    results = [_result(finding, indexes, files) for finding in review.findings[:RESULTS_MAX]]
    run = {
        "tool": {
            "driver": {
                "name": "futago review",
                "version": version("futago"),
                "informationUri": "https://github.com/futago/futago",
                "rules": [_rule(rule) for rule in rules],
            }
        },
        # A category of its own for each estate, or GitHub takes one's review for a newer one of the other
        # (same page, "runAutomationDetails").
        "automationDetails": {"id": f"futago-review/{_encoded(review.estate)}/"},
        "invocations": [
            {"executionSuccessful": True, "toolExecutionNotifications": list(_notifications(review))}
        ],
        "columnKind": "unicodeCodePoints",
        "results": results,
        "properties": {"fingerprint": review.fingerprint},
    }
    return {"$schema": SCHEMA_URI, "version": "2.1.0", "runs": [run]}


def _notifications(review: Review) -> Iterable[dict[str, Any]]:
    for warning in review.warnings:
        yield {"level": "warning", "message": {"text": sarif_text(warning)}}
    missing = len(review.findings) - RESULTS_MAX
    if missing > 0:
        text = f"{missing:,} findings are left out: GitHub takes {RESULTS_MAX:,}. --format json has them all."
        yield {"level": "warning", "message": {"text": text}}


def _rule(rule: Rule) -> dict[str, Any]:
    words = [word.capitalize() for word in rule.id.split("-")]
    return {
        "id": rule.id,
        "name": "".join(words),
        "shortDescription": {"text": sarif_text(rule.title)},
        "fullDescription": {"text": sarif_text(rule.why)},
        "help": {"text": sarif_text(f"{rule.why} What to do: {rule.remedy}")},
        "defaultConfiguration": {"level": rule.level.name.lower()},
        "properties": {"tags": ["terraform"], "problem.severity": _SEVERITIES[rule.level]},
    }


def _result(finding: Finding, indexes: Mapping[str, int], files: Mapping[str, str]) -> dict[str, Any]:
    entry = finding.entry
    says = f"{finding.says} ({entry.address} in {place(finding.region)})" if entry else finding.says
    file = files.get(entry.stack if entry else "") or next(iter(files.values()), "plan.json")
    location: dict[str, Any] = {
        # A plan has no lines that mean anything; GitHub wants one.
        "physicalLocation": {"artifactLocation": {"uri": _uri(file)}, "region": {"startLine": 1}}
    }
    if entry:
        location["logicalLocations"] = [{"fullyQualifiedName": visible(entry.address), "kind": "resource"}]
    result: dict[str, Any] = {
        "ruleId": finding.rule.id,
        "ruleIndex": indexes[finding.rule.id],
        "level": finding.level.name.lower(),
        "message": {"text": sarif_text(clipped(says, TEXT_MAX))},
        "locations": [location],
        "partialFingerprints": {"futagoFinding/v1": _fingerprint(finding)},
    }
    if finding.waived:
        reason = sarif_text(clipped(finding.waived.reason, TEXT_MAX))
        result["suppressions"] = [{"kind": "external", "status": "accepted", "justification": reason}]
    return result


def _uri(path: str) -> str:
    """The file as a relative reference (RFC 3986): characters of a path, everything else percent-encoded."""
    return "/".join(map(_encoded, filter(None, path.split("/")))) or "plan.json"


def _encoded(text: str) -> str:
    """The text as one segment of a path; half a surrogate pair, which no UTF-8 can hold, included."""
    return quote(text.encode("utf-8", "surrogatepass"), safe="")


def _fingerprint(finding: Finding) -> str:
    """The same for the same finding in the next run: where it is and what rule, not what values."""
    entry = finding.entry
    where = (entry.stack, entry.address) if entry else ("", finding.says)
    identity = "\0".join((finding.rule.id, *where, finding.path, finding.region))
    return sha256(identity.encode("utf-8", "surrogatepass")).hexdigest()
