"""The lint finds every literal of the labelled corpus, where and as it is labelled, and nothing else."""

from __future__ import annotations

import pytest

from futago.lint.examination import RULES
from tests.lint.labelled import Labelled, corpus, found_in

DOCUMENTS = tuple(corpus())
LEAST = 150


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda each: each.path)
def test_no_miss_and_no_false_alarm(document: Labelled) -> None:
    """Rule, line, column and text of every finding are those of the labels."""
    expected = [f"{each.line}:{each.column} {each.rule} {each.text}" for each in document.labels]
    found = [f"{each.line}:{each.column} {each.rule} {each.text}" for each in found_in(document)]
    assert expected == found


@pytest.mark.parametrize("document", [each for each in DOCUMENTS if each.estate], ids=lambda each: each.path)
def test_variables_that_replace(document: Labelled) -> None:
    """With the estate each finding names the variable of the contract that replaces it."""
    pairs = zip(document.labels, found_in(document), strict=True)
    told = [(label, found) for label, found in pairs if label.variable is not None]
    assert [(label.text, label.variable) for label, _ in told] == [
        (found.text, found.variable) for _, found in told
    ]


def test_corpus_is_large() -> None:
    """There are at least 150 literals and 150 look-alikes, all in all and told apart."""
    assert sum(len(each.labels) for each in DOCUMENTS) >= LEAST
    assert sum(len(each.lookalikes) for each in DOCUMENTS) >= LEAST


def test_corpus_has_every_rule() -> None:
    """No rule goes without a literal in the corpus."""
    assert {rule.id for rule in RULES} == {label.rule for each in DOCUMENTS for label in each.labels}
