"""Resource Groups Tagging ``GetResources`` answers page by page.

MiniStack answers everything at once, so that who reads the first page only seems to have read it all.

AWS: Resource Groups Tagging API Reference, GetResources (ResourcesPerPage, at most 100; PaginationToken,
empty on the last page).
"""

from __future__ import annotations

import json
from typing import Any

from ministack.services import tagging

from futago.emulator.additions.around import OK, Response, Wrapper, around, merged

_MOST_A_PAGE = 100


@around(tagging, "_get_resources")
def get_resources(everything: Wrapper, request: dict[str, Any]) -> Response:
    """The page that the token names, which is a position."""
    response: Response = everything(request)
    if response[0] != OK:
        return response
    found = json.loads(response[2])["ResourceTagMappingList"]
    start = int(request.get("PaginationToken") or 0)
    end = start + int(request.get("ResourcesPerPage") or _MOST_A_PAGE)
    token = str(end) if end < len(found) else ""
    return merged(response, {"ResourceTagMappingList": found[start:end], "PaginationToken": token})
