"""The role of an application in a Region."""

from __future__ import annotations

from modules.applications.entitlements import document, entitlements
from modules.applications.inputs import ApplicationInputs
from modules.applications.trust import trust_of
from modules.entitlement import Surroundings
from modules.role import Role


def role_of(around: Surroundings, name: str, inputs: ApplicationInputs) -> Role:
    """The role of the application ``name``, whose path is what the gates know it by (``modules/grant.py``).

    Args:
        around: where it is, and what only AWS knows of what it uses.
        name: the application.
        inputs: its inputs of that Region.
    """
    estate, region = around.estate, around.region
    return Role(
        estate.names.application_role(estate.names.label(name, inputs.name), region.short_code),
        trusts=trust_of(estate, inputs, region),
        policies={"uses": document(entitlements(around, name, inputs))["Statement"]},
        path=estate.names.application_path(region.short_code),
        instance_profile=inputs.runs_on == "ec2",
    )
