"""Reconciling, from looking at AWS to the last plan."""

from __future__ import annotations

from dataclasses import dataclass, replace
from difflib import unified_diff
from pathlib import Path

import click

from futago.aws import Clients
from futago.breaker import Breakers
from futago.cli.clients import clients_of
from futago.cli.embedded_aws import OUT, terraform_runner
from futago.cli.synthesis import synthesize
from futago.deploy.apply import Settlement, plan_stack
from futago.deploy.order import in_order
from futago.deploy.progress import shown_progress
from futago.deploy.stack_directory import StackDirectory, read_stacks
from futago.deploy.terraform_run import TerraformRunner
from futago.errors import DeployError, SpecEditError
from futago.operations.calls import READING_DARK
from futago.operations.finishing import finish, last_activated
from futago.operations.observe import observe, resources_of
from futago.operations.reconcile import Reconciled, reconcile
from futago.spec import load
from futago.spec.moving_home import move_homes
from futago.spec.source import read
from futago.whole_file import write_whole
from modules.estate import Estate
from regions import Region

_CDKTF_OUT = Path("cdktf.out")


@dataclass(frozen=True)
class Wish:
    """What was asked for on the command line.

    Attributes:
        spec: the spec file.
        environment: which of its environments.
        emulator: folder of the embedded AWS; None for AWS.
        journals: folder of the journals of promotions.
        plan: whether to plan the stacks.
        write: whether to move the homes in the spec.
        right: the Region whose side is right where the two part; None for the one activated last.
    """

    spec: Path
    environment: str | None
    emulator: Path | None
    journals: Path
    plan: bool
    write: bool
    right: Region | None


@dataclass(frozen=True)
class StackPlan:
    """What a plan of a stack came to.

    Attributes:
        stack: its name.
        settlement: what the plan found; None if there was none.
        why: why there is none; empty if there is one.
    """

    stack: str
    settlement: Settlement | None
    why: str = ""

    @property
    def is_empty(self) -> bool:
        """Whether there is a plan and it changes nothing."""
        return self.settlement is not None and self.settlement.is_empty


@dataclass(frozen=True)
class Done:
    """What reconciling came to.

    Attributes:
        reconciled: how the estate stands.
        diff: the change of the spec, as a unified diff; empty if it need not change.
        by_hand: why the spec can't be changed by futago; empty if it can.
        written: whether the change was written.
        plans: of every stack; empty if none was asked for.
        finished: the journals of promotions that are over now.
    """

    reconciled: Reconciled
    diff: str
    by_hand: str
    written: bool
    plans: tuple[StackPlan, ...]
    finished: tuple[Path, ...]

    @property
    def is_settled(self) -> bool:
        """Whether nothing is left to do, as far as was asked."""
        return self.reconciled.is_settled and not self.diff and all(plan.is_empty for plan in self.plans)


def run(estate: Estate, wish: Wish) -> Done:
    """Look, compare, and do what was asked for."""
    clients = clients_of(wish.emulator)
    found = _look(clients, estate, wish)
    diff, by_hand = _diff(wish, found)
    written = bool(diff) and wish.write
    if written:
        estate = load(wish.spec, wish.environment).estate
        found, diff = _look(clients, estate, wish), ""
    plans = _plans(estate, wish, found) if wish.plan else ()
    done = Done(found, diff, by_hand, written, plans, ())
    return replace(done, finished=_finish(estate, wish, done)) if plans else done


def _finish(estate: Estate, wish: Wish, done: Done) -> tuple[Path, ...]:
    """Close the journals of promotions that are over; what is dark can't keep one open."""
    reachable = {view.name for view in done.reconciled.stacks if view.reachable}
    plans = [plan for plan in done.plans if plan.stack in reachable]
    if done.diff or done.by_hand or not all(plan.is_empty for plan in plans):
        return ()
    return finish(wish.journals, estate, tuple(plan.stack for plan in plans))


def _look(clients: Clients, estate: Estate, wish: Wish) -> Reconciled:
    resources, breakers = resources_of(estate), Breakers()
    guarded = clients.mannered(lambda _code: READING_DARK, breakers)
    right = wish.right or last_activated(wish.journals, estate)
    return reconcile(estate, resources, observe(guarded, estate, resources, breakers), right)


def _diff(wish: Wish, found: Reconciled) -> tuple[str, str]:
    """The change of the spec, written if that was asked for; or why it can't be made."""
    if not found.homes:
        return "", ""
    before = read(wish.spec)
    try:
        after = move_homes(wish.spec, wish.environment, found.homes)
    except SpecEditError as error:
        return "", error.message
    if wish.write:
        write_whole(wish.spec, after)
    name = str(wish.spec)
    lines = unified_diff(before.splitlines(), after.splitlines(), name, name, lineterm="", n=1)
    return "\n".join(lines), ""


def _plans(estate: Estate, wish: Wish, found: Reconciled) -> tuple[StackPlan, ...]:
    """A plan of every stack whose Regions answer: what is dark could read as deleted."""
    out = wish.emulator / OUT.name if wish.emulator else _CDKTF_OUT
    synthesize(estate, out, wish.emulator)
    reachable = {view.name for view in found.stacks if view.reachable}
    runner = terraform_runner()
    return tuple(
        _plan(stack, runner)
        if stack.name in reachable
        else StackPlan(stack.name, None, "a Region that it needs does not answer")
        for stack in in_order(read_stacks(out))
    )


def _plan(stack: StackDirectory, runner: TerraformRunner) -> StackPlan:
    click.echo(f"Planning {stack.name} …", err=True)
    try:
        with shown_progress([stack.name]) as observer:
            settlement = plan_stack(stack, runner, observer)
    except DeployError as error:
        return StackPlan(stack.name, None, error.message)
    return StackPlan(stack.name, settlement)
