"""An estate of every kind on the embedded AWS, ready to be promoted, behind ports that fail on demand."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Any

from futago.aws import Clients
from futago.emulator.process import Emulator
from futago.emulator.provider import client_endpoint
from futago.readiness.check import Check, Readiness
from futago.readiness.readiness import assess
from futago.runbooks.times import Measured, Times
from modules.dynamodb.inputs import TableInputs
from modules.operation import Mode, Promotion
from modules.promotion.inputs import PromotionInputs
from modules.s3.inputs import BucketInputs
from modules.s3.promotion.bucket import Bucket
from modules.secrets.inputs import SecretInputs
from regions import OSAKA, Region
from tests.emulator.embedded_resources import DATABASE, make_estate
from tests.estates import ACCOUNT, an_estate
from tests.operations.faulty_aws import Faults, Request, Response, forward_to, serving

GLOBAL = "us-east-1"
CAPACITY = {"min": 5, "max": 100}
TABLE = TableInputs.model_validate(
    {
        "consistency": "strong",
        "partition_key": "id",
        "billing_mode": "PROVISIONED",
        "read_capacity": CAPACITY,
        "write_capacity": CAPACITY,
    }
)
BUCKET = BucketInputs.model_validate({"consistency": "strong"})
ESTATE = an_estate(
    {
        "databases": {"ledger": DATABASE},
        "secrets": {"mac": SecretInputs()},
        "tables": {"limits": TABLE},
        "buckets": {"receipts": BUCKET},
    },
    {"promotion": PromotionInputs(rpo_seconds=60)},
)
THE_BUCKET = Bucket(ESTATE, "receipts", BUCKET)
ROLE = "operator"
LAG_SECONDS = 2.0


@dataclass
class Scene:
    """The estate, and what a test may do to it.

    Attributes:
        emulator: the embedded AWS.
        clients: of it, past the ports that fail.
        urls: of the ports that fail, by the Region's code.
        faults: what is to fail.
    """

    emulator: Emulator
    clients: Clients
    urls: Mapping[str, str]
    faults: Faults

    def build(self) -> None:
        """Make everything anew, so that a failover and a switchover to Osaka are ready."""
        self.emulator.reset()
        self.faults.forget()
        clients = self.clients
        for region in ESTATE.pair:
            _make_subnet_group(clients, region)
        make_estate(clients, ESTATE)
        self.allow("*")
        self.alarm("payments-lag", "OK")
        self.pending(0)
        for region in ESTATE.pair:
            self.used(region, 60_000)
        self.emulator.take(replication_lag_seconds=LAG_SECONDS)

    def assess(self, mode: Mode = Mode.FAILOVER, to: Region = OSAKA, clients: Any = None) -> Readiness:
        """Look through the ports that fail; a rehearsal was today."""
        today = datetime.now(UTC).date().isoformat()
        rehearsal = Measured(
            date=today, where="AWS", mode=mode.value, to=to.code, rto_seconds=60, steps_seconds={}
        )
        through = clients or Clients(self._endpoint, ACCOUNT)
        return assess(through, Promotion(ESTATE, mode, to, "ready"), Times((rehearsal,)))

    def allow(self, action: str, *denied: str) -> None:
        """Let the caller's role do this, but for what is denied."""
        iam = self.clients.client("iam", OSAKA)
        trust = {"Effect": "Allow", "Action": "sts:AssumeRole", "Principal": "*"}
        if ROLE not in {each["RoleName"] for each in iam.list_roles()["Roles"]}:
            iam.create_role(Path="/people/", RoleName=ROLE, AssumeRolePolicyDocument=_policy(trust))
        statements = [{"Effect": "Allow", "Action": action, "Resource": "*"}]
        statements += [{"Effect": "Deny", "Action": each, "Resource": "*"} for each in denied]
        iam.put_role_policy(RoleName=ROLE, PolicyName="all", PolicyDocument=_policy(*statements))

    def alarm(self, name: str, state: str) -> None:
        """Make an alarm of Osaka that is in this state."""
        cloudwatch = self.clients.client("cloudwatch", OSAKA)
        cloudwatch.put_metric_alarm(
            AlarmName=name,
            Namespace="AWS/RDS",
            MetricName="AuroraGlobalDBRPOLag",
            Statistic="Maximum",
            Period=60,
            EvaluationPeriods=1,
            Threshold=1,
            ComparisonOperator="GreaterThanThreshold",
        )
        cloudwatch.set_alarm_state(AlarmName=name, StateValue=state, StateReason="a test")

    def pending(self, operations: float) -> None:
        """Have this many operations of the bucket wait."""
        metric = THE_BUCKET.replication_metric("OperationsPendingReplication", OSAKA, 0.0)
        self._put(OSAKA, metric.namespace, metric.name, metric.dimensions, operations)

    def used(self, region: Region, calls: float) -> None:
        """Have KMS been asked this often within a minute."""
        dimensions = {
            "Type": "API",
            "Service": "KMS",
            "Resource": "CryptographicOperationsSymmetric",
            "Class": "None",
        }
        self._put(region, "AWS/Usage", "CallCount", dimensions, calls)

    def _put(
        self, region: Region, namespace: str, name: str, dimensions: Mapping[str, str], value: float
    ) -> None:
        listed = [{"Name": key, "Value": of_it} for key, of_it in dimensions.items()]
        datum = {"MetricName": name, "Dimensions": listed, "Value": value}
        self.clients.client("cloudwatch", region).put_metric_data(Namespace=namespace, MetricData=[datum])

    def _endpoint(self, service: str, region: str) -> str:
        return self.urls[GLOBAL if service == "iam" else region]


@contextmanager
def ready_scene(folder: Path) -> Iterator[Scene]:
    """The scene, its ports open."""
    codes = [region.code for region in ESTATE.pair]
    faults = Faults()
    with Emulator.start(folder, codes, ACCOUNT, detached=False) as emulator:
        endpoints = emulator.endpoints
        forward = forward_to({**endpoints.regions, GLOBAL: endpoints.global_url})

        def upstream(request: Request) -> Response:
            return _caller() if request.service == "sts" else forward(request)

        with serving((*codes, GLOBAL), upstream, faults) as urls:
            clients = Clients(partial(client_endpoint, endpoints), endpoints.account_id)
            yield Scene(emulator, clients, urls, faults)


def check_of(readiness: Readiness, check_id: str) -> Check:
    """The check with this id."""
    (found,) = [check for check in readiness.checks if check.id == check_id]
    return found


def _caller() -> Response:
    """The emulator's caller is the root user; this one is a session of the role."""
    arn = f"arn:aws:sts::{ACCOUNT}:assumed-role/{ROLE}/me"
    body = (
        '<GetCallerIdentityResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/">'
        f"<GetCallerIdentityResult><Account>{ACCOUNT}</Account><Arn>{arn}</Arn></GetCallerIdentityResult>"
        "</GetCallerIdentityResponse>"
    )
    return Response(200, {"content-type": "text/xml"}, body.encode())


def _make_subnet_group(clients: Clients, region: Region) -> None:
    """The group that RDS takes where a cluster names none."""
    ec2 = clients.client("ec2", region)
    vpc = ec2.create_vpc(CidrBlock="10.0.0.0/16")["Vpc"]["VpcId"]
    subnets = [
        ec2.create_subnet(VpcId=vpc, CidrBlock=f"10.0.{number}.0/24", AvailabilityZone=zone)["Subnet"][
            "SubnetId"
        ]
        for number, zone in enumerate(region.zones)
    ]
    clients.client("rds", region).create_db_subnet_group(
        DBSubnetGroupName="default", DBSubnetGroupDescription="a test", SubnetIds=subnets
    )


def _policy(*statements: Mapping[str, Any]) -> str:
    return json.dumps({"Version": "2012-10-17", "Statement": list(statements)})
