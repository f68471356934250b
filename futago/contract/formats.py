"""An environment as text for what reads it; a value stays a value, whatever is in it.

What has no value is left out.
"""

from __future__ import annotations

import json
import re
import shlex
from typing import Any

from futago.contract.environment import Environment
from futago.errors import ContractError

_PLAIN = re.compile(r"[A-Za-z0-9_@%+=:,./?*-]*")
"""What every reader of dotenv files, Docker's included, takes as it stands."""
_READ_DIFFERENTLY = re.compile(r"['\\$`]|[^\x20-\x7e]")
"""What some readers of dotenv files expand, end a value with, or unescape, even between single quotes."""


def dotenv(environment: Environment) -> str:
    """``NAME=value`` a line; quoted only where it has to be, for ``docker run --env-file`` knows no quotes.

    There is no standard of dotenv files: what readers understand differently is refused.

    Raises:
        ContractError: a value can't be said.
    """
    return "".join(f"{name}={_dotenv_value(name, value)}\n" for name, value in environment.known.items())


def _dotenv_value(name: str, value: str) -> str:
    if _PLAIN.fullmatch(value):
        return value
    if _READ_DIFFERENTLY.search(value):
        raise ContractError(
            f"{name} is {value!r}, which readers of dotenv files take differently; allowed are printable "
            "ASCII characters without ' \\ $ and `, and anything with --format json or shell"
        )
    return f"'{value}'"


def shell(environment: Environment) -> str:
    """``export NAME=value`` a line, quoted for POSIX shells, to be evaluated."""
    return "".join(f"export {name}={shlex.quote(value)}\n" for name, value in environment.known.items())


def as_json(environment: Environment) -> str:
    """An object of values by name."""
    return _json(environment.known)


def ssm(environment: Environment) -> str:
    """The parameters of the Region, as Systems Manager shows them: Name, Type and Value."""
    return _json(
        [
            {"Name": environment.parameter(name), "Type": "String", "Value": value}
            for name, value in environment.known.items()
        ]
    )


def ecs(environment: Environment) -> str:
    """``environment`` and ``secrets`` of a container definition.

    What only AWS knows is taken from its parameter when a task starts; that is called a secret, whatever it
    is (ECS Developer Guide, "Pass Systems Manager parameters through Amazon ECS environment variables").
    """
    names, code = environment.estate.names, environment.region.code
    return _json(
        {
            "environment": [{"name": name, "value": value} for name, value in environment.known.items()],
            "secrets": [
                {"name": name, "valueFrom": names.parameter_arn(environment.parameter(name), code)}
                for name in environment.unknown
            ],
        }
    )


def _json(value: Any) -> str:
    return json.dumps(value, indent=2, ensure_ascii=False) + "\n"
