"""From a validated estate to stacks on disk, for AWS or for the embedded AWS."""

from __future__ import annotations

import os
from pathlib import Path

from modules.estate import Estate


def synthesize(estate: Estate, out: Path, emulator: Path | None) -> tuple[str, ...]:
    """Write the estate's stacks.

    Args:
        estate: what to build.
        out: the folder to write to.
        emulator: the folder of the embedded AWS to build for; None for AWS.

    Returns:
        The stacks' names in the order in which they are to be applied.

    Raises:
        ToolchainError: there is no fit Node.
        EmulatorError: no embedded AWS runs there.
        SynthesisError: a construct does not fit the provider.
    """
    from futago.toolchain.node import find_node  # noqa: PLC0415 # asks Node for its version

    os.environ.update(find_node().environment())
    from stacks.build import build  # noqa: PLC0415 # importing cdktf costs most of a second
    from stacks.target import AWS, Target  # noqa: PLC0415 # likewise

    if emulator is None:
        return build(estate, out, AWS)
    from futago.emulator.endpoints import Endpoints  # noqa: PLC0415 # only where there is an emulator
    from futago.emulator.provider import provider_arguments  # noqa: PLC0415 # likewise

    endpoints = Endpoints.read(emulator / "emulator.json")
    arguments = {region.code: provider_arguments(endpoints, region.code) for region in estate.pair}
    return build(estate, out, Target(arguments, state_directory=(emulator / "state").absolute()))
