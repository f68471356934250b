"""The ``network`` setting: where each Region's databases live."""

from __future__ import annotations

from collections.abc import Iterable
from ipaddress import IPv4Network
from typing import Annotated, Self

from pydantic import AfterValidator, BeforeValidator, Field, create_model, model_validator

from modules.estate import Estate
from modules.inputs import Inputs, RefusedError
from modules.kind import Finding
from regions import PAIRS, Region

OWN_PREFIXES = range(16, 25)
"""Prefix lengths of a network that futago makes: at most what a VPC may have, /16; at least so much that
each of its subnets holds 59 addresses (Amazon VPC User Guide, "VPC CIDR blocks")."""
GIVEN_PREFIXES = range(16, 29)
"""Prefix lengths that a VPC may have."""
_PRIVATE = tuple(map(IPv4Network, ("10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "100.64.0.0/10")))
"""RFC 1918, and RFC 6598, which AWS recommends beside it."""


def _cidr(value: object) -> object:
    """The text of a CIDR block, refused with bits set behind the prefix."""
    if not isinstance(value, str):
        return value
    try:
        IPv4Network(value)
    except ValueError as error:
        raise RefusedError(
            f"'{value}' is no IPv4 CIDR block ({error})", "allowed is such as 10.0.0.0/16"
        ) from None
    return value


Cidr = Annotated[IPv4Network, BeforeValidator(_cidr)]
"""An IPv4 CIDR block."""


def _several(value: tuple[str, ...]) -> tuple[str, ...]:
    if len(set(value)) < 2:  # noqa: PLR2004 # the rule's own number
        raise RefusedError(
            f"{len(set(value))} subnet can't hold an Aurora cluster",
            "allowed are at least two subnets, in two Availability Zones or more",
        )
    return value


class NetworkInRegion(Inputs):
    """One Region's network: made by futago, or given by ids.

    A DB subnet group takes subnets in at least two Availability Zones (Aurora User Guide, "Working with
    a DB cluster in a VPC"); which zones given subnets lie in, only AWS knows.
    """

    cidr: Annotated[
        Cidr | None,
        Field(description="CIDR block of the VPC; by default the Region's own, see regions/"),
    ] = None
    vpc_id: Annotated[
        str | None,
        Field(
            pattern=r"^vpc-[0-9a-f]+$", examples=["vpc-0a1b2c3d"], description="A VPC that is there already"
        ),
    ] = None
    subnet_ids: Annotated[
        tuple[Annotated[str, Field(pattern=r"^subnet-[0-9a-f]+$", examples=["subnet-0a1b2c3d"])], ...] | None,
        AfterValidator(lambda value: value if value is None else _several(value)),
        Field(description="Private subnets of that VPC, in at least two Availability Zones"),
    ] = None

    @model_validator(mode="after")
    def _whole(self) -> Self:
        if (self.vpc_id is None) != (self.subnet_ids is None):
            raise RefusedError(
                f"{'vpc_id' if self.subnet_ids is None else 'subnet_ids'} without the other",
                "allowed are vpc_id, subnet_ids and cidr together, or cidr alone for one made by futago",
            )
        if self.vpc_id is not None and self.cidr is None:
            raise RefusedError(
                f"{self.vpc_id} without its cidr",
                "give the VPC's CIDR block: both Regions' databases admit it",
            )
        return self

    @property
    def is_given(self) -> bool:
        """Whether the network is there already."""
        return self.vpc_id is not None


class NetworkInputs(Inputs):
    """The network of each Region; one that is left out is made by futago."""

    def of(self, region: Region) -> NetworkInRegion:
        """What the spec says of the network in ``region``."""
        network: NetworkInRegion = getattr(self, region.short_code)
        return network

    def cidr(self, region: Region) -> IPv4Network:
        """The addresses of the network in ``region``."""
        return self.of(region).cidr or region.default_cidr


NetworkByRegion: type[NetworkInputs] = create_model(  # type: ignore[call-overload] # the names of the fields come from regions/
    "NetworkByRegion",
    __base__=NetworkInputs,
    __doc__=NetworkInputs.__doc__,
    **{
        region.short_code: (NetworkInRegion, Field(default=NetworkInRegion(), alias=region.code))
        for pair in PAIRS
        for region in pair
    },
)
"""``NetworkInputs`` with a field for each Region, named by the Region's code in a spec."""


def network_of(estate: Estate) -> NetworkInputs:
    """The estate's ``network`` setting."""
    return estate.setting("network", NetworkInputs)


def check(estate: Estate, name: str, inputs: NetworkInputs) -> Iterable[Finding]:  # noqa: ARG001 # a kind's signature
    """What it takes the pair to see: sizes, and that the two networks share no address."""
    for region in estate.pair:
        yield from _check_size(inputs, region)
    first, second = (inputs.cidr(region) for region in estate.pair)
    if first.overlaps(second):
        said = next((each for each in (estate.pair.second, estate.pair.first) if inputs.of(each).cidr), None)
        path = (said.code, "cidr") if said else ()
        yield Finding(
            path,
            f"the networks of {estate.pair.first} ({first}) and {estate.pair.second} ({second}) overlap",
            "allowed are two that share no address: inter-Region VPC peering and routing refuse overlap",
        )


def _check_size(inputs: NetworkInputs, region: Region) -> Iterable[Finding]:
    network, cidr = inputs.of(region), inputs.cidr(region)
    allowed = GIVEN_PREFIXES if network.is_given else OWN_PREFIXES
    if cidr.prefixlen not in allowed:
        yield Finding(
            (region.code, "cidr"),
            f"{cidr} is a /{cidr.prefixlen}",
            f"allowed are /{allowed[0]} to /{allowed[-1]}",
        )
    elif not network.is_given and not any(map(cidr.subnet_of, _PRIVATE)):
        yield Finding(
            (region.code, "cidr"),
            f"{cidr} holds public addresses",
            f"allowed are blocks of {', '.join(map(str, _PRIVATE))}",
        )
