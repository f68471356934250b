"""IAM ``GetAccountAuthorizationDetails`` tells the permissions boundary of each role.

MiniStack keeps the boundary, tells it by GetRole, and leaves it out of this list.

AWS: IAM API Reference, RoleDetail (PermissionsBoundary).
"""

from __future__ import annotations

from typing import Any

from ministack.services import iam

from futago.emulator.additions.around import Response, Wrapper, around


@around(iam, "_get_account_authorization_details")
def get_account_authorization_details(details: Wrapper, params: Any) -> Response:
    """Add the boundary behind the name of each role that has one."""
    status, headers, body = details(params)
    text = body.decode()
    for name, role in iam._roles.items():
        if role.get("PermissionsBoundary"):
            named = f"<RoleName>{name}</RoleName>"
            text = text.replace(named, named + _boundary(role["PermissionsBoundary"]))
    return status, headers, text.encode()


def _boundary(arn: str) -> str:
    return (
        "<PermissionsBoundary><PermissionsBoundaryType>PermissionsBoundaryPolicy</PermissionsBoundaryType>"
        f"<PermissionsBoundaryArn>{arn}</PermissionsBoundaryArn></PermissionsBoundary>"
    )
