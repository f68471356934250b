"""How an addition gets between MiniStack's dispatcher and one of its functions."""

from __future__ import annotations

import functools
import json
from collections.abc import Callable
from types import ModuleType
from typing import Any, TypeAlias

Response: TypeAlias = tuple[int, dict[str, str], bytes]
"""What MiniStack's functions return: HTTP status, headers, body."""

OK = 200
_TABLES = ("_ACTION_MAP", "_IAM_HANDLERS", "_HANDLERS")

Wrapper: TypeAlias = Callable[..., Any]
Handler: TypeAlias = Callable[[dict[str, Any]], Response]


def around(module: ModuleType, function: str) -> Callable[[Wrapper], Wrapper]:
    """Replace a function of a MiniStack module by the decorated one, which is handed the original first.

    MiniStack looks most functions up by name at every request, and those of some services in a table of
    actions: both are changed.

    Args:
        module: the MiniStack service module.
        function: the function's name in it.

    Raises:
        AttributeError: this version of MiniStack has no such function.
    """
    original = getattr(module, function)

    def replace(wrapper: Wrapper) -> Wrapper:
        replacement = functools.partial(wrapper, original)
        setattr(module, function, replacement)
        for table in _TABLES:
            actions = getattr(module, table, {})
            actions.update(
                {action: replacement for action, handler in actions.items() if handler is original}
            )
        return wrapper

    return replace


def json_operation(module: ModuleType, operation: str) -> Callable[[Handler], Handler]:
    """Add the decorated function as an operation of a MiniStack service that speaks JSON.

    Args:
        module: the MiniStack service module.
        operation: the operation's name in the API, the part of ``X-Amz-Target`` after the dot.
    """

    def add(handle: Handler) -> Handler:
        @around(module, "handle_request")
        async def dispatch(others: Wrapper, method: str, path: str, *request: Any) -> Any:
            headers, body, _query = request
            if headers.get("x-amz-target", "").rpartition(".")[2] == operation:
                return handle(json.loads(body or b"{}"))
            return await others(method, path, *request)

        return handle

    return add


def merged(response: Response, changes: dict[str, Any]) -> Response:
    """Return a JSON response with members of its object added or replaced."""
    status, headers, body = response
    return status, headers, json.dumps({**json.loads(body), **changes}).encode()
