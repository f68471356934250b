"""S3 Control ``GetAccessPointPolicyStatus``: whether an access point's policy is public.

MiniStack answers that there is no such access point. ``aws_s3control_access_point_policy`` asks it at every
refresh, and then takes the policy for deleted.

AWS: S3 API Reference, GetAccessPointPolicyStatus; S3 User Guide, "The meaning of public", which is that of
bucket policies and is MiniStack's own here.
"""

from __future__ import annotations

from typing import Any
from xml.etree.ElementTree import Element, SubElement

from ministack.services import s3

from futago.emulator.additions.around import Response, Wrapper, around

SUB_RESOURCE = "policyStatus"


@around(s3, "handle_access_point_control")
def handle_access_point_control(handle: Wrapper, method: str, path: str, *request: Any) -> Response:
    """Answer for the status of a policy; all else is MiniStack's."""
    route = s3.access_point_control_route(path)
    if method == "GET" and route is not None and route[1] == SUB_RESOURCE:
        return _status(route[0])
    response: Response = handle(method, path, *request)
    return response


def _status(name: str) -> Response:
    policy: Response = s3._access_point_policy(name, "GET", b"")
    record = s3._access_points.get(name)
    if record is None or not record.get("Policy"):
        return policy  # says which of the two is missing
    answer = Element("GetAccessPointPolicyStatusResult", xmlns=s3.S3CONTROL_NS)
    is_public = str(s3._policy_is_public(record["Policy"])).lower()
    SubElement(SubElement(answer, "PolicyStatus"), "IsPublic").text = is_public
    response: Response = s3._s3control_response(answer)
    return response
