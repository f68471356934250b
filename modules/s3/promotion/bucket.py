"""A bucket as S3 names it, its gates, and the object by which a promotion proves it."""

from __future__ import annotations

from dataclasses import dataclass

from modules.aws_cli import aws_cli
from modules.estate import Estate
from modules.gate_steps import Gates
from modules.grant import GateState
from modules.lag import Metric
from modules.operation import Command, Permission
from modules.promotion.inputs import promotion_of
from modules.s3.gate import access_point_arn, bucket_gate, observe_gate, put_gate
from modules.s3.inputs import BucketInputs
from modules.s3.names import access_point_name, bucket_name, rule_id
from regions import Region

NOUN = "bucket"


@dataclass(frozen=True)
class Bucket:
    """A paired bucket of the spec.

    Attributes:
        estate: the estate.
        name: its name in the spec.
        inputs: its inputs.
    """

    estate: Estate
    name: str
    inputs: BucketInputs

    def in_aws(self, region: Region) -> str:
        """The name of the bucket in ``region``."""
        return bucket_name(self.estate, self.name, self.inputs, region)

    def arn(self, region: Region) -> str:
        """The ARN of the bucket in ``region``."""
        return self.estate.names.bucket_arn(self.in_aws(region))

    def access_point_arn(self, region: Region) -> str:
        """The ARN of the access point through which applications reach a strong bucket in ``region``."""
        return access_point_arn(self.estate, self.name, self.inputs, region)

    @property
    def is_strong(self) -> bool:
        """Whether one Region writes at a time."""
        return self.inputs.consistency == "strong"

    @property
    def probed(self) -> bool:
        """Whether a promotion may put an object of its own: what Object Lock holds can't be removed."""
        return promotion_of(self.estate).probes and self.inputs.object_lock is None

    def probe_key(self, operation: str) -> str:
        """The key of an operation's own object, which is replicated as the others are."""
        return f"{self.inputs.replication.prefix}.futago/promotion/{operation}"

    def lag_metric(self, to: Region) -> Metric:
        """What says in ``to`` how late objects arrive there."""
        return self.replication_metric("ReplicationLatency", to, 1.0)

    def failures_metric(self, to: Region) -> Metric:
        """What counts, in the Region that replicates, what could not be replicated to ``to``."""
        return self.replication_metric("OperationsFailedReplication", to, 0.0)

    def replication_metric(self, name: str, to: Region, unit_seconds: float) -> Metric:
        """A metric of the replication to ``to``, where S3 publishes it (User Guide, "Viewing metrics")."""
        return Metric(
            "AWS/S3",
            name,
            {
                "SourceBucket": self.in_aws(self.estate.pair.other(to)),
                "DestinationBucket": self.in_aws(to),
                "RuleId": rule_id(to),
            },
            unit_seconds,
        )

    def allow(self, region: Region, *actions: str) -> Permission:
        """Permission for these actions on the bucket in ``region`` itself."""
        return Permission(tuple(f"s3:{action}" for action in actions), (self.arn(region),), region.code)

    def allow_probe(self, region: Region, *actions: str) -> tuple[Permission, ...]:
        """Permission for these actions on the operations' objects in ``region``, and to tell them missing.

        Who may not list a bucket is refused, and not told that an object isn't there (API Reference,
        HeadObject). S3 uses the key in our name.
        """
        objects = f"{self.arn(region)}/{self.probe_key('*')}"
        keys = self.estate.names.multi_region_keys_arn(region.code)
        return (
            Permission(tuple(f"s3:{action}" for action in actions), (objects,), region.code),
            self.allow(region, "ListBucket"),
            Permission(("kms:Decrypt", "kms:GenerateDataKey"), (keys,), region.code),
        )

    def gates(self) -> Gates:
        """Its gates, for the steps that move them."""
        estate, name, inputs = self.estate, self.name, self.inputs
        return Gates(
            noun=NOUN,
            name=name,
            observe=lambda clients, region: observe_gate(clients, estate, name, inputs, region),
            put=lambda clients, region, state: put_gate(clients, estate, name, inputs, region, state),
            commands=self._gate_commands,
            permissions=lambda region: (
                Permission(
                    ("s3:GetAccessPointPolicy", "s3:PutAccessPointPolicy"),
                    (self.access_point_arn(region),),
                    region.code,
                ),
            ),
        )

    def _gate_commands(self, region: Region, state: GateState) -> tuple[Command, ...]:
        policy = bucket_gate(self.estate, self.name, self.inputs, region).text(state)
        which = (
            *("--account-id", self.estate.account),
            *("--name", access_point_name(self.estate, self.name, self.inputs)),
        )
        return (
            aws_cli(
                region, "s3control", "put-access-point-policy", *which, "--policy", policy, expected="nothing"
            ),
            aws_cli(region, "s3control", "get-access-point-policy", *which, expected="the same policy"),
        )
