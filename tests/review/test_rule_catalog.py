"""The catalog: every rule is what its file says, and can be explained."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

from futago.errors import UnknownRuleError
from futago.review.catalog import explain, rule_of, rules
from futago.review.rules_document import render
from modules.review import Rule

ROOT = Path(__file__).parents[2]
EVERY_RULE = pytest.mark.parametrize("rule", rules(), ids=lambda rule: rule.id)


@EVERY_RULE
def test_rule_is_named_for_its_file(rule: Rule) -> None:
    """A rule's id is the name of a file in a folder of rules."""
    name = f"{rule.id.replace('-', '_')}.py"
    folders = [ROOT / "futago" / "review" / "rules", *(ROOT / "modules").glob("**/rules")]
    assert 1 == sum((folder / name).is_file() for folder in folders)


def test_ids_are_unique() -> None:
    """No two rules have one id, or levels and waivers would hit both."""
    ids = [rule.id for rule in rules()]
    assert sorted(set(ids)) == ids


@EVERY_RULE
def test_rule_looks_at_types_of_a_provider(rule: Rule) -> None:
    """What it looks at can be a resource: a provider's name and more."""
    assert [] == [each for each in rule.types if not re.fullmatch(r"[a-z]+[0-9a-z]*_\w+", each)]


@EVERY_RULE
def test_rule_names_its_source(rule: Rule) -> None:
    """The reason names a page of a guide, the provider's documentation, an issue, or what was seen."""
    source = r"Guide|Reference|documentation|Well-Architected|#\d+|seen with|Boundaries"
    assert re.search(source, rule.why) or rule.id in ("waiver-expired", "waiver-unused")


@EVERY_RULE
def test_explanation_says_everything(rule: Rule) -> None:
    """The explanation has the level, what it is, the reason and the remedy, in lines that fit a terminal."""
    text = explain(rule)
    words = " ".join(text.split())
    assert all(
        part in words for part in (rule.id, rule.level.name.lower(), rule.title, rule.why, rule.remedy)
    )
    assert max(map(len, text.splitlines())) <= 100


def test_unknown_rule_names_those_like_it() -> None:
    """A misspelt rule is answered with the right one."""
    with pytest.raises(UnknownRuleError) as caught:
        rule_of("s3-versioning-suspend")
    assert "s3-versioning-suspended" in caught.value.message
    assert 2 == caught.value.exit_code


def test_document_is_current() -> None:
    """docs/rules.md is what the catalog says."""
    assert render() == (ROOT / "docs" / "rules.md").read_text()


def test_rules_import_neither_cdktf_nor_boto3() -> None:
    """Reviewing needs no construct and no client, or it would be slow to start."""
    heavy = "{'cdktf', 'boto3', 'jsii'}"
    code = f"import sys, futago.review.catalog as it; it.rules(); print({heavy} & set(sys.modules))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT)
    assert "set()" == done.stdout.strip()
