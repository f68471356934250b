"""What only AWS knows of an application's environment, asked of its Region."""

from __future__ import annotations

from dataclasses import replace

from futago.aws import calling
from futago.contract.environment import Environment
from futago.errors import ContractError
from modules.proof import Clients

_AT_ONCE = 10
"""Parameters that one call may ask for (Systems Manager API Reference, GetParameters)."""


def observe(environment: Environment, clients: Clients) -> Environment:
    """The environment with every value: the rest is read from the parameters that the Region's stack made.

    Args:
        environment: as the spec tells it.
        clients: SDK clients; used is ssm's GetParameters in the environment's Region.

    Raises:
        AwsError: AWS refused or did not answer.
        ContractError: AWS lacks a parameter.
    """
    wanted = {environment.parameter(name): name for name in environment.unknown}
    values: dict[str, str] = {}
    region = environment.region
    with calling(f"reading the environment of {environment.application} in {region.code}"):
        for first in range(0, len(wanted), _AT_ONCE):
            names = list(wanted)[first : first + _AT_ONCE]
            answer = clients.client("ssm", region).get_parameters(Names=names)
            values |= {wanted[each["Name"]]: each["Value"] for each in answer["Parameters"]}
    missing = [parameter for parameter, name in wanted.items() if name not in values]
    if missing:
        stack = environment.estate.names.stack(region.short_code)
        raise ContractError(
            f"{environment.application} in {region.code}: AWS has no parameter {', '.join(missing)}; apply "
            f"the stack {stack}, which makes it, or leave out what only AWS knows with --offline",
            exit_code=1,
            next_command="futago synth",
        )
    filled = (
        each if each.value is not None else replace(each, value=values[each.name])
        for each in environment.variables
    )
    return replace(environment, variables=tuple(filled))
