"""The estate as everything below and beside the spec sees it: validated, every value resolved."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, TypeVar

from futago.names import Names
from regions import Pair, Region

if TYPE_CHECKING:
    from modules.inputs import Inputs, PairedInputs  # needs pydantic, which an estate by itself does not

_Shape = TypeVar("_Shape")


@dataclass(frozen=True)
class Estate:
    """One estate in one environment.

    Attributes:
        name: the estate's name.
        environment: the environment's name; empty where the spec has none.
        account: the AWS account, twelve digits.
        pair: the two Regions.
        home: where the spec puts the writer of what says nothing else.
        tags: tags of every resource.
        sections: the resources by section of the spec (``keys``, ``databases``, …) and name.
        settings: the parts of the spec that are there once (``network``).
    """

    name: str
    environment: str
    account: str
    pair: Pair
    home: Region
    tags: Mapping[str, str]
    sections: Mapping[str, Mapping[str, PairedInputs]]
    settings: Mapping[str, Inputs]

    @cached_property
    def names(self) -> Names:
        """The names of this estate's resources."""
        return Names(prefix="-".join(filter(None, (self.name, self.environment))), account=self.account)

    def setting(self, section: str, shape: type[_Shape]) -> _Shape:
        """The part of the spec that is there once under ``section``, as the kind that owns it shapes it.

        Raises:
            TypeError: it has another shape.
        """
        its = self.settings[section]
        if not isinstance(its, shape):
            raise TypeError(its)
        return its

    @cached_property
    def own_tags(self) -> Mapping[str, str]:
        """The tags by which what was made for this estate is known; nobody else may give such ones."""
        own = {"futago:estate": self.name}
        if self.environment:
            own["futago:environment"] = self.environment
        return own

    @cached_property
    def default_tags(self) -> Mapping[str, str]:
        """The tags of every resource: the estate's own, and by whom and for what it was made."""
        return {**self.tags, **self.own_tags}
