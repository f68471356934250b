"""Application Auto Scaling: scalable targets and scaling policies, kept and described.

MiniStack has nothing of this service. Capacity is not scaled: targets, policies and tags are control plane.

AWS: Application Auto Scaling API Reference, RegisterScalableTarget, DescribeScalableTargets,
DeregisterScalableTarget (deletes the policies too), PutScalingPolicy, DescribeScalingPolicies,
DeleteScalingPolicy, TagResource, UntagResource and ListTagsForResource; User Guide, "DynamoDB and Application
Auto Scaling" (resource ids, the service-linked role).
"""

from __future__ import annotations

import json
import time
from typing import Any, TypeAlias

from ministack import app
from ministack.core.responses import (
    AccountRegionScopedDict,
    error_response_json,
    get_account_id,
    get_region,
    json_response,
    new_uuid,
)
from ministack.services import dynamodb

from futago.emulator.additions.around import Response, Wrapper, around

SERVICE = "application-autoscaling"
TARGET_PREFIX = "AnyScaleFrontendService."
KEY = ("ServiceNamespace", "ResourceId", "ScalableDimension")
NEVER_SUSPENDED = {
    "DynamicScalingInSuspended": False,
    "DynamicScalingOutSuspended": False,
    "ScheduledScalingSuspended": False,
}

Record: TypeAlias = dict[str, Any]

_targets = AccountRegionScopedDict()
_policies = AccountRegionScopedDict()
_tags = AccountRegionScopedDict()


class RefusedError(Exception):
    """A request that the service answers with an error: code and message."""


@around(app, "detect_service")
def detect_service(detect: Wrapper, method: str, path: str, headers: dict[str, str], *rest: Any) -> str:
    """Recognize the service by the target of its requests."""
    if headers.get("x-amz-target", "").startswith(TARGET_PREFIX):
        return SERVICE
    return str(detect(method, path, headers, *rest))


@around(app, "_reset_all_state")
def reset_all_state(reset: Wrapper) -> None:
    """Forget this service's state together with all other."""
    reset()
    for store in (_targets, _policies, _tags):
        store.clear()


async def handle(_method: str, _path: str, headers: dict[str, str], body: bytes, _query: Any) -> Response:
    """Answer one request."""
    operation = headers["x-amz-target"].removeprefix(TARGET_PREFIX)
    try:
        answer = OPERATIONS.get(operation, _unknown)(json.loads(body or b"{}"))
    except RefusedError as refused:
        response: Response = error_response_json(*refused.args, 400)
    else:
        response = json_response(answer)
    return response


app.SERVICE_HANDLERS[SERVICE] = handle


def _register_target(request: Record) -> Record:
    key = _key(request)
    target = _targets.get(key)
    if target is None:
        _require_table(request)
        missing = {"MinCapacity", "MaxCapacity"} - request.keys()
        if missing:
            raise RefusedError("ValidationException", f"{' and '.join(sorted(missing))} must be set")
        target = {
            **dict(zip(KEY, key, strict=True)),
            "RoleARN": _service_linked_role(),
            "CreationTime": time.time(),
            "SuspendedState": NEVER_SUSPENDED,
            "ScalableTargetARN": _arn("scalable-target", new_uuid().replace("-", "")),
        }
        _targets[key] = target
    for name in ("MinCapacity", "MaxCapacity", "RoleARN"):
        target[name] = request.get(name, target.get(name))
    target["SuspendedState"] = {**target["SuspendedState"], **request.get("SuspendedState", {})}
    if request.get("Tags"):
        _tags[target["ScalableTargetARN"]] = dict(request["Tags"])
    return {"ScalableTargetARN": target["ScalableTargetARN"]}


def _describe_targets(request: Record) -> Record:
    wanted = request.get("ResourceIds")
    targets = [target for target in _targets.values() if _is_asked_for(target, request)]
    return {"ScalableTargets": [target for target in targets if not wanted or target["ResourceId"] in wanted]}


def _deregister_target(request: Record) -> Record:
    key = _key(request)
    target = _targets.pop(key, None)
    if target is None:
        raise RefusedError("ObjectNotFoundException", f"No scalable target found for {', '.join(key)}")
    _tags.pop(target["ScalableTargetARN"], None)
    for name in [name for name, policy in _policies.items() if _key(policy) == key]:
        _policies.pop(name)
    return {}


def _put_policy(request: Record) -> Record:
    key = _key(request)
    if key not in _targets:
        raise RefusedError("ObjectNotFoundException", f"No scalable target registered for {', '.join(key)}")
    name = (*key, request["PolicyName"])
    place = f"{new_uuid()}:resource/{'/'.join(key[:2])}:policyName/{name[-1]}"
    policy = _policies.get(name) or {
        "CreationTime": time.time(),
        "PolicyARN": _arn("scalingPolicy", place),
    }
    _policies[name] = {**policy, **request, "Alarms": []}
    return {"PolicyARN": policy["PolicyARN"], "Alarms": []}


def _describe_policies(request: Record) -> Record:
    wanted = request.get("PolicyNames")
    policies = [policy for policy in _policies.values() if _is_asked_for(policy, request)]
    return {"ScalingPolicies": [each for each in policies if not wanted or each["PolicyName"] in wanted]}


def _delete_policy(request: Record) -> Record:
    if _policies.pop((*_key(request), request["PolicyName"]), None) is None:
        raise RefusedError("ObjectNotFoundException", f"No scaling policy found: {request['PolicyName']}")
    return {}


def _tag(request: Record) -> Record:
    _tags[request["ResourceARN"]] = {**_tags_of(request), **request["Tags"]}
    return {}


def _untag(request: Record) -> Record:
    kept = {name: value for name, value in _tags_of(request).items() if name not in request["TagKeys"]}
    _tags[request["ResourceARN"]] = kept
    return {}


def _list_tags(request: Record) -> Record:
    return {"Tags": _tags_of(request)}


OPERATIONS = {
    "RegisterScalableTarget": _register_target,
    "DescribeScalableTargets": _describe_targets,
    "DeregisterScalableTarget": _deregister_target,
    "PutScalingPolicy": _put_policy,
    "DescribeScalingPolicies": _describe_policies,
    "DeleteScalingPolicy": _delete_policy,
    "TagResource": _tag,
    "UntagResource": _untag,
    "ListTagsForResource": _list_tags,
}


def _unknown(_request: Record) -> Record:
    raise RefusedError("UnknownOperationException", "the emulator does not model this operation")


def _key(request: Record) -> tuple[str, ...]:
    return tuple(request[name] for name in KEY)


def _is_asked_for(record: Record, request: Record) -> bool:
    return all(record[name] == request[name] for name in KEY if name in request)


def _tags_of(request: Record) -> dict[str, str]:
    arn = request["ResourceARN"]
    if all(target["ScalableTargetARN"] != arn for target in _targets.values()):
        raise RefusedError("ResourceNotFoundException", f"The specified resource doesn't exist: {arn}")
    tags: dict[str, str] = _tags.get(arn, {})
    return tags


def _require_table(request: Record) -> None:
    """Refuse a table that is not in this Region, as AWS does: it tells a wrong order of creation."""
    kind, _, name = request["ResourceId"].partition("/")
    if kind == "table" and name.partition("/")[0] not in dynamodb._tables:
        raise RefusedError("ValidationException", f"DynamoDB table does not exist: {request['ResourceId']}")


def _service_linked_role() -> str:
    name = "AWSServiceRoleForApplicationAutoScaling_DynamoDBTable"
    path = "aws-service-role/dynamodb.application-autoscaling.amazonaws.com"
    return f"arn:aws:iam::{get_account_id()}:role/{path}/{name}"


def _arn(kind: str, rest: str) -> str:
    separator = "/" if kind == "scalable-target" else ":"
    return f"arn:aws:{SERVICE}:{get_region()}:{get_account_id()}:{kind}{separator}{rest}"
