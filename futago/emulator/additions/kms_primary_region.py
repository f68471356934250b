"""KMS ``UpdatePrimaryRegion``: a replica becomes the primary of a multi-Region key, the primary a replica.

MiniStack has no such operation. For ``primary_key_seconds`` (see :mod:`futago.emulator.timings`) both keys
are in the state ``Updating`` and both are shown as replicas.

AWS: KMS API Reference, UpdatePrimaryRegion; KMS Developer Guide, "Change the primary key in a set of
multi-Region keys": called with the primary, in its Region; both keys have to be enabled.
"""

from __future__ import annotations

import time
from typing import Any

from ministack.core.responses import error_response_json, json_response
from ministack.services import kms

from futago.emulator.additions.around import Response, Wrapper, around, json_operation
from futago.emulator.timings import seconds_for

_UPDATED_AT = "_futago_updated_at"
_TO = "_futago_primary_region"


@json_operation(kms, "UpdatePrimaryRegion")
def update_primary_region(request: dict[str, Any]) -> Response:
    """Begin the change."""
    key = kms._resolve_key(request["KeyId"]) if not request["KeyId"].startswith("alias/") else None
    if key is None:
        return _refuse("NotFoundException", f"Key {request['KeyId']} not found")
    members = dict(kms._mrk_members(key))
    _go_on(members)
    region = request["PrimaryRegion"]
    if not key.get("MultiRegion") or key.get("_mrk_type") != "PRIMARY":
        return _refuse("UnsupportedOperationException", f"{key['Arn']} is not a multi-Region primary key.")
    if region not in members or members[region] is key:
        return _refuse("NotFoundException", f"{key['Arn']} has no replica in {region}.")
    for member in (key, members[region]):
        if member["KeyState"] != "Enabled":
            return _refuse("KMSInvalidStateException", f"{member['Arn']} is {member['KeyState']}.")
    due = time.monotonic() + seconds_for("primary_key_seconds")
    for member in members.values():
        member.update({_UPDATED_AT: due, _TO: region, "KeyState": "Updating", "_mrk_type": "REPLICA"})
    _go_on(members)
    answer: Response = json_response({})
    return answer


@around(kms, "_key_metadata")
def key_metadata(describe: Wrapper, key: dict[str, Any]) -> dict[str, Any]:
    """Report the key as far as a change of its primary is by now."""
    if _TO in key:
        _go_on(dict(kms._mrk_members(key)))
    described: dict[str, Any] = describe(key)
    return described


def _go_on(members: dict[str, dict[str, Any]]) -> None:
    for region, member in members.items():
        if time.monotonic() < member.get(_UPDATED_AT, float("inf")):
            continue
        primary = member.pop(_TO)
        del member[_UPDATED_AT]
        member.update(
            {
                "KeyState": "Enabled",
                "_mrk_primary_region": primary,
                "_mrk_type": "PRIMARY" if region == primary else "REPLICA",
            }
        )


def _refuse(code: str, message: str) -> Response:
    refused: Response = error_response_json(code, message, 400)
    return refused
