"""Findings for code scanning: SARIF 2.1.0 (OASIS), in the subset that GitHub documents.

Source: GitHub Docs, "SARIF support for code scanning".
"""

from __future__ import annotations

import json
import os
from collections import Counter
from collections.abc import Iterable
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path
from typing import Any
from urllib.parse import quote

from futago.lint.examination import RULES
from futago.lint.rule import Finding, Rule
from futago.rendering.inert import clipped, sarif_text

SCHEMA_URI = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
RESULTS_MAX = 25_000
"""Results of a run that GitHub takes; it refuses a file with more (same page, "SARIF data limits")."""
TEXT_MAX = 1_000
"""Characters of a text; GitHub cuts what is longer."""
_INDEXES = {rule.id: index for index, rule in enumerate(RULES)}


def render(findings: Iterable[Finding], unread: Iterable[tuple[str, str]]) -> str:
    """The findings, waived ones marked as such, and what could not be read, as a SARIF log."""
    occurrences: Counter[str] = Counter()
    results = [_result(finding, occurrences) for finding in findings]
    notifications = [_notification(f"{path}: {why}: not examined") for path, why in unread]
    is_whole = not notifications
    if len(results) > RESULTS_MAX:
        notifications.append(
            _notification(f"{len(results) - RESULTS_MAX:,} findings are left out; --format json has them all")
        )
    run = {
        "tool": {
            "driver": {
                "name": "futago lint",
                "version": version("futago"),
                "informationUri": "https://github.com/futago/futago",
                "rules": [_rule(rule) for rule in RULES],
            }
        },
        # A category of its own, or GitHub takes it for a newer review (same page, "runAutomationDetails").
        "automationDetails": {"id": "futago-lint/"},
        "invocations": [{"executionSuccessful": is_whole, "toolExecutionNotifications": notifications}],
        "columnKind": "unicodeCodePoints",
        "results": results[:RESULTS_MAX],
    }
    return json.dumps({"$schema": SCHEMA_URI, "version": "2.1.0", "runs": [run]}) + "\n"


def _notification(text: str) -> dict[str, Any]:
    return {"level": "warning", "message": {"text": sarif_text(clipped(text, TEXT_MAX))}}


def _rule(rule: Rule) -> dict[str, Any]:
    return {
        "id": rule.id,
        "name": "".join(word.capitalize() for word in rule.id.split("-")),
        "shortDescription": {"text": sarif_text(rule.title)},
        "fullDescription": {"text": sarif_text(rule.why)},
        "help": {"text": sarif_text(f"{rule.why} What to do: {rule.remedy}")},
        "defaultConfiguration": {"level": "error"},
        "properties": {"tags": ["portability"], "problem.severity": "error"},
    }


def _result(finding: Finding, occurrences: Counter[str]) -> dict[str, Any]:
    uri = _uri(finding.path)
    identity = f"{uri}\0{finding.rule}\0{finding.text}\0{finding.line_hash}"
    occurrences[identity] += 1
    fingerprint = sha256(f"{identity}\0{occurrences[identity]}".encode("utf-8", "surrogatepass")).hexdigest()
    replacement = f"; read {finding.variable} instead" if finding.variable else ""
    says = f"{RULES[_INDEXES[finding.rule]].title}: {clipped(finding.text, TEXT_MAX)}{replacement}"
    region = {
        "startLine": finding.line,
        "startColumn": finding.column,
        "endColumn": finding.column + len(finding.text),
    }
    result: dict[str, Any] = {
        "ruleId": finding.rule,
        "ruleIndex": _INDEXES[finding.rule],
        "level": "error",
        "message": {"text": sarif_text(says)},
        "locations": [{"physicalLocation": {"artifactLocation": {"uri": uri}, "region": region}}],
        "partialFingerprints": {"futagoLint/v1": fingerprint},
    }
    if finding.waiver is not None:
        reason = sarif_text(clipped(finding.waiver, TEXT_MAX))
        result["suppressions"] = [{"kind": "inSource", "status": "accepted", "justification": reason}]
    return result


def _uri(path: str) -> str:
    """The path as a relative reference (RFC 3986), or as a whole URI where it lies outside this folder."""
    if Path(path).is_absolute():
        relative = os.path.relpath(path)
        if relative.startswith(".."):
            return Path(path).as_uri()
        path = relative
    return quote(path.replace(os.sep, "/").encode("utf-8", "surrogateescape"))
