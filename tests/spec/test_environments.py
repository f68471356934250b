"""Environments: overlays of one spec."""

from __future__ import annotations

from pathlib import Path

import pytest

from futago.errors import SpecError
from futago.spec import environments, load, validate
from tests.spec_files import SpecWriter

SPEC = """\
estate: shop
tags: {team: payments, stage: none}
keys: {main: {users: ["arn:aws:iam::123456789012:root"]}}
databases:
  orders:
    {engine: aurora-postgresql, engine_version: "16.6", consistency: strong, instance_class: db.r7g.large}
environments:
  staging:
    account: "210987654321"
    home: ap-northeast-3
    tags: {stage: staging}
    keys: {main: {users: []}}
    databases: {orders: {instances: 1}}
    network: {ap-northeast-1: {cidr: 10.1.0.0/16}}
  production:
    account: "123456789012"
"""


def refusal(path: Path, environment: str | None) -> str:
    with pytest.raises(SpecError) as caught:
        load(path, environment)
    return str(caught.value).removeprefix(str(path))


def test_environments_in_the_order_of_the_file(spec: SpecWriter) -> None:
    """The environments are listed as written."""
    assert ("staging", "production") == environments(spec(SPEC))


def test_spec_without_environments_has_none(spec: SpecWriter) -> None:
    """A spec without environments lists none, and its estate is in none."""
    path = spec('estate: shop\naccount: "123456789012"\n')
    assert ((), "") == (environments(path), load(path).estate.environment)


def test_environment_names_everything(spec: SpecWriter) -> None:
    """The environment's name is part of every name."""
    assert "shop-staging" == load(spec(SPEC), "staging").estate.names.prefix


def test_overlay_lies_over_the_base(spec: SpecWriter) -> None:
    """Values of the overlay hold, and what it leaves out is the base's."""
    orders = load(spec(SPEC), "staging").estate.sections["databases"]["orders"].model_dump()
    assert (1, "db.r7g.large") == (orders["instances"], orders["instance_class"])


def test_other_environment_is_not_touched(spec: SpecWriter) -> None:
    """What staging says does not hold in production."""
    estate = load(spec(SPEC), "production").estate
    orders = estate.sections["databases"]["orders"].model_dump()
    assert ("123456789012", 2) == (estate.account, orders["instances"])


def test_mappings_are_joined(spec: SpecWriter) -> None:
    """Tags of the overlay join the base's."""
    assert {"team": "payments", "stage": "staging"} == load(spec(SPEC), "staging").estate.tags


def test_lists_are_replaced(spec: SpecWriter) -> None:
    """A list of the overlay takes the place of the base's."""
    assert () == load(spec(SPEC), "staging").estate.sections["keys"]["main"].model_dump()["users"]


def test_home_of_an_environment(spec: SpecWriter) -> None:
    """An environment may write in the other Region."""
    assert "ap-northeast-3" == load(spec(SPEC), "staging").estate.home.code


def test_environment_must_be_chosen(spec: SpecWriter) -> None:
    """Without an environment the error names them."""
    assert (
        ":7:1: environments: the spec has environments and none was chosen; "
        "allowed are staging and production" == refusal(spec(SPEC), None)
    )


def test_environment_must_exist(spec: SpecWriter) -> None:
    """An environment that is not there is refused, and only that is said."""
    assert (
        ":7:1: environments: there is no environment 'prod'; allowed are staging and production"
        == refusal(spec(SPEC), "prod")
    )


def test_environment_of_a_spec_without(spec: SpecWriter) -> None:
    """A spec without environments refuses one."""
    path = spec('estate: shop\naccount: "123456789012"\n')
    assert ":1:1: there is no environment 'prod'; the spec has no environments" == refusal(path, "prod")


def test_account_of_the_base_holds_everywhere(spec: SpecWriter) -> None:
    """Environments may share the base's account."""
    path = spec('estate: shop\naccount: "123456789012"\nenvironments: {a: {}, b: {}}\n')
    assert "123456789012" == load(path, "b").estate.account


def test_only_the_chosen_environment_is_checked_by_load(spec: SpecWriter) -> None:
    """A wrong value in staging does not keep production from being loaded; validate finds it."""
    path = spec(SPEC.replace("instances: 1", "instances: 0"))
    load(path, "production")
    with pytest.raises(SpecError, match=r"environments\.staging\.databases\.orders\.instances"):
        validate(path)


def test_null_resets_a_field(spec: SpecWriter) -> None:
    """An overlay's null takes a value back, so that another can stand in its place."""
    overlay = "{instance_class: null, serverless_v2: {min_capacity: 1, max_capacity: 4}}"
    path = spec(SPEC.replace("{instances: 1}", overlay))
    orders = load(path, "staging").estate.sections["databases"]["orders"].model_dump()
    assert (None, 4) == (orders["instance_class"], orders["serverless_v2"]["max_capacity"])


def test_same_problem_in_two_environments_is_told_once(spec: SpecWriter) -> None:
    """What is wrong in the base is told once, however many environments there are."""
    path = spec(SPEC.replace("db.r7g.large", "db.x"))
    with pytest.raises(SpecError) as caught:
        validate(path)
    assert ["databases.orders.instance_class"] == [problem.path for problem in caught.value.problems]
