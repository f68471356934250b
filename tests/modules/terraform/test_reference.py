"""Text is literal, a Reference is not; what Terraform makes of it is tested in tests/synthesis."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from modules.terraform.policy import policy, trust
from modules.terraform.reference import Reference, escaped, expression, json_text, literal
from tests.strategies import free_text

IT = Reference("${local.it}")


@pytest.mark.parametrize(
    ("text", "template"),
    [
        ("plain", "plain"),
        ("${a}", "$${a}"),
        ("%{ if b }", "%%{ if b }"),
        ("$${a}", "$$${a}"),
        ("$ {a} % {b} $a %b", "$ {a} % {b} $a %b"),
        ("${TfToken[TOKEN.0]}", "$${Tf%{ if false }%{ endif }Token[TOKEN.0]}"),
        ("__proto__", "__%{ if false }%{ endif }proto__"),
    ],
)
def test_text_is_escaped(text: str, template: str) -> None:
    """What would start a template, to Terraform or to cdktf, is escaped, and nothing else is touched."""
    assert template == escaped(text)


def test_reference_is_not() -> None:
    """A Reference is a template already."""
    assert "${local.it}" == escaped(IT)
    assert "${local.it}" == expression("local.it")


def test_joined_reference_is_text() -> None:
    """Text made from a Reference by hand is text: nothing becomes an expression unseen."""
    assert "$${local.it}/*" == escaped(f"{IT}/*")


def test_everything_inside_is_escaped() -> None:
    """Keys and values, however deep; what is no text stays as it is."""
    assert {"$${k}": [{"a": "%%{v}"}, 1, True, None, "${local.it}"]} == literal(
        {"${k}": [{"a": "%{v}"}, 1, True, None, IT]}
    )


json_values = st.recursive(
    free_text | st.integers() | st.booleans() | st.none(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(free_text, inner, max_size=3),
    max_leaves=6,
)


def unescaped(template: str) -> str:
    """What Terraform makes of a template without expressions."""
    literal_text = template.replace("%{ if false }%{ endif }", "")
    return literal_text.replace("$${", "${").replace("%%{", "%{")


@given(json_values)
def test_json_text_is_the_document(document: Any) -> None:
    """Terraform reads back the document that went in, whatever its text."""
    assert document == json.loads(unescaped(json_text(document)))


def test_policy_is_a_document() -> None:
    """A policy has IAM's version, its statements, and expressions unescaped."""
    made = policy([{"Effect": "Allow", "Action": "s3:*", "Resource": IT}])
    expected = {
        "Version": "2012-10-17",
        "Statement": [{"Effect": "Allow", "Action": "s3:*", "Resource": "${local.it}"}],
    }
    assert expected == json.loads(made)


@pytest.mark.parametrize("source_arn", [None, "arn:aws:s3:::it"])
def test_trust_is_bound_to_the_account(source_arn: str | None) -> None:
    """A service may take a role on behalf of this account only, and of one resource if that is named."""
    (statement,) = trust("s3.amazonaws.com", "123456789012", source_arn)
    conditions = {"StringEquals": {"aws:SourceAccount": "123456789012"}}
    if source_arn is not None:
        conditions["ArnLike"] = {"aws:SourceArn": source_arn}
    assert {"Service": "s3.amazonaws.com"} == statement["Principal"]
    assert conditions == statement["Condition"]
