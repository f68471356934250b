"""Which DB instance classes a member of a global database may have."""

from __future__ import annotations

import re

from modules.inputs import RefusedError
from regions import Region

_CLASS = re.compile(
    r"db\.(?P<family>(?P<letters>[a-z]+)(?P<generation>[0-9]+)(?P<rest>[a-z]*))\.(?P<size>[0-9a-z]+)"
)
_SIZE = re.compile(r"([0-9]{0,2}x)?large")
_FIRST_R_GENERATION = 5
_ALTERNATIVES = ("r5", "r6g", "r6i", "r7g", "r7i", "r8g", "x2g")
"""Memory-optimized families of Aurora, the ARM ones before the others of a generation (Aurora User Guide,
"Supported DB engines for DB instance classes")."""


def checked(value: str) -> str:
    """``value``, or RefusedError: only memory-optimized classes from db.r5 on may join a global database.

    Aurora User Guide, "Getting started with Amazon Aurora global databases", Configuration requirements.
    """
    match = _CLASS.fullmatch(value)
    allowed = "allowed are memory-optimized classes from db.r5 on, ARM first: db.r7g.large, db.r8g.2xlarge"
    if match is None or not _SIZE.fullmatch(match["size"]):
        raise RefusedError(f"'{value}' is no DB instance class", allowed)
    memory_optimized = match["letters"] in {"r", "x"}
    if not memory_optimized or (match["letters"] == "r" and int(match["generation"]) < _FIRST_R_GENERATION):
        raise RefusedError(f"{value} can't be in an Aurora global database", allowed)
    return value


def family_of(instance_class: str) -> str:
    """``r7g`` of ``db.r7g.large``."""
    return instance_class.split(".")[1]


def alternative(instance_class: str, regions: tuple[Region, ...]) -> str:
    """The class nearest to one that a Region lacks, of a family that none of ``regions`` lacks."""
    match = _CLASS.fullmatch(instance_class)
    generation = int(match["generation"]) if match else _FIRST_R_GENERATION
    letter = match["letters"] if match else "r"

    def distance(family: str) -> tuple[bool, int]:
        return family[0] != letter, abs(int(family[1]) - generation)

    there = [
        each
        for each in _ALTERNATIVES
        if not any(each in region.missing_instance_families for region in regions)
    ]
    return f"db.{min(there, key=distance)}.{instance_class.rsplit('.', 1)[-1]}"
