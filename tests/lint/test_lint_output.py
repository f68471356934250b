"""What scripts and code scanning get."""

from __future__ import annotations

import json
from typing import Any

import pytest

from futago.lint.examination import RULES
from futago.lint.output import as_json, sarif, text
from tests.lint.trees import CODE, Write, findings

Log = dict[str, Any]


def log(*unread: tuple[str, str]) -> Log:
    """The one run of the SARIF log of all findings."""
    run: Log = json.loads(sarif.render(findings("."), unread))["runs"][0]
    return run


def test_json_of_a_finding(tree: Write) -> None:
    """An object has path, line, column, rule, text and variable."""
    tree("src/a.py", f"\n{CODE}")
    expected = {
        "path": "src/a.py",
        "line": 2,
        "column": 11,
        "rule": "region",
        "text": "ap-northeast-1",
        "variable": "FUTAGO_REGION",
    }
    assert [expected] == json.loads("".join(as_json.lines(findings("."))))


@pytest.mark.parametrize("count", [0, 1, 2])
def test_json_is_an_array(tree: Write, count: int) -> None:
    """None, one and many findings make an array."""
    tree("a.py", CODE * count)
    assert count == len(json.loads("".join(as_json.lines(findings(".")))))


def test_text_is_inert(tree: Write) -> None:
    """A file's name can't drive the terminal."""
    tree("a\x1b[31m.py")
    assert "\x1b[31m" not in text.line(findings(".")[0])


def test_sarif_result(tree: Write) -> None:
    """A result says where, and what to read instead."""
    tree("src/é a.py")
    result = log()["results"][0]
    place = result["locations"][0]["physicalLocation"]
    assert "src/%C3%A9%20a.py" == place["artifactLocation"]["uri"]
    assert {"startLine": 1, "startColumn": 11, "endColumn": 25} == place["region"]
    assert "A Region's code: ap-northeast-1; read FUTAGO_REGION instead" == result["message"]["text"]


def test_sarif_rules(tree: Write) -> None:
    """Every rule is there with why and remedy, and results point to theirs."""
    tree("a.py", 'a = "ap-northeast-1a"\n')
    run = log()
    rules = run["tool"]["driver"]["rules"]
    assert [rule.id for rule in RULES] == [rule["id"] for rule in rules]
    assert "zone" == rules[run["results"][0]["ruleIndex"]]["id"]
    assert all(rule["help"]["text"] and rule["fullDescription"]["text"] for rule in rules)


def test_sarif_waivers(tree: Write) -> None:
    """What is waived is in the log, suppressed in the source."""
    tree("a.py", f"{CODE.strip()}  # futago: allow the drill\n")
    suppression = {"kind": "inSource", "status": "accepted", "justification": "the drill"}
    assert [[suppression]] == [result["suppressions"] for result in log()["results"]]


def test_sarif_fingerprints(tree: Write) -> None:
    """Two findings differ, and keep their fingerprints when lines move."""
    tree("a.py", CODE + CODE)
    before = [result["partialFingerprints"] for result in log()["results"]]
    tree("a.py", "\n\n" + CODE + "\n" + CODE)
    assert before == [result["partialFingerprints"] for result in log()["results"]]
    assert before[0] != before[1]


def test_sarif_says_what_was_not_read(tree: Write) -> None:
    """A file that could not be read is no pass."""
    tree("a.py", "")
    invocation = log(("b.py", "Permission denied"))["invocations"][0]
    said = [each["message"]["text"] for each in invocation["toolExecutionNotifications"]]
    assert (["b.py: Permission denied: not examined"], False) == (said, invocation["executionSuccessful"])
    assert log()["invocations"][0]["executionSuccessful"]


def test_sarif_is_cut_where_github_refuses(tree: Write, monkeypatch: pytest.MonkeyPatch) -> None:
    """More results than GitHub takes are left out, and said to be."""
    monkeypatch.setattr(sarif, "RESULTS_MAX", 3)
    tree("a.py", CODE * 5)
    run = log()
    assert 3 == len(run["results"])
    said = run["invocations"][0]["toolExecutionNotifications"][0]["message"]["text"]
    assert said.startswith("2 findings are left out")


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_rules_explain_themselves(rule: Any) -> None:
    """Each rule has a title, says why it is there, and what to do."""
    assert rule.title
    assert rule.why.endswith(".")
    assert rule.remedy.endswith(".")
