"""What an application's role allows in a Region."""

from __future__ import annotations

import json
from typing import Any

from modules.applications.inputs import ApplicationInputs
from modules.applications.uses import DatabaseUse
from modules.dynamodb.entitlements import entitlements as of_table
from modules.entitlement import Entitlement, Surroundings, joined
from modules.estate import Estate
from modules.kms.entitlements import entitlements as of_key
from modules.s3.entitlements import entitlements as of_bucket
from modules.secrets.entitlements import entitlements as of_secret
from regions import Region

_OF_KIND: dict[str, Any] = {
    "tables": of_table,
    "buckets": of_bucket,
    "secrets": of_secret,
    "keys": of_key,
}
_KEY_ARN = "arn:aws:kms:ap-northeast-1:123456789012:key/mrk-0123456789abcdef0123456789abcdef"
_CLUSTER_ID = "cluster-ABCDEFGHIJKLMNOPQRSTUVWXYZ"


def entitlements(around: Surroundings, name: str, inputs: ApplicationInputs) -> tuple[Entitlement, ...]:
    """What the role of the application ``name`` allows in a Region: the same in both.

    Who of those that may write gets through is for the stores' gates to say (``modules/grant.py``), so that
    no promotion touches a role.
    """
    found = [_environment(around, name)]
    # In order of names, for a spec that says the same in another order plans nothing.
    for section, resource, use in sorted(inputs.uses.each(), key=lambda each: each[:2]):
        if isinstance(use, DatabaseUse):
            found.append(_connect(around, name, resource, use))
        else:
            its = around.estate.sections[section][resource]
            found.extend(_OF_KIND[section](around, resource, its, reads=use.reads, writes=use.writes))
    return joined(found)


def _environment(around: Surroundings, application: str) -> Entitlement:
    """To read the parameters with the application's own variables, one by one or by their path.

    Who may ask for a path is asked about the path (Systems Manager User Guide, "Restricting access to
    Parameter Store parameters using IAM policies").
    """
    names, code = around.estate.names, around.region.code
    path = names.parameter_arn(names.environment_path(application), code)
    return Entitlement(
        "ReadEnvironment",
        ("ssm:GetParameter", "ssm:GetParameters", "ssm:GetParametersByPath"),
        (path, f"{path}/*"),
    )


def database_user(application: str, use: DatabaseUse) -> str:
    """The user of the database as which the application connects."""
    return use.user or application.replace("-", "_")


def _connect(around: Surroundings, application: str, database: str, use: DatabaseUse) -> Entitlement:
    """To connect as one user (Aurora User Guide, "Creating and using an IAM policy for IAM database access").

    What that user may do is granted in the database; where the cluster reads, it can't write.
    """
    arn = around.connection_arn(database, database_user(application, use))
    return Entitlement("Connect", ("rds-db:connect",), (arn,))


def document(allowed: tuple[Entitlement, ...]) -> dict[str, Any]:
    """The policy that allows this."""
    statements = []
    for each in allowed:
        statement: dict[str, Any] = {"Sid": each.sid, "Effect": "Allow"}
        statement |= {"Action": list(each.actions), "Resource": list(each.resources)}
        if each.condition:
            statement["Condition"] = each.condition
        statements.append(statement)
    return {"Version": "2012-10-17", "Statement": statements}


def policy_size(estate: Estate, name: str, inputs: ApplicationInputs, region: Region) -> int:
    """The characters of the role's policy as IAM counts them, with ids as long as AWS makes them."""
    around = Surroundings(
        estate,
        region,
        lambda _key: _KEY_ARN,
        lambda _database, user: estate.names.connection_arn(region.code, _CLUSTER_ID, user),
    )
    return len(json.dumps(document(entitlements(around, name, inputs)), separators=(",", ":")))
