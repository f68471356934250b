"""Puts each member of a global database into its own Region's stack."""

from __future__ import annotations

from modules.aurora.inputs import DatabaseInputs
from modules.aurora.member import Member
from modules.estate import Estate
from modules.terraform.stack import Stack
from regions import Region


def in_keys(stack: Stack, estate: Estate, name: str, inputs: DatabaseInputs) -> None:
    """Nothing: databases use keys and make none."""


def in_region(stack: Stack, estate: Estate, name: str, inputs: DatabaseInputs, region: Region) -> None:
    """The Region's member; in the pair's first Region the global cluster and the master password too.

    First is where a thing is made first, not who writes: a promotion changes nothing here.
    """
    member = Member(stack, estate, name, inputs.in_region(region), region)
    if region == estate.pair.first:
        member.make_first()
    else:
        member.make_second()


def in_links(stack: Stack, estate: Estate, name: str, inputs: DatabaseInputs) -> None:
    """Nothing: RDS replicates by itself."""
