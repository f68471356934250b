"""SDK clients for a command: of AWS, or of the embedded AWS."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from futago.aws import Clients


def clients_of(emulator: Path | None) -> Clients:
    """The clients of the embedded AWS in the folder ``emulator``, or of AWS where that is None.

    Raises:
        EmulatorError: no embedded AWS runs there.
    """
    from futago.aws import Clients  # noqa: PLC0415 # importing boto3 costs a third of a second

    if emulator is None:
        return Clients()
    from futago.emulator.endpoints import Endpoints  # noqa: PLC0415 # only where there is an emulator
    from futago.emulator.provider import client_endpoint  # noqa: PLC0415 # likewise

    endpoints = Endpoints.read(emulator / "emulator.json")
    return Clients(partial(client_endpoint, endpoints), endpoints.account_id)
