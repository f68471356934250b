"""A promotion makes nothing: it moves what is there, by AWS's own APIs."""

from __future__ import annotations

from modules.estate import Estate
from modules.promotion.inputs import PromotionInputs
from modules.terraform.stack import Stack
from regions import Region


def in_keys(stack: Stack, estate: Estate, name: str, inputs: PromotionInputs) -> None:
    """Nothing."""


def in_region(stack: Stack, estate: Estate, name: str, inputs: PromotionInputs, region: Region) -> None:
    """Nothing."""


def in_links(stack: Stack, estate: Estate, name: str, inputs: PromotionInputs) -> None:
    """Nothing."""
