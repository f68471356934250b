"""The only place where the spec meets constructs: which stack holds what."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

from cdktf import App

from modules.catalog import KINDS
from modules.estate import Estate
from modules.inputs import Inputs
from modules.kind import Kind
from modules.terraform.stack import Stack
from regions import Region
from stacks.backends import add_backend
from stacks.providers import add_providers, names_of
from stacks.staging import staged
from stacks.target import AWS, Target


def build(estate: Estate, out: Path, target: Target = AWS) -> tuple[str, ...]:
    """Write every stack of the estate as ``out/stacks/<stack>/cdk.tf.json``.

    Args:
        estate: what to build.
        out: the folder to write to; cdktf writes ``manifest.json`` beside ``stacks``.
        target: AWS, or the emulator.

    Returns:
        The stacks' names, in the order in which they are to be applied.

    Raises:
        SynthesisError: a construct gave an argument that the provider does not know, or ``out`` can't be
            written to.
    """
    with staged(out) as stage:
        return _synthesize(estate, stage, target)


def _synthesize(estate: Estate, out: Path, target: Target) -> tuple[str, ...]:
    app = App(outdir=str(out), skip_validation=True)
    stacks = [
        _keys(app, estate, target),
        *(_region(app, estate, region, target) for region in estate.pair),
        _links(app, estate, target),
    ]
    for earlier, later in pairwise(stacks):
        later.add_dependency(earlier)
    for stack in stacks:
        stack.hand_over()
    app.synth()
    return tuple(stack.stack_name for stack in stacks)


def _stack(app: App, estate: Estate, part: str, regions: tuple[Region, ...], target: Target) -> Stack:
    stack = Stack(app, estate.names.stack(part), names_of(regions))
    add_providers(stack, estate, regions, target)
    # What needs both Regions keeps its state in the second: it must be at hand when the first is dark.
    add_backend(stack, estate, regions[-1], target)
    return stack


def _keys(app: App, estate: Estate, target: Target) -> Stack:
    stack = _stack(app, estate, "keys", tuple(estate.pair), target)
    for kind, name, inputs in _resources(estate):
        kind.placement().in_keys(stack, estate, name, inputs)
    return stack


def _region(app: App, estate: Estate, region: Region, target: Target) -> Stack:
    stack = _stack(app, estate, region.short_code, (region,), target)
    for kind, name, inputs in _resources(estate):
        kind.placement().in_region(stack, estate, name, inputs, region)
    return stack


def _links(app: App, estate: Estate, target: Target) -> Stack:
    stack = _stack(app, estate, "links", tuple(estate.pair), target)
    for kind, name, inputs in _resources(estate):
        kind.placement().in_links(stack, estate, name, inputs)
    return stack


def _resources(estate: Estate) -> Iterator[tuple[Kind, str, Inputs]]:
    for kind in KINDS:
        if kind.single:
            yield kind, kind.section, estate.settings[kind.section]
        else:
            for name, inputs in estate.sections.get(kind.section, {}).items():
                yield kind, name, inputs
