"""Makes an application's role and its environment in each Region in which it runs."""

from __future__ import annotations

from modules.applications.inputs import ApplicationInputs
from modules.applications.role import role_of
from modules.applications.variables import variables
from modules.aurora.lookup import cluster_endpoint, cluster_resource_id
from modules.entitlement import Surroundings
from modules.estate import Estate
from modules.kms.alias import key_arn
from modules.terraform.aws import (
    EksPodIdentityAssociation,
    IamInstanceProfile,
    IamRole,
    IamRolePolicy,
    SsmParameter,
)
from modules.terraform.policy import policy
from modules.terraform.reference import Reference
from modules.terraform.stack import Part, Stack
from modules.variable import Endpoint, Whereabouts
from regions import Region


class ApplicationInRegion(Part):
    """An application's role, what hands it to what it runs on, and what the application is to know.

    The role's path is what the gates know it by (``modules/grant.py``).
    """

    def __init__(
        self, stack: Stack, estate: Estate, name: str, inputs: ApplicationInputs, region: Region
    ) -> None:
        super().__init__(stack, "application", name, region)
        here = inputs.in_region(region)
        its = role_of(_surroundings(estate, region), name, here)
        role = IamRole(
            self,
            name=its.name,
            path=its.path,
            description=f"Application {name} in {region.city}",
            assume_role_policy=policy(its.trusts),
            tags=here.tags or None,
        )
        for called, statements in its.policies.items():
            IamRolePolicy(self, name=called, role=role.id, policy=policy(statements))
        if its.instance_profile:
            IamInstanceProfile(self, name=its.name, path=its.path, role=role.name, tags=here.tags or None)
        account = here.service_account
        if account is not None and account.clusters:
            EksPodIdentityAssociation(
                self,
                cluster_name=account.clusters[region.code],
                namespace=account.namespace,
                service_account=account.name,
                role_arn=role.arn,
                tags=here.tags or None,
            )
        self._environment(estate, name, here)

    def _environment(self, estate: Estate, name: str, inputs: ApplicationInputs) -> None:
        """A parameter for each variable, in plain text, for none is a secret."""

        def endpoint(database: str, which: Endpoint) -> Reference:
            return cluster_endpoint(database, self.region, which)

        for each in variables(Whereabouts(estate, self.region, endpoint), name, inputs):
            SsmParameter(
                self,
                each.name.lower(),
                name=estate.names.parameter(name, each.name),
                description=f"{each.holds[0].upper()}{each.holds[1:]}",
                type="String",
                tier="Standard",
                insecure_value=each.value,
                tags=inputs.tags or None,
            )


def _surroundings(estate: Estate, region: Region) -> Surroundings:
    def connection_arn(database: str, user: str) -> Reference:
        return Reference(
            estate.names.connection_arn(region.code, cluster_resource_id(database, region), user)
        )

    return Surroundings(estate, region, lambda key: key_arn(estate, key, region), connection_arn)


def in_keys(stack: Stack, estate: Estate, name: str, inputs: ApplicationInputs) -> None:
    """Nothing."""


def in_region(stack: Stack, estate: Estate, name: str, inputs: ApplicationInputs, region: Region) -> None:
    """The role and the environment of the Region, if the application runs there."""
    if inputs.runs_in_region(region):
        ApplicationInRegion(stack, estate, name, inputs, region)


def in_links(stack: Stack, estate: Estate, name: str, inputs: ApplicationInputs) -> None:
    """Nothing: a role needs its own Region's resources only."""
