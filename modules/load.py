"""What a rehearsal needs of the kinds: writing as applications do, and seeing afterwards what is there."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any, Protocol

from modules.estate import Estate
from modules.proof import Clients
from regions import Region


class Load(Protocol):
    """A kind's ``load`` module."""

    def may_write(self, clients: Clients, estate: Estate, name: str, inputs: Any, region: Region) -> bool:
        """Whether the applications of ``region`` may write now, as the Region itself says it."""

    def write(  # noqa: PLR0917 # what each has to know
        self, clients: Clients, estate: Estate, name: str, inputs: Any, region: Region, mark: str
    ) -> None:
        """Write once, in ``region``; when it returns, the write is acknowledged.

        Args:
            clients: SDK clients.
            estate: the estate.
            name: the resource's name in the spec.
            inputs: its inputs.
            region: where.
            mark: tells this write from all others; letters, digits and hyphens.
        """

    def missing(  # noqa: PLR0917 # likewise
        self,
        clients: Clients,
        estate: Estate,
        name: str,
        inputs: Any,
        region: Region,
        marks: Collection[str],
    ) -> frozenset[str]:
        """Which of these writes are not there in ``region``."""
