"""An environment in every form; whatever a value holds, it stays a value."""

from __future__ import annotations

import json
import string
import subprocess
from dataclasses import replace

import pytest
import yaml
from hypothesis import example, given
from hypothesis import strategies as st

from futago.contract import formats
from futago.contract.environment import Environment, environment_of
from futago.contract.kubernetes import kubernetes
from futago.errors import ContractError
from modules.variable import Variable
from tests.contract.contracts import OSAKA, shop

hostile = st.text(st.characters(exclude_characters="\0", exclude_categories=["Cs"]), max_size=40)
each_hostile_value = example("$(touch owned)`id`'\"; rm -rf ~ #\n${HOME} \\")


def environment(*values: str, application: str = "shop-api") -> Environment:
    """An environment of these values, called ``FUTAGO_0`` and so on; without values, the real one."""
    found = environment_of(shop(), application, OSAKA)
    if not values:
        return found
    made = tuple(Variable(f"FUTAGO_{number}", "value", value) for number, value in enumerate(values))
    return replace(found, variables=made)


def in_a_shell(script: str) -> str:
    """The value of ``FUTAGO_0`` after a POSIX shell has read this, in an empty environment."""
    done = subprocess.run(
        ["/bin/sh", "-euc", f'{script}\nprintf %s "$FUTAGO_0"'], env={}, capture_output=True, check=True
    )
    return done.stdout.decode()


@given(hostile)
@each_hostile_value
def test_shell_takes_any_value_as_it_is(value: str) -> None:
    """Evaluated by a shell, a variable holds its value, and nothing was run."""
    assert value == in_a_shell(formats.shell(environment(value)))


@given(hostile | st.text(string.printable, max_size=20))
@example("two words # and a sign")
@each_hostile_value
def test_dotenv_takes_a_value_as_it_is_or_not_at_all(value: str) -> None:
    """A shell reads the line as dotenv's readers do; what those take differently is refused."""
    try:
        line = formats.dotenv(environment(value))
    except ContractError:
        return
    assert (value, 1) == (in_a_shell(line), line.count("\n"))


@pytest.mark.parametrize("value", ["a'b", "a\\b", "$a", "`a`", "a\nb", "é"])
def test_dotenv_refuses_what_is_read_differently(value: str) -> None:
    """What some readers expand, unescape or take for the end can't be said."""
    with pytest.raises(ContractError, match=r"^FUTAGO_0 is "):
        formats.dotenv(environment(value))


def test_dotenv_quotes_no_value_of_a_real_environment() -> None:
    """Docker takes quotes for a part of the value: names, ARNs and hosts need none."""
    assert "'" not in formats.dotenv(environment())


@given(hostile)
@each_hostile_value
@example("0x1F")
@example("1e9")
@example("yes")
def test_config_map_takes_any_value_as_it_is(value: str) -> None:
    """Read back, a value is the text that it was."""
    config_map, _ = yaml.safe_load_all(kubernetes(environment(value)))
    assert {"FUTAGO_0": value} == config_map["data"]


def test_config_map_is_the_applications_own() -> None:
    """It lies in the application's namespace and holds what is known."""
    config_map, _ = yaml.safe_load_all(kubernetes(environment()))
    assert {"name": "shop-api-environment", "namespace": "shop"} == config_map["metadata"]
    assert environment().known == config_map["data"]


def test_service_account_has_the_regions_role() -> None:
    """With IAM roles for service accounts, the annotation names the role of that Region."""
    _, account = yaml.safe_load_all(kubernetes(environment()))
    assert {
        "name": "api",
        "namespace": "shop",
        "annotations": {
            "eks.amazonaws.com/role-arn": (
                "arn:aws:iam::123456789012:role/shop/applications/apne3/shop-shop-api-app-apne3"
            )
        },
    } == account["metadata"]


def test_no_service_account_where_nothing_annotates_it() -> None:
    """An application outside of EKS has the ConfigMap alone."""
    documents = list(yaml.safe_load_all(kubernetes(environment(application="report"))))
    assert ["ConfigMap"] == [each["kind"] for each in documents]


def test_ecs_takes_from_parameters_what_only_aws_knows() -> None:
    """The rest is written out; every variable is in one of the two."""
    found = environment(application="report")
    definition = json.loads(formats.ecs(found))
    parameter = "arn:aws:ssm:ap-northeast-3:123456789012:parameter/shop/applications/report/"
    assert dict(found.known) == {each["name"]: each["value"] for each in definition["environment"]}
    assert {name: f"{parameter}{name}" for name in found.unknown} == {
        each["name"]: each["valueFrom"] for each in definition["secrets"]
    }


def test_json_is_an_object_of_values() -> None:
    """What has no value is left out."""
    assert environment().known == json.loads(formats.as_json(environment()))


def test_ssm_names_the_parameters() -> None:
    """As Systems Manager shows them."""
    first = json.loads(formats.ssm(environment()))[0]
    assert {
        "Name": "/shop/applications/shop-api/FUTAGO_REGION",
        "Type": "String",
        "Value": "ap-northeast-3",
    } == first
