"""Doing something with each of many stacks, independent ones side by side."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from graphlib import TopologicalSorter
from typing import Final, TypeVar

from futago.deploy.stack_directory import StackDirectory
from futago.deploy.terraform_run import StoppedError
from futago.errors import DeployError

Result = TypeVar("Result")

_LOOKS_UP_SECONDS: Final = 0.5
"""How often the waiting thread runs Python, and with it signal handlers: a signal wakes it only if the system
hands it to this thread, and not in the moment before it begins to wait (Python docs, signal, "Execution of
Python signal handlers")."""


def side_by_side(
    stacks: Sequence[StackDirectory],
    task: Callable[[StackDirectory], Result],
    *,
    after: Mapping[str, frozenset[str]],
    jobs: int,
) -> tuple[Result, ...]:
    """Do ``task`` with each stack, each after those it has to wait for.

    When one fails, no more are begun, but those that run may finish: there is no need to cut them short.

    Args:
        stacks: the stacks.
        task: what to do with one; called in a thread of its own.
        after: for each stack's name, the names of those it has to wait for.
        jobs: how many at a time.

    Returns:
        The results, in the order of ``stacks``.

    Raises:
        DeployError: a task failed; if several did, one error tells of all.
    """
    by_name = {stack.name: stack for stack in stacks}
    sorter = TopologicalSorter({name: sorted(after.get(name, ())) for name in by_name})
    sorter.prepare()
    results: dict[str, Result] = {}
    errors: list[BaseException] = []
    running: dict[Future[Result], str] = {}
    with ThreadPoolExecutor(max_workers=jobs, thread_name_prefix="stack") as pool:
        while True:
            if not errors:
                running.update({pool.submit(task, by_name[name]): name for name in sorter.get_ready()})
            if not running:
                break
            for future in wait(running, _LOOKS_UP_SECONDS, FIRST_COMPLETED).done:
                name = running.pop(future)
                if future.cancelled():
                    continue
                error = future.exception()
                if error is not None:
                    errors.append(error)
                    for waiting in running:
                        waiting.cancel()
                else:
                    results[name] = future.result()
                    sorter.done(name)
    if errors:
        raise _together(errors)
    return tuple(results[stack.name] for stack in stacks)


def _together(errors: Sequence[BaseException]) -> BaseException:
    """One error for all; what nobody raised on purpose goes first, as it is."""
    for error in errors:
        if not isinstance(error, DeployError):
            return error
    if len(errors) == 1:
        return errors[0]
    kind = StoppedError if any(isinstance(error, StoppedError) for error in errors) else DeployError
    next_commands = [error.next_command for error in errors if isinstance(error, DeployError)]
    return kind("\n".join(map(str, errors)), next_command=next(filter(None, next_commands), None))
