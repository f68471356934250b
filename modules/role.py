"""A role as a module makes it in a Region, and as parity looks for it there: said once for both."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from modules.terraform.policy import Statement


@dataclass(frozen=True)
class Role:
    """A role of IAM.

    Attributes:
        name: its name.
        trusts: the statements of its trust policy.
        policies: the statements of its inline policies, by their names.
        attached: the ARNs of the managed policies that it has.
        path: its path.
        instance_profile: whether an instance profile of the same name and path hands it to instances.
    """

    name: str
    trusts: Sequence[Statement]
    policies: Mapping[str, Sequence[Statement]] = field(default_factory=dict)
    attached: tuple[str, ...] = ()
    path: str = "/"
    instance_profile: bool = False
