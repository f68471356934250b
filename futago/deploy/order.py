"""The order in which stacks are applied."""

from __future__ import annotations

from collections.abc import Iterable
from graphlib import CycleError, TopologicalSorter

from futago.deploy.stack_directory import StackDirectory
from futago.errors import DeployError


def in_order(stacks: Iterable[StackDirectory]) -> tuple[StackDirectory, ...]:
    """Sort stacks so that each comes after those it depends on; equals keep the order given.

    Args:
        stacks: the stacks, with every one that another depends on among them.

    Raises:
        DeployError: a dependency is not among the stacks, or they depend on each other in a circle.
    """
    by_name = {stack.name: stack for stack in stacks}
    for stack in by_name.values():
        for missing in sorted(stack.dependencies - by_name.keys()):
            raise DeployError(
                f"stack {stack.name} depends on {missing}, which is not among {', '.join(by_name)}",
            )
    sorter = TopologicalSorter({stack.name: sorted(stack.dependencies) for stack in by_name.values()})
    try:
        sorter.prepare()
    except CycleError as error:
        circle = " -> ".join(error.args[1])
        raise DeployError(f"stacks depend on each other in a circle: {circle}") from None
    ordered: list[StackDirectory] = []
    while sorter.is_active():
        ready = set(sorter.get_ready())
        ordered += (stack for stack in by_name.values() if stack.name in ready)
        sorter.done(*ready)
    return tuple(ordered)
