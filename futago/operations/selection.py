"""What of an estate is promoted: all of it, only some, or all but some."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from futago.errors import SelectionError
from futago.operations.observe import Resource
from modules.operation import Step


@dataclass(frozen=True)
class Selection:
    """What the operator asked for by ``--only`` and ``--skip``.

    A word is a kind's noun (``database``), a resource (``database/ledger``, or ``ledger`` alone), or a
    step's id; it takes whatever lies below it.

    Attributes:
        only: with any, everything else is left out.
        skip: these are left out.
    """

    only: tuple[str, ...] = ()
    skip: tuple[str, ...] = ()

    def takes(self, step: Step) -> bool:
        """Whether a step is to be done."""
        wanted = not self.only or any(_matches(word, step) for word in self.only)
        return wanted and not any(_matches(word, step) for word in self.skip)

    def takes_resource(self, noun: str, name: str) -> bool:
        """Whether anything of a resource is to be done."""
        places = {noun, name, f"{noun}/{name}"}
        wanted = not self.only or any(
            word in places or word.startswith(f"{noun}/{name}/") for word in self.only
        )
        return wanted and not places & set(self.skip)

    def check(self, resources: Sequence[Resource], steps: Sequence[Step]) -> None:
        """Refuse words that mean nothing here.

        Raises:
            SelectionError: with what is allowed.
        """
        known = {each for resource in resources for each in (resource.noun, resource.name)}
        known |= {f"{resource.noun}/{resource.name}" for resource in resources}
        known |= {step.id for step in steps}
        for option, words in (("--only", self.only), ("--skip", self.skip)):
            for word in words:
                if word not in known:
                    nouns = sorted({resource.noun for resource in resources})
                    raise SelectionError(
                        f"{option} {word}: there is no such thing in this promotion; allowed are "
                        f"{', '.join(nouns)}, a resource's name, such as {resources[0].noun}/"
                        f"{resources[0].name}, and a step's id"
                        if resources
                        else f"{option} {word}: nothing of this estate takes part in a promotion",
                        next_command="futago promote … --dry-run   # shows every step's id",
                    )


ALL = Selection()


def _matches(word: str, step: Step) -> bool:
    return word in {step.noun, step.name, f"{step.noun}/{step.name}", step.id}
