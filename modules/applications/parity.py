"""An application's roles in both Regions beside its spec."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from modules.applications.inputs import ApplicationInputs
from modules.applications.role import role_of
from modules.aurora.promotion.database import Database
from modules.aurora.seen import DESCRIBE_CLUSTERS
from modules.entitlement import Surroundings
from modules.estate import Estate
from modules.kms.seen_key import LIST_ALIASES, seen_key_arn
from modules.operation import Observation
from modules.parity import Aspect, Fact, Found, Look, Reader
from modules.seen_role import LIST_ROLES, role_fact, role_setting, seen_roles, stray_roles
from modules.tags import GET_RESOURCES, tagged_arns
from regions import Region

CALLS = (LIST_ROLES, GET_RESOURCES, LIST_ALIASES, DESCRIBE_CLUSTERS)

ROLE = role_setting(
    "role",
    "aws_iam_role.path",
    *(f"aws_iam_instance_profile.{each}" for each in ("name", "path", "role")),
)
EXEMPT = {
    "aws_iam_role.description": "for people only, and not among what IAM lists",
    "aws_iam_instance_profile.tags": "nobody pays or permits by a profile's tags",
}


def observe(look: Look) -> Observation:
    """Whether the Region has its role; where it does not run, there is nothing to be had.

    The Region is asked first, and IAM, which is not in it, only then: a dark Region is not taken for lit.
    """
    tagged_arns(look.reader, look.estate, "kms")
    there = not _runs(look) or _role_name(look.estate, look.name, look.inputs, look.region) in seen_roles(
        look.reader
    )
    return Observation(look.region.code, exists=there)


def _runs(look: Look) -> bool:
    inputs: ApplicationInputs = look.inputs
    return inputs.runs_in_region(look.region)


def _role_name(estate: Estate, name: str, inputs: ApplicationInputs, region: Region) -> str:
    return estate.names.application_role(estate.names.label(name, inputs.name), region.short_code)


def _see_role(look: Look) -> Iterator[Fact]:
    if not _runs(look):
        return

    def connection_arn(database: str, user: str) -> str:
        inputs: Any = look.estate.sections["databases"][database]
        clusters = look.reader.index(DESCRIBE_CLUSTERS, "DBClusterIdentifier")
        cluster = clusters.get(Database(look.estate, database, inputs).cluster(look.region), {})
        resource_id = cluster.get("DbClusterResourceId", "no such cluster")
        return look.estate.names.connection_arn(look.region.code, resource_id, user)

    around = Surroundings(
        look.estate, look.region, lambda key: seen_key_arn(look, key) or "no such key", connection_arn
    )
    yield role_fact(ROLE, look, role_of(around, look.name, look.here))


ASPECTS = (Aspect((ROLE,), _see_role),)


def inventory(reader: Reader, estate: Estate, region: Region) -> Iterable[Found]:
    """Roles made for the Region, those of buckets and databases among them."""
    return stray_roles(reader, estate, region)


def known(estate: Estate, name: str, inputs: ApplicationInputs, region: Region) -> Iterable[str]:
    """The application's role, where it runs."""
    if inputs.runs_in_region(region):
        yield _role_name(estate, name, inputs, region)
