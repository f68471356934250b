"""Runs the kinds' proofs over an estate."""

from __future__ import annotations

from collections.abc import Iterator

from modules.catalog import KINDS
from modules.estate import Estate
from modules.proof import Clients, Evidence


def prove(clients: Clients, estate: Estate) -> Iterator[Evidence]:
    """Show for every resource of the estate that it works as a pair.

    The proofs write (and remove) items and objects and compare secret values in memory: they are for
    the embedded AWS, where everything is made up, and not for an estate that somebody uses.

    Args:
        clients: SDK clients of the embedded AWS.
        estate: what was deployed.

    Returns:
        The evidence, as it comes in.
    """
    for kind in KINDS:
        prover = kind.prover()
        if prover is None:
            continue
        for name, inputs in estate.sections.get(kind.section, {}).items():
            yield from prover.prove(clients, estate, name, inputs)
