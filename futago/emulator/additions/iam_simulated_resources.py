"""IAM ``SimulatePrincipalPolicy``: every resource, in the Region that is named, for roles with a path.

MiniStack evaluates the first of ``ResourceArns`` only, knows no ``ContextEntries``, takes IAM's own Region
for every call's, and finds no role that has a path.

AWS: IAM API Reference, SimulatePrincipalPolicy, EvaluationResult and ResourceSpecificResult; IAM User Guide,
"AWS global condition context keys" (aws:RequestedRegion).
"""

from __future__ import annotations

from itertools import count
from typing import Any

from ministack.core import iam_evaluator
from ministack.core.responses import get_account_id, get_region
from ministack.services import iam

from futago.emulator.additions.around import Response, Wrapper, around

_DECISIONS = {"Allow": "allowed", "Deny": "explicitDeny"}


@around(iam, "_simulate_principal_policy")
def simulate_principal_policy(simulate: Wrapper, params: Any) -> Response:
    """Answer one result an action, with the resources below it."""
    arn = iam._p(params, "PolicySourceArn")
    actions = _members(params, "ActionNames.member.{}")
    if not arn or not actions:
        refused: Response = simulate(params)
        return refused
    resources = _members(params, "ResourceArns.member.{}") or ["*"]
    policies = _policies(arn)
    region = _requested_region(params)
    results = "".join(_result(action, arn, resources, region, policies) for action in actions)
    answer: Response = iam._xml(
        200,
        "SimulatePrincipalPolicyResponse",
        f"<SimulatePrincipalPolicyResult><EvaluationResults>{results}</EvaluationResults>"
        "<IsTruncated>false</IsTruncated></SimulatePrincipalPolicyResult>",
        ns="iam",
    )
    return answer


def _result(action: str, arn: str, resources: list[str], region: str, policies: list[Any]) -> str:
    decisions = {each: _decision(action, arn, each, region, policies) for each in resources}
    worst = max(decisions.values(), key=("allowed", "implicitDeny", "explicitDeny").index)
    each = "".join(
        f"<member><EvalResourceName>{resource}</EvalResourceName>"
        f"<EvalResourceDecision>{decision}</EvalResourceDecision></member>"
        for resource, decision in decisions.items()
    )
    return (
        f"<member><EvalActionName>{action}</EvalActionName><EvalResourceName>{resources[0]}</EvalResourceName>"
        f"<EvalDecision>{worst}</EvalDecision><MatchedStatements/><MissingContextValues/>"
        f"<ResourceSpecificResults>{each}</ResourceSpecificResults></member>"
    )


def _decision(action: str, arn: str, resource: str, region: str, policies: list[Any]) -> str:
    context = iam_evaluator.EvalContext(
        principal_arn=arn,
        principal_type="User",
        principal_account=get_account_id(),
        action=action,
        resource_arn=resource,
        region=region,
        source_ip="127.0.0.1",
        secure_transport=True,
    )
    decision = iam_evaluator.evaluate(context, policies).decision if policies else ""
    return _DECISIONS.get(decision, "implicitDeny")


def _policies(arn: str) -> list[Any]:
    """Those of the user or role; its name stands behind the path."""
    kind, _, rest = arn.split(":")[5].partition("/")
    gather = {"user": iam_evaluator._gather_user_policies, "role": iam_evaluator._gather_role_policies}.get(
        kind
    )
    found: list[Any] = gather(rest.rpartition("/")[2], get_account_id()) if gather else []
    return found


def _requested_region(params: Any) -> str:
    for number in count(1):
        key = iam._p(params, f"ContextEntries.member.{number}.ContextKeyName")
        if key.lower() == "aws:requestedregion":
            return str(iam._p(params, f"ContextEntries.member.{number}.ContextKeyValues.member.1"))
        if not key:
            break
    return str(get_region())


def _members(params: Any, form: str) -> list[str]:
    found: list[str] = []
    while value := iam._p(params, form.format(len(found) + 1)):
        found.append(value)
    return found
