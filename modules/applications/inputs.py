"""The ``applications`` section: who uses the estate, from where, and for what."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from modules.applications.uses import Uses
from modules.estate import Estate
from modules.inputs import Inputs, Overrides, PairedInputs, RefusedError, Tags
from regions import Region

Platform = Literal["eks", "ecs", "ec2"]

ClusterName = Annotated[str, Field(pattern=r"^[0-9A-Za-z][A-Za-z0-9_-]{0,99}$", examples=["payments"])]
"""A cluster of Amazon EKS (EKS API Reference, CreateCluster)."""
OidcProviderArn = Annotated[
    str,
    Field(
        pattern=r"^arn:aws:iam::[0-9]{12}:oidc-provider/oidc\.eks\.[a-z0-9-]+\.amazonaws\.com/id/[A-Z0-9]{32}$",
        examples=[
            f"arn:aws:iam::123456789012:oidc-provider/oidc.eks.ap-northeast-1.amazonaws.com/id/{'0' * 32}"
        ],
    ),
]
"""The IAM OIDC provider of a cluster (EKS User Guide, "Create an IAM OIDC provider for your cluster")."""


class ServiceAccountInputs(Inputs):
    """The Kubernetes service account as which an application runs on EKS, the same in both Regions.

    It gets its role by EKS Pod Identity, for which the clusters are named, or by IAM roles for service
    accounts, for which their OIDC providers are (EKS User Guide, "Grant Kubernetes workloads access to AWS
    using Kubernetes Service Accounts").
    """

    namespace: Annotated[str, Field(pattern=r"^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$", examples=["ledger"])]
    name: Annotated[
        str,
        Field(
            pattern=r"^[a-z0-9]([a-z0-9-]*[a-z0-9])?(\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)*$",
            max_length=253,
            examples=["ledger-api"],
            description="A DNS subdomain name, as Kubernetes wants it",
        ),
    ]
    clusters: Annotated[
        Mapping[str, ClusterName], Field(description="The cluster by Region code, for EKS Pod Identity")
    ] = {}
    oidc_providers: Annotated[
        Mapping[str, OidcProviderArn],
        Field(description="The cluster's OIDC provider by Region code, for IAM roles for service accounts"),
    ] = {}

    @model_validator(mode="after")
    def _one_way(self) -> Self:
        if bool(self.clusters) == bool(self.oidc_providers):
            raise RefusedError(
                "both clusters and oidc_providers"
                if self.clusters
                else "neither clusters nor oidc_providers",
                "one of them says how the service account gets its role",
            )
        return self

    @property
    def by_region(self) -> Mapping[str, str]:
        """What tells the cluster, by Region code."""
        return self.clusters or self.oidc_providers


class ApplicationOverrides(Overrides):
    """What an application's role may have otherwise in one Region: tags. What it may do is equal."""

    tags: Tags = {}


class ApplicationInputs(PairedInputs):
    """An application: one role in each Region in which it runs, with just what it uses."""

    runs_on: Annotated[
        Platform, Field(description="eks: a service account; ecs: a task's role; ec2: an instance profile")
    ]
    runs_in: Annotated[
        tuple[str, ...] | None,
        Field(min_length=1, description="Codes of the Regions in which it runs; by default both"),
    ] = None
    service_account: Annotated[ServiceAccountInputs | None, Field(description="With runs_on: eks")] = None
    uses: Annotated[Uses, Field(description="read, write or read-write, by section and resource")] = Uses()
    regions: Mapping[str, ApplicationOverrides] = {}

    @model_validator(mode="after")
    def _account_on_eks(self) -> Self:
        if (self.runs_on == "eks") != (self.service_account is not None):
            raise RefusedError(
                "runs_on eks without service_account"
                if self.service_account is None
                else f"service_account with runs_on {self.runs_on}",
                "eks needs the service account that runs it, and nothing else has one",
            )
        return self

    def runs_in_region(self, region: Region) -> bool:
        """Whether it runs in ``region``."""
        return self.runs_in is None or region.code in self.runs_in


def regions_of(estate: Estate, inputs: ApplicationInputs) -> tuple[Region, ...]:
    """The Regions in which an application runs, in the pair's order."""
    return tuple(region for region in estate.pair if inputs.runs_in_region(region))


def applications_of(estate: Estate) -> Mapping[str, ApplicationInputs]:
    """The estate's applications by name."""
    found = estate.sections.get("applications", {})
    return {name: inputs for name, inputs in found.items() if isinstance(inputs, ApplicationInputs)}
