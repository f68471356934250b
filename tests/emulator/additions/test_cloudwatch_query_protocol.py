"""What is put by AWS's query protocol is put whole, and read back whole by any protocol."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any
from urllib.parse import urlencode

from botocore.auth import SigV4Auth
from botocore.awsrequest import AWSRequest
from botocore.credentials import Credentials
from botocore.httpsession import URLLib3Session
from botocore.model import ServiceModel
from botocore.parsers import create_parser
from botocore.session import get_session

from futago.emulator.process import Emulator
from futago.emulator.provider import SECRET_KEY, client_endpoint

TOKYO = "ap-northeast-1"
Aws = Callable[..., Any]
TOPIC = "arn:aws:sns:ap-northeast-1:111122223333:on-call"
ALARM = {
    "AlarmName": "shop-bucket-receipts-lag",
    "AlarmDescription": 'late by > 60 s & "more"',
    "Namespace": "AWS/S3",
    "MetricName": "ReplicationLatency",
    "Statistic": "Maximum",
    "Period": "60",
    "EvaluationPeriods": "5",
    "DatapointsToAlarm": "5",
    "Threshold": "60",
    "ComparisonOperator": "GreaterThanThreshold",
    "TreatMissingData": "notBreaching",
    "ActionsEnabled": "true",
    "AlarmActions.member.1": TOPIC,
    "OKActions.member.1": TOPIC,
    "Dimensions.member.1.Name": "RuleId",
    "Dimensions.member.1.Value": "to-apne1",
    "Tags.member.1.Key": "team",
    "Tags.member.1.Value": "payments",
}
EXPECTED = {
    "AlarmName": "shop-bucket-receipts-lag",
    "AlarmDescription": 'late by > 60 s & "more"',
    "ActionsEnabled": True,
    "AlarmActions": [TOPIC],
    "OKActions": [TOPIC],
    "InsufficientDataActions": [],
    "Namespace": "AWS/S3",
    "MetricName": "ReplicationLatency",
    "Statistic": "Maximum",
    "Dimensions": [{"Name": "RuleId", "Value": "to-apne1"}],
    "Period": 60,
    "EvaluationPeriods": 5,
    "DatapointsToAlarm": 5,
    "Threshold": 60.0,
    "ComparisonOperator": "GreaterThanThreshold",
    "TreatMissingData": "notBreaching",
}


def query(emulator: Emulator, action: str, **form: str) -> Mapping[str, Any]:
    """The answer to a request of the query protocol, as an SDK reads it."""
    endpoints = emulator.endpoints
    body = urlencode({"Action": action, "Version": "2010-08-01", **form})
    headers = {"Content-Type": "application/x-www-form-urlencoded; charset=utf-8"}
    url = client_endpoint(endpoints, "cloudwatch", TOKYO)
    request = AWSRequest(method="POST", url=url, data=body, headers=headers)
    SigV4Auth(Credentials(endpoints.account_id, SECRET_KEY), "monitoring", TOKYO).add_auth(request)
    answer = URLLib3Session().send(request.prepare())
    model: ServiceModel = get_session().get_service_model("cloudwatch")
    told = {"body": answer.content, "headers": dict(answer.headers), "status_code": answer.status_code}
    shape: Any = model.operation_model(action).output_shape
    found: Mapping[str, Any] = create_parser("query").parse(told, shape)
    return found


def _said(described: Mapping[str, Any]) -> dict[str, Any]:
    return {key: described.get(key) for key in EXPECTED}


def test_an_alarm_is_put_whole(emulator: Emulator, aws: Aws) -> None:
    """Every member, whoever reads it."""
    query(emulator, "PutMetricAlarm", **ALARM)
    (by_sdk,) = aws("cloudwatch", TOKYO).describe_alarms()["MetricAlarms"]
    (by_query,) = query(emulator, "DescribeAlarms")["MetricAlarms"]
    assert (EXPECTED, EXPECTED) == (_said(by_sdk), _said(by_query))


def test_its_tags_are_put_with_it(emulator: Emulator, aws: Aws) -> None:
    """As Terraform's provider gives them, in the request that makes it."""
    query(emulator, "PutMetricAlarm", **ALARM)
    cloudwatch = aws("cloudwatch", TOKYO)
    (found,) = cloudwatch.describe_alarms()["MetricAlarms"]
    tags = cloudwatch.list_tags_for_resource(ResourceARN=found["AlarmArn"])["Tags"]
    assert [{"Key": "team", "Value": "payments"}] == tags


def test_a_composite_alarm_is_put_whole(emulator: Emulator) -> None:
    """With its rule, its actions and its description."""
    query(emulator, "PutMetricAlarm", **ALARM)
    rule = 'ALARM("shop-bucket-receipts-lag")'
    form = {
        "AlarmName": "shop-estate",
        "AlarmDescription": "any < all",
        "AlarmRule": rule,
        "AlarmActions.member.1": TOPIC,
    }
    query(emulator, "PutCompositeAlarm", **form)
    parameters = {"AlarmTypes.member.1": "CompositeAlarm"}
    (found,) = query(emulator, "DescribeAlarms", **parameters)["CompositeAlarms"]
    expected = ("shop-estate", "any < all", rule, True, [TOPIC])
    members = ("AlarmName", "AlarmDescription", "AlarmRule", "ActionsEnabled", "AlarmActions")
    assert expected == tuple(found[member] for member in members)


def test_a_dashboard_is_read_back(emulator: Emulator) -> None:
    """Its body is JSON inside XML, with every sign that means something there."""
    body = '{"widgets": [{"type": "text", "properties": {"markdown": "a < b & c"}}]}'
    query(emulator, "PutDashboard", DashboardName="shop-apne1", DashboardBody=body)
    assert body == query(emulator, "GetDashboard", DashboardName="shop-apne1")["DashboardBody"]


def test_an_error_is_said_in_xml(emulator: Emulator) -> None:
    """A rule about an alarm that isn't there is refused, as AWS words it."""
    form = {"AlarmName": "shop-estate", "AlarmRule": 'ALARM("nobody")'}
    assert "ValidationError" == query(emulator, "PutCompositeAlarm", **form)["Error"]["Code"]
