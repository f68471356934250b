"""The gate before a port: a request signed for another Region, or by nobody, is refused.

MiniStack takes the Region from a request's signature and not from the port that it came to. Without this
gate a client that was pointed at the wrong port would be served all the same, and a test of a dark Region
would pass although its client never used that Region's endpoint.

A few calls are let through all the same, see ``CROSS_REGION_CALLS``.

Shape of the refusals: the error responses of the AWS protocols (Smithy: awsJson1_0, awsQuery, ec2Query,
restXml); the credential scope is that of "AWS Signature Version 4 for API requests".
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import parse_qs
from xml.sax.saxutils import escape

from hypercorn.typing import ASGIFramework, ASGIReceiveCallable, ASGISendCallable, HTTPScope, Scope

from futago.emulator.darkness import DarkEndpointError, Light
from futago.emulator.plain_response import respond

GLOBAL_REGION = "us-east-1"
"""Where AWS keeps the control planes of its global services."""

GLOBAL_SERVICES = frozenset({"iam", "route53", "cloudfront", "organizations", "globalaccelerator"})
"""Signing names of services that have one endpoint for all Regions (AWS Fault Isolation Boundaries)."""

CROSS_REGION_CALLS = frozenset(
    {
        "TrentService.ReplicateKey",
        *(
            f"DynamoDB_20120810.{operation}"
            for operation in (
                "DescribeContinuousBackups", "DescribeTable", "ListTagsOfResource", "TagResource",
                "UntagResource", "UpdateContinuousBackups", "UpdateTable",
            )
        ),
    }
)  # fmt: skip
"""Calls (``X-Amz-Target``) that Terraform's AWS provider makes in another Region than its own.

``aws_kms_replica_key``, ``aws_dynamodb_table_replica`` and the ``replica`` block of ``aws_dynamodb_table``
override the SDK's Region for single calls. At AWS that leads to the other Region's endpoint; with a URL in
the ``endpoints`` block it changes the signature only. Such a call is treated as if it had come to the port
of the Region that it was signed for: answered if that Region is lit, and left alone if it is dark.
"""

_HEADER_SCOPE = re.compile(r"Credential=[^/,\s]+/\d{8}/([^/,\s]+)/([^/,\s]+)/aws4_request")


@dataclass(frozen=True)
class CredentialScope:
    """The Region and the service that a request was signed for."""

    region: str
    service: str


class RegionGate:
    """Serves only requests that were signed for this port's Region.

    Args:
        app: what lies behind the gate.
        region: the port's Region code, or ``None`` for the port of the global services.
        light_of: tells how the endpoint of another Region behaves now; ``None`` for one that is not served.
    """

    def __init__(
        self, app: ASGIFramework, region: str | None, light_of: Callable[[str], Light | None]
    ) -> None:
        self._app = app
        self._region = region
        self._light_of = light_of

    async def __call__(self, scope: Scope, receive: ASGIReceiveCallable, send: ASGISendCallable) -> None:
        """Pass the request on, or answer it with an error of AWS's shape.

        Raises:
            DarkEndpointError: the request belongs to a Region that is dark.
        """
        if scope["type"] != "http":
            return
        signed_for = credential_scope(scope)
        if signed_for is None or not self._serves(signed_for):
            light = self._light_elsewhere(scope, signed_for)
            if light is None:
                await respond(send, 403, *_error(scope, signed_for, self._objection(signed_for)))
                return
            if light is not Light.LIT:
                raise DarkEndpointError(light)
        await self._app(scope, receive, send)

    def _serves(self, signed_for: CredentialScope) -> bool:
        is_global = signed_for.service in GLOBAL_SERVICES
        if self._region is None:
            return is_global or signed_for.region == GLOBAL_REGION
        return signed_for.region == self._region and not is_global

    def _light_elsewhere(self, scope: HTTPScope, signed_for: CredentialScope | None) -> Light | None:
        """Return the light of the Region that a cross-Region call was signed for; ``None`` for others."""
        if signed_for is None:
            return None
        target = dict(scope["headers"]).get(b"x-amz-target", b"").decode("latin-1")
        return self._light_of(signed_for.region) if target in CROSS_REGION_CALLS else None

    def _objection(self, signed_for: CredentialScope | None) -> str:
        here = "the global services" if self._region is None else self._region
        if signed_for is None:
            return f"This port serves {here}; the request carries no AWS Signature Version 4."
        is_global = signed_for.service in GLOBAL_SERVICES
        belongs = "the port of the global services" if is_global else f"the port of {signed_for.region}"
        return (
            f"Credential should be scoped to a valid region. This port serves {here}; the request was signed "
            f"for {signed_for.service} in {signed_for.region} and belongs to {belongs}."
        )


def credential_scope(scope: HTTPScope) -> CredentialScope | None:
    """Return what a request was signed for, from its header or its presigned query, or ``None``."""
    for name, value in scope["headers"]:
        if name == b"authorization":
            found = _HEADER_SCOPE.search(value.decode("latin-1"))
            return CredentialScope(found[1], found[2]) if found else None
    presigned = parse_qs(scope["query_string"].decode("latin-1")).get("X-Amz-Credential", [""])[0]
    match presigned.split("/"):
        case [_key, _date, region, service, "aws4_request"]:
            return CredentialScope(region, service)
        case _:
            return None


def _error(scope: HTTPScope, signed_for: CredentialScope | None, message: str) -> tuple[str, bytes]:
    """Return content type and body of a refusal in the protocol that the client speaks."""
    headers = dict(scope["headers"])
    code = "SignatureDoesNotMatch" if signed_for else "MissingAuthenticationToken"
    if b"x-amz-target" in headers or b"json" in headers.get(b"content-type", b""):
        json_code = "InvalidSignatureException" if signed_for else code
        return "application/x-amz-json-1.1", json.dumps({"__type": json_code, "message": message}).encode()
    error = f"<Code>{code}</Code><Message>{escape(message)}</Message>"
    service = signed_for.service if signed_for else "s3"
    if service == "s3":
        body = f"<Error>{error}</Error>"
    elif service == "ec2":
        body = f"<Response><Errors><Error>{error}</Error></Errors></Response>"
    else:
        body = f"<ErrorResponse><Error><Type>Sender</Type>{error}</Error></ErrorResponse>"
    return "text/xml", body.encode()
