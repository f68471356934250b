"""What the synthesized policies allow, by MiniStack's evaluator: identity and resource policies together.

The policies are those of the Terraform JSON, with an id in the place of each expression. The evaluator knows
Deny before Allow, conditions, principals and resource policies (ministack.core.iam_evaluator).
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from ministack.core.iam_evaluator import (
    EvalContext,
    combine_resource_policy,
    evaluate,
    parse_policy_document,
)

from modules.applications.entitlements import database_user
from modules.applications.inputs import applications_of
from modules.applications.uses import DatabaseUse
from modules.consistency import DataStoreInputs
from modules.dynamodb.gate import table_gate
from modules.dynamodb.inputs import TableInputs
from modules.estate import Estate
from modules.grant import Gate
from modules.s3.gate import bucket_gate
from modules.s3.inputs import BucketInputs
from modules.s3.names import bucket_name
from regions import Region
from tests.estates import synthesized

When = Literal["now", "after"]
Verb = Literal["read", "write"]

ACTIONS: Mapping[tuple[str, Verb], tuple[str, ...]] = {
    ("tables", "read"): tuple(
        f"dynamodb:{name}" for name in ("BatchGetItem", "ConditionCheckItem", "GetItem", "Query", "Scan")
    ),
    ("tables", "write"): tuple(
        f"dynamodb:{name}"
        for name in (
            *("BatchWriteItem", "DeleteItem", "PartiQLDelete", "PartiQLInsert", "PartiQLUpdate"),
            *("PutItem", "UpdateItem"),
        )
    ),
    ("buckets", "read"): ("s3:GetObject", "s3:GetObjectVersion"),
    ("buckets", "write"): ("s3:AbortMultipartUpload", "s3:DeleteObject", "s3:PutObject"),
    ("databases", "read"): ("rds-db:connect",),
    ("databases", "write"): ("rds-db:connect",),
    ("secrets", "read"): ("secretsmanager:GetSecretValue",),
    ("secrets", "write"): ("secretsmanager:PutSecretValue", "secretsmanager:UpdateSecret"),
    ("keys", "read"): ("kms:Decrypt",),
    ("keys", "write"): ("kms:Encrypt", "kms:GenerateDataKey"),
}
"""What reading and writing a resource is, as AWS's API references name it."""

_LOCAL_KEY = re.compile(r"\$\{local\.key_(.+?)_(apne[13])\}")
_CLUSTER = re.compile(r"\$\{aws_rds_cluster\.database_(.+?)_(apne[13])\.cluster_resource_id\}")


@dataclass(frozen=True)
class Role:
    """An application's role in a Region.

    Attributes:
        arn: with its path, as ``aws:PrincipalArn`` has it.
        policy: what it allows; nothing if None.
    """

    arn: str
    policy: Mapping[str, Any] | None


class Authorization:
    """Decides requests to an estate's resources.

    Args:
        estate: the estate.
    """

    def __init__(self, estate: Estate) -> None:
        self.estate = estate
        self._stacks = synthesized(estate)
        self.roles = {
            (name, region.code): self._role(name, region)
            for name, inputs in applications_of(estate).items()
            for region in estate.pair
            if inputs.runs_in_region(region)
        }

    def allows(  # noqa: PLR0917 # the axes of the matrix
        self, role: Role, verb: Verb, section: str, name: str, region: Region, when: When
    ) -> bool:
        """Whether the role may do this with the resource in ``region``: every action of the verb, or none.

        Raises:
            AssertionError: it may do some of it.
        """
        decisions = {
            self._decides(role, action, section, name, region, when) for action in ACTIONS[section, verb]
        }
        assert len(decisions) == 1, (role.arn, verb, section, name, region, when)
        return decisions.pop()

    def request(
        self,
        role: Role,
        action: str,
        resource: str,
        region: Region,
        *,
        resource_policy: Mapping[str, Any] | None = None,
        context: Mapping[str, str] | None = None,
    ) -> bool:
        """Whether one request is allowed, by the role's policy and the resource's."""
        asked = EvalContext(
            principal_arn=role.arn,
            principal_type="AssumedRole",
            principal_account=self.estate.account,
            action=action,
            resource_arn=resource,
            region=region.code,
            secure_transport=True,
            service_context={key.lower(): value for key, value in (context or {}).items()},
        )
        identity = evaluate(asked, [parse_policy_document(role.policy)] if role.policy else [])
        decision = combine_resource_policy(identity, asked, resource_policy, self.estate.account).decision
        return bool(decision == "Allow")

    def bucket_policy(self, name: str, region: Region) -> Mapping[str, Any]:
        """The policy of a bucket."""
        return self._policy(region.short_code, "aws_s3_bucket_policy", f"bucket_{name}_{region.short_code}")

    def gate_policy(self, section: str, name: str, region: Region, when: When) -> Mapping[str, Any] | None:
        """The policy of a strong store's gate: as Terraform makes it, or after the promotion."""
        inputs = self.estate.sections[section][name]
        if not isinstance(inputs, TableInputs | BucketInputs) or inputs.consistency != "strong":
            return None
        if when == "after":
            promoted = self.estate.pair.other(self.estate.home)
            return self._gate(name, inputs, region).document("open" if region == promoted else "closed")
        code = region.short_code
        if isinstance(inputs, TableInputs):
            return self._policy("links", "aws_dynamodb_resource_policy", f"table_{name}_{code}")
        return self._policy(code, "aws_s3control_access_point_policy", f"bucket_{name}_{code}")

    def arn(self, section: str, name: str, region: Region, application: str = "") -> str:
        """The ARN that a request for the resource in ``region`` is about."""
        estate, its = self.estate, self.estate.sections[section][name]
        here = f"{region.code}:{estate.account}"
        match section:
            case "tables":
                return f"arn:aws:dynamodb:{here}:table/{estate.names.label(name, its.name)}"
            case "buckets":
                assert isinstance(its, BucketInputs)
                if its.consistency == "strong":
                    return (
                        f"arn:aws:s3:{here}:accesspoint/{estate.names.label(name, its.name)}/object/some/key"
                    )
                return f"arn:aws:s3:::{bucket_name(estate, name, its, region)}/some/key"
            case "secrets":
                return f"arn:aws:secretsmanager:{here}:secret:{estate.names.secret(name, its.name)}-AbC123"
            case "keys":
                return key_arn(name, region, estate.account)
            case _:
                use = applications_of(estate)[application].uses.databases.get(name) if application else None
                user = database_user(application, use) if isinstance(use, DatabaseUse) else "anybody"
                return f"arn:aws:rds-db:{here}:dbuser:{cluster_id(name, region)}/{user}"

    def _decides(  # noqa: PLR0917 # likewise
        self, role: Role, action: str, section: str, name: str, region: Region, when: When
    ) -> bool:
        application = next((each for (each, _), its in self.roles.items() if its is role), "")
        arn = self.arn(section, name, region, application)
        gate = self.gate_policy(section, name, region, when)
        its = self.estate.sections[section][name]
        if not isinstance(its, BucketInputs):
            return self.request(role, action, arn, region, resource_policy=gate)
        if its.consistency == "eventual":
            policy = self.bucket_policy(name, region)
            return self.request(role, action, arn, region, resource_policy=policy)
        return self.request(role, action, arn, region, resource_policy=gate) and self._behind_access_point(
            role, action, name, its, region
        )

    def _behind_access_point(
        self, role: Role, action: str, name: str, its: BucketInputs, region: Region
    ) -> bool:
        """S3 asks the bucket too, and says through which access point the request came."""
        access_point = self.arn("buckets", name, region).removesuffix("/object/some/key")
        return self.request(
            role,
            action,
            f"arn:aws:s3:::{bucket_name(self.estate, name, its, region)}/some/key",
            region,
            resource_policy=self.bucket_policy(name, region),
            context={"s3:DataAccessPointArn": access_point},
        )

    def _gate(self, name: str, inputs: DataStoreInputs, region: Region) -> Gate:
        if isinstance(inputs, TableInputs):
            return table_gate(self.estate, name, inputs, region)
        assert isinstance(inputs, BucketInputs)
        return bucket_gate(self.estate, name, inputs, region)

    def _role(self, name: str, region: Region) -> Role:
        place = f"application_{name}_{region.short_code}"
        made = self._stacks[region.short_code]["resource"]["aws_iam_role"][place]
        policies = self._stacks[region.short_code]["resource"].get("aws_iam_role_policy", {})
        arn = f"arn:aws:iam::{self.estate.account}:role{made['path']}{made['name']}"
        return Role(arn, self._read(policies[place]["policy"]) if place in policies else None)

    def _policy(self, part: str, kind: str, place: str) -> Mapping[str, Any]:
        return self._read(self._stacks[part]["resource"][kind][place]["policy"])

    def _read(self, text: str) -> Mapping[str, Any]:
        """A policy of the Terraform JSON, with ids where Terraform puts them."""
        regions = {region.short_code: region for region in self.estate.pair}
        text = _LOCAL_KEY.sub(lambda it: key_arn(it[1], regions[it[2]], self.estate.account), text)
        text = _CLUSTER.sub(lambda it: cluster_id(it[1], regions[it[2]]), text)
        assert "${" not in text.replace("$${", "")
        document: Mapping[str, Any] = json.loads(text)
        return document


def key_arn(name: str, region: Region, account: str) -> str:
    """Some ARN for a key."""
    return f"arn:aws:kms:{region.code}:{account}:key/mrk-{name}"


def cluster_id(name: str, region: Region) -> str:
    """Some id for a cluster."""
    return f"cluster-{name.upper()}-{region.short_code.upper()}"


def statements(policy: Mapping[str, Any] | None) -> Sequence[Mapping[str, Any]]:
    """The statements of a policy."""
    return policy["Statement"] if policy else ()


def resources_of(estate: Estate) -> Iterator[tuple[str, str]]:
    """Section and name of all that an application may use."""
    for section in ("databases", "tables", "buckets", "secrets", "keys"):
        for name in estate.sections.get(section, {}):
            yield section, name
