"""What the kinds bring to parity: what is seen of a resource in a Region, beside what the spec wants there.

A kind's ``parity`` module declares its reading calls, its settings and its aspects. An aspect makes the few
calls that it needs through the reader handed in and yields facts; one that can't be looked at leaves its own
settings unknown and no others. The engine (``futago.parity``) compares the facts of both Regions with the
spec, and knows no kind by name.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum
from typing import Any, Literal, Protocol, TypeAlias

from modules.estate import Estate
from modules.operation import Observation
from regions import Region

Value: TypeAlias = "bool | int | float | str | Sequence[Value] | Mapping[str, Value] | None"
"""A setting's value, as JSON has it; None where nothing is set.

Mappings are compared key by key, and so is located what differs; sequences are compared whatever their order.
"""


class Left(Enum):
    """What the spec wants where it says nothing."""

    TO_AWS = "left to AWS"
    """Whatever it is, both Regions must have the same, Region codes and account-made ids apart."""


Stack: TypeAlias = Literal["keys", "own", "first", "links", ""]
"""Which stack writes a setting: ``own`` is the Region's, ``first`` that of the pair's first Region; empty
where Terraform leaves it alone after it was made."""


class Judge(Protocol):
    """Says what is wrong where two Regions may differ, if only not in every way."""

    @property
    def says(self) -> str:
        """What is wrong with a Region, in words that follow its name."""

    def wrong(self, seen: Mapping[str, Any]) -> Collection[str]:
        """The codes of the Regions that are not as they should be, from what each has."""

    def remedy(self, region: Region, seen: Mapping[str, Any]) -> str:
        """The command that mends it in a Region that is wrong."""


@dataclass(frozen=True)
class Setting:
    """A setting that parity looks at.

    Attributes:
        path: what it is called in findings: as in the spec where it is there.
        covers: the Terraform arguments whose effect is seen, such as ``aws_kms_key.policy``.
        stack: the stack that puts it back.
        spec: the keys below the resource in the spec, dotted, that say it; empty where no line does.
        shared: true for what AWS keeps once for both Regions: asked for in the pair's first Region alone.
        remedy: what to do about it besides, or where no stack puts it back.
        judge: says what is wrong where the spec leaves it to AWS and being alike is not the question; each
            member of a fact is compared as a whole then.
    """

    path: str
    covers: tuple[str, ...] = ()
    stack: Stack = "own"
    spec: str = ""
    shared: bool = False
    remedy: str = ""
    judge: Judge | None = None


@dataclass(frozen=True)
class Fact:
    """A setting as it is seen in one Region, and what the spec wants there.

    Attributes:
        setting: which.
        seen: its value; None where nothing is set.
        wanted: the value that the spec wants in this Region.
    """

    setting: Setting
    seen: Value
    wanted: Value | Left = Left.TO_AWS


@dataclass(frozen=True)
class Call:
    """A reading call of AWS's API; only declared ones are made, and the IAM policy is made of them.

    Attributes:
        service: boto3's name of the service.
        operation: boto3's name of the operation.
        action: the IAM action that allows it.
        resource: the ARN that it is allowed on, ``{region}`` and ``{account}`` left to be filled in.
        items: the member of the answer with the list; empty for a call whose answer is one thing.
        nothing: error codes that say that nothing is set.
        gone: error codes that say that the resource itself is not there.
    """

    service: str
    operation: str
    action: str
    resource: str = "*"
    items: str = ""
    nothing: tuple[str, ...] = ()
    gone: tuple[str, ...] = ()


class GoneError(Exception):
    """The resource is not there (any more)."""


class Reader(Protocol):
    """Makes declared calls in one Region; one made before is answered from what is known.

    The SDK's errors go through: the engine turns them into what is unknown.
    """

    def one(self, call: Call, **parameters: Any) -> Mapping[str, Any] | None:
        """The answer of a call; None where nothing is set.

        Raises:
            GoneError: the resource is not there.
        """

    def all(self, call: Call, **parameters: Any) -> Sequence[Any]:
        """Every item of a listing, page by page.

        Raises:
            GoneError: the resource is not there.
        """

    def index(self, call: Call, key: str, **parameters: Any) -> Mapping[str, Any]:
        """Every item of a listing by its member ``key``."""


@dataclass(frozen=True)
class Look:
    """One resource in one Region, to be looked at; that Region only is asked.

    Attributes:
        reader: makes the calls.
        estate: the estate.
        name: the resource's name in the spec.
        inputs: its inputs, of both Regions.
        region: where.
    """

    reader: Reader
    estate: Estate
    name: str
    inputs: Any
    region: Region

    @property
    def here(self) -> Any:
        """The inputs as they hold in this Region."""
        return self.inputs.in_region(self.region)

    @property
    def is_first(self) -> bool:
        """Whether this is the pair's first Region, in which things are first made."""
        return self.region == self.estate.pair.first

    @property
    def other(self) -> Region:
        """The other Region of the pair."""
        return self.estate.pair.other(self.region)


@dataclass(frozen=True)
class Aspect:
    """What is seen of a resource together.

    Attributes:
        settings: everything that it looks at; what is unknown if its calls fail.
        see: yields a fact for each setting that the resource has.
    """

    settings: tuple[Setting, ...]
    see: Callable[[Look], Iterable[Fact]]


@dataclass(frozen=True)
class Found:
    """A thing of a kind that is there in AWS, whoever made it.

    Attributes:
        name: what AWS calls it.
        arn: its ARN, or another name by which the kind knows it.
        tagged: whether it carries the estate's tag.
    """

    name: str
    arn: str
    tagged: bool


class Comparer(Protocol):
    """A kind's ``parity`` module."""

    CALLS: tuple[Call, ...]
    """Every call that it makes."""
    ASPECTS: tuple[Aspect, ...]
    """What it looks at."""
    EXEMPT: Mapping[str, str]
    """Terraform arguments (or whole types) that no fact covers, each with the reason."""

    def observe(self, look: Look) -> Observation:
        """What the kind's ``reconcile`` wants to know of the pair, from this Region's answers."""

    def inventory(self, reader: Reader, estate: Estate, region: Region) -> Iterable[Found]:
        """What there is of the kind in a Region that carries the estate's tag or name."""

    def known(self, estate: Estate, name: str, inputs: Any, region: Region) -> Iterable[str]:
        """The names in AWS, as ``inventory`` gives them, of all that belongs to a resource of the spec."""
