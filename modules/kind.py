"""What a kind of paired resource is to the engines, which know no kind by name."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cached_property
from importlib import import_module
from pkgutil import resolve_name
from typing import TYPE_CHECKING, Any, Protocol

from modules.estate import Estate
from regions import Region

if TYPE_CHECKING:  # what each kind brings is imported by whoever asks for it, and so is its form
    from modules.alarm import Alarming
    from modules.inputs import Inputs
    from modules.load import Load
    from modules.operation import Operator
    from modules.parity import Comparer
    from modules.proof import Prover
    from modules.readiness import Inspector
    from modules.reconciliation import Reconciler
    from modules.review import Rule


@dataclass(frozen=True)
class Finding:
    """One thing wrong with a resource that takes more than the resource itself to see.

    Attributes:
        path: keys below the resource (or setting), such as ``("regions", "ap-northeast-3")``.
        wrong: what is wrong, naming the value.
        allowed: what would be right.
        is_warning: whether it holds as it is, and has to be thought of.
    """

    path: tuple[str, ...]
    wrong: str
    allowed: str
    is_warning: bool = False


class Placement(Protocol):
    """A kind's ``construct`` module: what it puts into each stack.

    ``stack`` is a ``modules.terraform.stack.Stack``; naming it here would import cdktf.
    """

    def in_keys(self, stack: Any, estate: Estate, name: str, inputs: Any) -> None:
        """Put what belongs to the keys' stack, which has both Regions."""

    def in_region(self, stack: Any, estate: Estate, name: str, inputs: Any, region: Region) -> None:
        """Put what lives in one Region and needs that Region only. ``inputs`` are those of the Region."""

    def in_links(self, stack: Any, estate: Estate, name: str, inputs: Any) -> None:
        """Put what ties the two Regions together."""


@dataclass(frozen=True)
class Kind:
    """A kind of paired resource.

    All that it brings is named, and imported by whoever asks for it: a review needs no shape of a spec.

    Attributes:
        section: its section of the spec, such as ``databases``.
        noun: one of it, as in addresses and messages, such as ``database``.
        shape: the class of its part of the spec, as ``module:Class``: one resource, or the whole setting if
            ``single``.
        checker: the function that finds what only the whole estate shows, as ``module:function``.
        construct: the module that makes it, a ``Placement``; imported only when stacks are built.
        proof: the module that shows that it works as a pair, a ``modules.proof.Prover``; empty for a
            setting that has nothing to show.
        operate: the module with its part in a promotion, a ``modules.operation.Operator``; empty for a
            kind that has none.
        reconcile: the module that says where it stands after a promotion, a
            ``modules.reconciliation.Reconciler``; empty for a kind that no promotion moves.
        load: the module that writes as applications do, a ``modules.load.Load``; empty where no rehearsal
            can.
        parity: the module that sees it in both Regions beside its spec, a ``modules.parity.Comparer``; empty
            for a setting that is nothing in AWS.
        ready: the module that asks whether a promotion of it would succeed now, a
            ``modules.readiness.Inspector``; empty for a kind of which there is nothing to ask.
        alarms: the module that says its alarms, a ``modules.alarm.Alarming``; empty for a kind of which
            CloudWatch knows nothing.
        review: the module with the kind's ``RULES`` of the plan review; empty where it has none.
        single: true for a setting that is there once and not a mapping of named resources.
        names_are_worldwide: true if a name can be there only once in all of AWS, as a bucket's.
        names_ignore_case: true if names that differ in case only are one name to AWS, as those of roles are
            (IAM API Reference, CreateRole: "Names are not distinguished by case").
    """

    section: str
    noun: str
    shape: str
    checker: str
    construct: str
    proof: str = ""
    operate: str = ""
    reconcile: str = ""
    load: str = ""
    parity: str = ""
    ready: str = ""
    alarms: str = ""
    review: str = ""
    single: bool = False
    names_are_worldwide: bool = False
    names_ignore_case: bool = False

    @cached_property
    def inputs(self) -> type[Inputs]:
        """The shape of its part of the spec, imported now."""
        shape: type[Inputs] = resolve_name(self.shape)
        return shape

    @cached_property
    def check(self) -> Callable[[Estate, str, Any], Iterable[Finding]]:
        """Finds what only the whole estate shows; called once a resource with (estate, name, inputs)."""
        check: Callable[[Estate, str, Any], Iterable[Finding]] = resolve_name(self.checker)
        return check

    def placement(self) -> Placement:
        """The construct module, imported now (it imports cdktf)."""
        module: Any = import_module(self.construct)
        return module  # type: ignore[no-any-return] # a module that has the three functions

    def prover(self) -> Prover | None:
        """The proof module, or None where there is nothing to show."""
        module: Any = import_module(self.proof) if self.proof else None
        return module  # type: ignore[no-any-return] # a module that has the function

    def operator(self) -> Operator | None:
        """The kind's part in a promotion, or None where it has none."""
        module: Any = import_module(self.operate) if self.operate else None
        return module  # type: ignore[no-any-return] # a module that has the functions

    def reconciler(self) -> Reconciler | None:
        """The module that says where it stands after a promotion, or None."""
        module: Any = import_module(self.reconcile) if self.reconcile else None
        return module  # type: ignore[no-any-return] # a module that has the function

    def loader(self) -> Load | None:
        """The module that writes as applications do, or None where a rehearsal can't."""
        module: Any = import_module(self.load) if self.load else None
        return module  # type: ignore[no-any-return] # a module that has the functions

    def comparer(self) -> Comparer | None:
        """The module that sees it in both Regions beside its spec, or None."""
        module: Any = import_module(self.parity) if self.parity else None
        return module  # type: ignore[no-any-return] # a module that has the attributes

    def inspector(self) -> Inspector | None:
        """The module that asks whether a promotion of it would succeed now, or None."""
        module: Any = import_module(self.ready) if self.ready else None
        return module  # type: ignore[no-any-return] # a module that has the functions

    def alarming(self) -> Alarming | None:
        """The module that says its alarms, or None."""
        module: Any = import_module(self.alarms) if self.alarms else None
        return module  # type: ignore[no-any-return] # a module that has the functions

    def rules(self) -> tuple[Rule, ...]:
        """What a reviewer must know about plan changes of this kind, one rule each."""
        found: tuple[Rule, ...] = import_module(self.review).RULES if self.review else ()
        return found
