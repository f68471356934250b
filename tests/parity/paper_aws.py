"""An AWS on paper that holds keys and tables as their spec wants them, and fails on demand."""

from __future__ import annotations

import json
import threading
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from botocore.exceptions import ClientError, ConnectTimeoutError

from modules.dynamodb.inputs import attribute_types
from modules.estate import Estate
from modules.kms.key_policy import key_statements
from modules.kms.seen_key import alias_of
from regions import Region

PAGE = 2
"""Items of a page: so few that every listing has several."""


def refusal(operation: str, code: str) -> ClientError:
    """AWS's answer with this code."""
    answer: Any = {
        "Error": {"Code": code, "Message": "so it is"},
        "ResponseMetadata": {"HTTPStatusCode": 400},
    }
    return ClientError(answer, operation)


class PaperAws:
    """Clients of an AWS that has what the estate's spec wants; ``modules.proof.Clients``.

    Attributes:
        fails: what a call raises, by the Region's code and the operation.
        hangs: codes of Regions that never answer.
        changed: changes the answer to a call, by the Region's code and the operation.
        asked: how often each operation was asked for, every page counted, by the Region's code.
    """

    def __init__(self, estate: Estate) -> None:
        self.estate = estate
        self.fails: dict[tuple[str, str], Exception] = {}
        self.hangs: set[str] = set()
        self.changed: dict[tuple[str, str], Callable[[dict[str, Any]], object]] = {}
        self.asked: Counter[tuple[str, str]] = Counter()
        self._never = threading.Event()

    def client(self, service: str, region: Region) -> _PaperClient:
        """The client of a service in a Region."""
        return _PaperClient(self, service, region)

    def throttle(self, region: Region, operation: str) -> None:
        """Too many of this call, however often it is tried again."""
        self.fails[region.code, operation] = refusal(operation, "ThrottlingException")

    def deny(self, region: Region, operation: str) -> None:
        """The caller has no right to this call."""
        self.fails[region.code, operation] = refusal(operation, "AccessDeniedException")

    def answer(self, region: Region, operation: str, parameters: Mapping[str, Any]) -> dict[str, Any]:
        """The answer to one call."""
        if region.code in self.hangs:
            self._never.wait(60)
            raise ConnectTimeoutError(endpoint_url="https://example.invalid")
        self.asked[region.code, operation] += 1
        error = self.fails.get((region.code, operation))
        if error is not None:
            raise error
        made: dict[str, Any] = getattr(_Answers(self.estate, region), operation)(**parameters)
        change = self.changed.get((region.code, operation))
        if change is not None:
            change(made)
        return made


class _PaperClient:
    def __init__(self, aws: PaperAws, service: str, region: Region) -> None:
        self._aws = aws
        self._service = service
        self._region = region

    def can_paginate(self, operation: str) -> bool:
        return operation.startswith("list_") or operation in {"get_resources", "describe_scalable_targets"}

    def get_paginator(self, operation: str) -> _Paginator:
        return _Paginator(self._aws, self._region, operation)

    def __getattr__(self, operation: str) -> Callable[..., dict[str, Any]]:
        return lambda **parameters: self._aws.answer(self._region, operation, parameters)


class _Paginator:
    def __init__(self, aws: PaperAws, region: Region, operation: str) -> None:
        self._aws = aws
        self._region = region
        self._operation = operation

    def paginate(self, **parameters: Any) -> Iterator[dict[str, Any]]:
        whole = self._aws.answer(self._region, self._operation, parameters)
        ((member, items),) = whole.items()
        for start in range(0, max(1, len(items)), PAGE):
            if start:
                self._aws.asked[self._region.code, self._operation] += 1
            yield {member: items[start : start + PAGE]}


class _Answers:
    """What a Region answers, each method an operation."""

    def __init__(self, estate: Estate, region: Region) -> None:
        self._estate = estate
        self._region = region

    def _keys(self) -> Mapping[str, Any]:
        return self._estate.sections.get("keys", {})

    def _tables(self) -> Mapping[str, Any]:
        tables = self._estate.sections.get("tables", {})
        return {f"{self._estate.names.prefix}-{name}": its for name, its in tables.items()}

    def _tags(self) -> list[dict[str, str]]:
        return [{"Key": key, "Value": value} for key, value in self._estate.default_tags.items()]

    def list_aliases(self, **_: Any) -> dict[str, Any]:
        return {
            "Aliases": [
                {"AliasName": alias_of(self._estate, name), "TargetKeyId": f"mrk-{name}"}
                for name in self._keys()
            ]
        }

    def get_resources(self, **_: Any) -> dict[str, Any]:
        names, code = self._estate.names, self._region.code
        arns = [names.key_arn(f"mrk-{name}", code) for name in self._keys()]
        arns += [names.table_arn(name, code) for name in self._tables()]
        return {"ResourceTagMappingList": [{"ResourceARN": arn, "Tags": self._tags()} for arn in arns]}

    def describe_key(self, *, KeyId: str) -> dict[str, Any]:  # noqa: N803 # AWS's name
        name = KeyId.rpartition("/")[2].removeprefix("mrk-")
        first, second = self._estate.pair
        return {
            "KeyMetadata": {
                "KeyId": f"mrk-{name}",
                "KeyState": "Enabled",
                "MultiRegion": True,
                "KeySpec": "SYMMETRIC_DEFAULT",
                "KeyUsage": "ENCRYPT_DECRYPT",
                "Origin": "AWS_KMS",
                "Description": f"{self._estate.names.prefix}: {name}",
                "MultiRegionConfiguration": {
                    "MultiRegionKeyType": "PRIMARY" if self._region == first else "REPLICA",
                    "PrimaryKey": {"Region": first.code},
                    "ReplicaKeys": [{"Region": second.code}],
                },
            }
        }

    def get_key_policy(self, *, KeyId: str, PolicyName: str) -> dict[str, Any]:  # noqa: ARG002, N803 # AWS's names
        name = KeyId.rpartition("/")[2].removeprefix("mrk-")
        inputs: Any = self._keys()[name]
        statements = key_statements(self._estate, inputs.in_region(self._region), self._region)
        return {"Policy": json.dumps({"Statement": statements})}

    def get_key_rotation_status(self, *, KeyId: str) -> dict[str, Any]:  # noqa: ARG002, N803 # AWS's name
        return {"KeyRotationEnabled": True, "RotationPeriodInDays": 365}

    def describe_alarms(self, **_: Any) -> dict[str, Any]:
        return {"MetricAlarms": [], "CompositeAlarms": []}

    def get_dashboard(self, **_: Any) -> dict[str, Any]:
        raise refusal("GetDashboard", "ResourceNotFound")

    def list_service_quotas(self, *, ServiceCode: str) -> dict[str, Any]:  # noqa: ARG002, N803 # AWS's name
        return {"Quotas": []}

    def list_aws_default_service_quotas(self, *, ServiceCode: str) -> dict[str, Any]:  # noqa: N803 # AWS's name
        value = 20_000 if self._region == self._estate.pair.first else 10_000
        names = {"kms": "Requests", "dynamodb": "Tables"}
        return {
            "Quotas": [
                {
                    "QuotaCode": f"L-{ServiceCode}",
                    "QuotaName": names[ServiceCode],
                    "Value": float(value),
                    "Adjustable": True,
                    "GlobalQuota": False,
                }
            ]
        }

    def list_tables(self) -> dict[str, Any]:
        return {"TableNames": list(self._tables())}

    def describe_table(self, *, TableName: str) -> dict[str, Any]:  # noqa: N803 # AWS's name
        inputs: Any = self._tables()[TableName]
        names, code = self._estate.names, self._region.code
        key = next(iter(self._keys()))
        return {
            "Table": {
                "TableStatus": "ACTIVE",
                "Replicas": [{"RegionName": self._estate.pair.other(self._region).code}],
                "BillingModeSummary": {"BillingMode": "PAY_PER_REQUEST"},
                "KeySchema": [{"AttributeName": inputs.partition_key.name, "KeyType": "HASH"}],
                "AttributeDefinitions": [
                    {"AttributeName": its, "AttributeType": kind}
                    for its, kind in attribute_types(inputs).items()
                ],
                "StreamSpecification": {"StreamEnabled": True, "StreamViewType": "NEW_AND_OLD_IMAGES"},
                "DeletionProtectionEnabled": True,
                "SSEDescription": {"KMSMasterKeyArn": names.key_arn(f"mrk-{key}", code)},
            }
        }

    def describe_continuous_backups(self, **_: Any) -> dict[str, Any]:
        recovery = {"PointInTimeRecoveryStatus": "ENABLED"}
        return {"ContinuousBackupsDescription": {"PointInTimeRecoveryDescription": recovery}}

    def describe_time_to_live(self, **_: Any) -> dict[str, Any]:
        return {"TimeToLiveDescription": {"TimeToLiveStatus": "DISABLED"}}

    def get_resource_policy(self, **_: Any) -> dict[str, Any]:
        raise refusal("GetResourcePolicy", "PolicyNotFoundException")

    def describe_scalable_targets(self, **_: Any) -> dict[str, Any]:
        return {"ScalableTargets": []}

    def describe_scaling_policies(self, **_: Any) -> dict[str, Any]:
        return {"ScalingPolicies": []}
