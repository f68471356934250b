"""Applications' environments are what Terraform made: as AWS says it, and as the parameters hold it."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any
from urllib.parse import unquote

import pytest

from futago.aws import Clients
from futago.contract.environment import Environment, environment_of
from futago.contract.observe import observe
from modules.applications.inputs import applications_of, regions_of
from regions import Region
from tests.embedded_estate import AppliedStack, EmbeddedEstate


def environments(embedded: EmbeddedEstate) -> Iterator[Environment]:
    """Every application's environment in every Region in which it runs."""
    for name, inputs in applications_of(embedded.estate).items():
        for region in regions_of(embedded.estate, inputs):
            yield environment_of(embedded.estate, name, region.code)


def in_parameters(clients: Clients, environment: Environment) -> dict[str, str]:
    """All parameters of the application in its Region, by the variables' names."""
    path = f"/payments/applications/{environment.application}"
    pages = clients.client("ssm", environment.region).get_paginator("get_parameters_by_path")
    found = [each for page in pages.paginate(Path=path, Recursive=True) for each in page["Parameters"]]
    assert {"String"} == {each["Type"] for each in found}
    return {each["Name"].removeprefix(f"{path}/"): each["Value"] for each in found}


class MadeByTerraform:
    """What applications are to know, read from the resources themselves in one Region.

    Found by the resources' names in the spec, in the services' own lists. Only a bucket's ARN is made here,
    for S3 tells none.
    """

    def __init__(self, clients: Clients, region: Region) -> None:
        self._clients = clients
        self._region = region

    def of(self, section: str, name: str) -> dict[str, str]:
        """The variables of one resource."""
        noun = section.removesuffix("s")
        start = f"FUTAGO_{noun}_{name}_".upper().replace("-", "_")
        return {f"{start}{what}": value for what, value in getattr(self, f"_{noun}")(name).items()}

    def _client(self, service: str) -> Any:
        return self._clients.client(service, self._region)

    def _database(self, name: str) -> Mapping[str, str]:
        clusters = self._client("rds").describe_db_clusters()["DBClusters"]
        (its,) = [each for each in clusters if each["DBClusterIdentifier"].startswith(f"payments-{name}-")]
        return {
            "WRITER_ENDPOINT": its["Endpoint"],
            "READER_ENDPOINT": its["ReaderEndpoint"],
            "PORT": str(its["Port"]),
            "NAME": its["DatabaseName"],
        }

    def _table(self, name: str) -> Mapping[str, str]:
        tables = self._client("dynamodb").list_tables()["TableNames"]
        (table,) = [each for each in tables if each.endswith(f"-{name}")]
        its = self._client("dynamodb").describe_table(TableName=table)["Table"]
        return {"NAME": its["TableName"], "ARN": its["TableArn"]}

    def _bucket(self, name: str) -> Mapping[str, str]:
        buckets = [each["Name"] for each in self._client("s3").list_buckets()["Buckets"]]
        (bucket,) = [
            each for each in buckets if f"-{name}-" in each and each.endswith(f"-{self._region.short_code}")
        ]
        its = {"NAME": bucket, "ARN": f"arn:aws:s3:::{bucket}"}
        points = self._client("s3control").list_access_points(AccountId="123456789012")["AccessPointList"]
        for point in points:
            if point["Bucket"] == bucket:
                its["ACCESS_POINT_ARN"] = point["AccessPointArn"]
        return its

    def _secret(self, name: str) -> Mapping[str, str]:
        pages = self._client("secretsmanager").get_paginator("list_secrets").paginate()
        names = [each["Name"] for page in pages for each in page["SecretList"]]
        return {"NAME": next(each for each in names if each == f"payments/{name}")}

    def _key(self, name: str) -> Mapping[str, str]:
        pages = self._client("kms").get_paginator("list_aliases").paginate()
        aliases = [each["AliasName"] for page in pages for each in page["Aliases"]]
        return {"ALIAS": next(each for each in aliases if each.endswith(f"-{name}"))}


def test_environments_are_what_terraform_made(
    embedded: EmbeddedEstate, stacks: dict[str, AppliedStack]
) -> None:
    """Each variable of each application in each Region holds what AWS itself says of the resource there."""
    assert stacks
    for environment in environments(embedded):
        made = MadeByTerraform(embedded.clients, environment.region)
        expected = {"FUTAGO_REGION": environment.region.code, "FUTAGO_ACCOUNT_ID": "123456789012"}
        for section, resource, _ in environment.inputs.uses.each():
            expected |= made.of(section, resource)
        found = observe(environment, embedded.clients).known
        users = {name: value for name, value in found.items() if name.endswith("_USER")}
        assert expected == {name: value for name, value in found.items() if name not in users}
        assert sorted(users.values()) == _users_that_may_connect(embedded, environment)


def _users_that_may_connect(embedded: EmbeddedEstate, environment: Environment) -> list[str]:
    """The users of databases that the role in IAM may connect as."""
    short_code = environment.region.short_code
    role = f"payments-{environment.application}-app-{short_code}"
    iam = embedded.clients.client("iam", environment.region)
    document = iam.get_role_policy(RoleName=role, PolicyName="uses")["PolicyDocument"]
    policy = document if isinstance(document, dict) else json.loads(unquote(document))
    return sorted(
        arn.rsplit("/", 1)[1]
        for statement in policy["Statement"]
        if "rds-db:connect" in statement["Action"]
        for arn in statement["Resource"]
    )


def test_parameters_hold_the_same(embedded: EmbeddedEstate, stacks: dict[str, AppliedStack]) -> None:
    """The parameters of a Region are the environment there, no more and no less."""
    assert stacks
    for environment in environments(embedded):
        found = observe(environment, embedded.clients)
        assert found.known == in_parameters(embedded.clients, environment)


@pytest.mark.parametrize("application", ["payment-api", "fraud-watch"])
def test_endpoints_are_of_the_region(
    embedded: EmbeddedEstate, stacks: dict[str, AppliedStack], application: str
) -> None:
    """No value leads to the other Region."""
    assert stacks
    for environment in environments(embedded):
        if environment.application == application:
            other = embedded.estate.pair.other(environment.region)
            values = observe(environment, embedded.clients).known.values()
            assert [] == [each for each in values if other.code in each or other.short_code in each]
