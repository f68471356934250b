from __future__ import annotations

import json
import re
from typing import Any

import pytest
from hypothesis import given
from jsonschema import Draft202012Validator

from futago.review.model import Review
from futago.review.output import sarif
from tests.review.output import reviews
from tests.strategies import hostile_text

_TEXT = {"type": "object", "required": ["text"], "properties": {"text": {"type": "string", "minLength": 1}}}
_LEVEL = {"enum": ["none", "note", "warning", "error"]}
RULES_OF_SARIF = {
    # What SARIF 2.1.0 and GitHub's page require of the objects that are used here.
    "type": "object",
    "required": ["version", "$schema", "runs"],
    "properties": {
        "version": {"const": "2.1.0"},
        "runs": {
            "type": "array",
            "maxItems": 20,
            "items": {
                "type": "object",
                "required": ["tool", "results"],
                "additionalProperties": False,
                "properties": {
                    "tool": {
                        "type": "object",
                        "required": ["driver"],
                        "properties": {
                            "driver": {
                                "type": "object",
                                "required": ["name", "rules"],
                                "properties": {
                                    "name": {"type": "string"},
                                    "version": {"type": "string"},
                                    "informationUri": {"type": "string", "format": "uri"},
                                    "rules": {
                                        "type": "array",
                                        "uniqueItems": True,
                                        "maxItems": 25_000,
                                        "items": {
                                            "type": "object",
                                            "required": ["id", "shortDescription", "fullDescription", "help"],
                                            "properties": {
                                                "id": {"type": "string", "maxLength": 255},
                                                "shortDescription": _TEXT,
                                                "fullDescription": _TEXT,
                                                "help": _TEXT,
                                                "defaultConfiguration": {"properties": {"level": _LEVEL}},
                                            },
                                        },
                                    },
                                },
                            }
                        },
                    },
                    "automationDetails": {"type": "object", "properties": {"id": {"type": "string"}}},
                    "invocations": {"type": "array", "items": {"required": ["executionSuccessful"]}},
                    "columnKind": {"enum": ["utf16CodeUnits", "unicodeCodePoints"]},
                    "properties": {"type": "object"},
                    "results": {
                        "type": "array",
                        "maxItems": 25_000,
                        "items": {
                            "type": "object",
                            "required": ["ruleId", "message", "locations", "partialFingerprints"],
                            "properties": {
                                "level": _LEVEL,
                                "message": _TEXT,
                                "ruleIndex": {"type": "integer", "minimum": 0},
                                "partialFingerprints": {"additionalProperties": {"type": "string"}},
                                "suppressions": {
                                    "items": {
                                        "required": ["kind"],
                                        "properties": {"kind": {"enum": ["inSource", "external"]}},
                                    }
                                },
                                "locations": {
                                    "type": "array",
                                    "minItems": 1,
                                    "maxItems": 1_000,
                                    "items": {"required": ["physicalLocation"]},
                                },
                            },
                        },
                    },
                },
            },
        },
    },
}


def run_of(review: Review) -> dict[str, Any]:
    """The one run of a review's log."""
    run: dict[str, Any] = json.loads(sarif.render(review))["runs"][0]
    return run


@pytest.mark.parametrize(
    "review", [reviews.empty(), reviews.payments(), reviews.hostile("x"), reviews.many(9, 9)]
)
def test_the_log_keeps_the_rules_of_sarif(review: Review) -> None:
    """Required properties are there, enumerations hold, GitHub's limits are kept."""
    assert [] == list(Draft202012Validator(RULES_OF_SARIF).iter_errors(json.loads(sarif.render(review))))


def test_every_result_names_its_rule() -> None:
    """The index leads to the rule with the result's id (SARIF 2.1.0, 3.27.6)."""
    run = run_of(reviews.payments())
    rules = run["tool"]["driver"]["rules"]
    assert [each["ruleId"] for each in run["results"]] == [
        rules[each["ruleIndex"]]["id"] for each in run["results"]
    ]


def test_a_waived_finding_is_suppressed_with_its_reason() -> None:
    """One is suppressed, all others are not."""
    suppressed = [
        each["suppressions"] for each in run_of(reviews.payments())["results"] if "suppressions" in each
    ]
    reason = "Load test until Friday, see the plan of the week"
    assert [[{"kind": "external", "status": "accepted", "justification": reason}]] == suppressed


def test_fingerprints_tell_findings_apart_and_stay() -> None:
    """Each finding has one of its own, the same in the next run, whatever the values are."""
    found = [
        [each["partialFingerprints"]["futagoFinding/v1"] for each in run_of(reviews.payments())["results"]]
        for _ in range(2)
    ]
    assert (found[0], len(found[0])) == (found[1], len(set(found[0])))


def test_warnings_are_notifications() -> None:
    """A review that is not the whole truth says so in the log."""
    told = run_of(reviews.payments())["invocations"][0]["toolExecutionNotifications"]
    assert [True, True] == ["missing here" in each["message"]["text"] for each in told]


@given(hostile_text)
def test_nothing_of_a_plan_acts_in_the_log(text: str) -> None:
    """Messages print and hold no link; files are relative references of allowed characters."""
    run = run_of(reviews.hostile(text))
    messages = [each["message"]["text"].replace("\u3000", " ") for each in run["results"]]
    files = [each["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] for each in run["results"]]
    acting = [each for each in messages if not each.isprintable() or "](" in each]
    odd = [each for each in files if not re.fullmatch(r"(?!/)[A-Za-z0-9._~%/-]+", each)]
    assert ([], []) == (acting, odd)


def test_no_more_results_than_github_takes(monkeypatch: pytest.MonkeyPatch) -> None:
    """The worst are kept, and the log says how many are left out."""
    monkeypatch.setattr(sarif, "RESULTS_MAX", 3)
    run = run_of(reviews.many(5, 5))
    told = run["invocations"][0]["toolExecutionNotifications"][0]["message"]["text"]
    assert (3, "2 findings are left out") == (len(run["results"]), told.split(":", maxsplit=1)[0])
