"""Service Quotas: what holds, what AWS's defaults are, and ``RequestServiceQuotaIncrease``.

MiniStack has nothing of this service. Here are the quotas that futago asks for, at AWS's defaults until a
raise is requested, which is granted at once; any other is answered as one that Service Quotas does not know.

AWS: Service Quotas API Reference, the operations; KMS Developer Guide, "Request quotas" (20,000 a
second in Tokyo, 10,000 in Osaka and most others); Aurora User Guide, "Quotas and constraints for Amazon
Aurora" (40 clusters, 40 instances); DynamoDB Developer Guide, "Quotas in Amazon DynamoDB" (2,500 tables).
"""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

from ministack import app
from ministack.core.responses import (
    AccountRegionScopedDict,
    error_response_json,
    get_account_id,
    get_region,
    json_response,
    new_uuid,
)

from futago.emulator.additions.around import Response, Wrapper, around

SERVICE = "servicequotas"
TARGET_PREFIX = "ServiceQuotasV20190624."
_KMS_REQUESTS = "Cryptographic operations (symmetric) request rate"
_MOST_KMS_REQUESTS = {"ap-northeast-1": 20_000.0}
_FEWEST_KMS_REQUESTS = 10_000.0
_QUOTAS = {
    ("rds", "L-952B80B8"): ("DB clusters", 40.0),
    ("rds", "L-7B6409FD"): ("DB instances", 40.0),
    ("dynamodb", "L-F98FE922"): ("Maximum number of tables", 2_500.0),
}
_SERVICES = frozenset({"rds", "dynamodb", "kms", "s3"})

_NAMES = ("ServiceCode", "QuotaCode", "QuotaName", "QuotaArn")

_raised = AccountRegionScopedDict()


@around(app, "_reset_all_state")
def reset_all_state(reset: Wrapper) -> None:
    """Forget what was raised together with all other state."""
    reset()
    _raised.clear()


@around(app, "detect_service")
def detect_service(detect: Wrapper, method: str, path: str, headers: dict[str, str], *rest: Any) -> str:
    """Recognize the service by the target of its requests."""
    if headers.get("x-amz-target", "").startswith(TARGET_PREFIX):
        return SERVICE
    return str(detect(method, path, headers, *rest))


async def handle(_method: str, _path: str, headers: dict[str, str], body: bytes, _query: Any) -> Response:
    """Answer one request."""
    operation = headers["x-amz-target"].removeprefix(TARGET_PREFIX)
    answer: Response = _OPERATIONS.get(operation, _unknown)(json.loads(body or b"{}"))
    return answer


app.SERVICE_HANDLERS[SERVICE] = handle


def _get(request: dict[str, Any]) -> Response:
    return _one(request, _quotas(request["ServiceCode"]))


def _get_default(request: dict[str, Any]) -> Response:
    return _one(request, _defaults(request["ServiceCode"]))


def _one(request: dict[str, Any], quotas: list[dict[str, Any]]) -> Response:
    found = _found(request, quotas)
    if found is None:
        return _no_such_quota()
    answer: Response = json_response({"Quota": found})
    return answer


def _found(request: dict[str, Any], quotas: list[dict[str, Any]]) -> dict[str, Any] | None:
    return next((each for each in quotas if each["QuotaCode"] == request["QuotaCode"]), None)


def _list(request: dict[str, Any]) -> Response:
    return _page(request, _quotas(request["ServiceCode"]))


def _list_defaults(request: dict[str, Any]) -> Response:
    return _page(request, _defaults(request["ServiceCode"]))


def _page(request: dict[str, Any], quotas: list[dict[str, Any]]) -> Response:
    """A page, from where the token says, which is a position."""
    if request["ServiceCode"] not in _SERVICES:
        return _refuse("NoSuchResourceException", "The request failed because the service does not exist.")
    start = int(request.get("NextToken") or 0)
    end = start + int(request.get("MaxResults") or 100)
    more = {"NextToken": str(end)} if end < len(quotas) else {}
    answer: Response = json_response({"Quotas": quotas[start:end], **more})
    return answer


def _raise(request: dict[str, Any]) -> Response:
    """Grant it at once; AWS takes its time, and refuses what is no more than now."""
    which, wanted = (request["ServiceCode"], request["QuotaCode"]), float(request["DesiredValue"])
    now = _found(request, _quotas(which[0]))
    if now is None:
        return _no_such_quota()
    if wanted <= now["Value"]:
        return _refuse("IllegalArgumentException", "You must request a value above the quota's.")
    _raised["/".join(which)] = wanted
    asked = {"Id": new_uuid(), "Status": "APPROVED", "DesiredValue": wanted}
    answer: Response = json_response({"RequestedQuota": {**asked, **{k: now[k] for k in _NAMES}}})
    return answer


def _unknown(_request: dict[str, Any]) -> Response:
    return _refuse("UnknownOperationException", "the emulator does not model this operation")


_OPERATIONS: dict[str, Callable[[dict[str, Any]], Response]] = {
    "GetServiceQuota": _get,
    "GetAWSDefaultServiceQuota": _get_default,
    "ListServiceQuotas": _list,
    "ListAWSDefaultServiceQuotas": _list_defaults,
    "RequestServiceQuotaIncrease": _raise,
}


def _quotas(service: str) -> list[dict[str, Any]]:
    return [
        {**each, "Value": _raised.get(f"{service}/{each['QuotaCode']}", each["Value"])}
        for each in _defaults(service)
    ]


def _defaults(service: str) -> list[dict[str, Any]]:
    region = get_region()
    kms = (_KMS_REQUESTS, _MOST_KMS_REQUESTS.get(region, _FEWEST_KMS_REQUESTS))
    every = {**_QUOTAS, ("kms", "L-6E3AF000"): kms}
    return [
        {
            "ServiceCode": service,
            "QuotaCode": code,
            "QuotaName": name,
            "QuotaArn": f"arn:aws:servicequotas:{region}:{get_account_id()}:{service}/{code}",
            "Value": value,
            "Unit": "None",
            "Adjustable": True,
            "GlobalQuota": False,
        }
        for (its, code), (name, value) in every.items()
        if its == service
    ]


def _no_such_quota() -> Response:
    return _refuse(
        "NoSuchResourceException", "The request failed because the specified quota does not exist."
    )


def _refuse(code: str, message: str) -> Response:
    refused: Response = error_response_json(code, message, 400)
    return refused
