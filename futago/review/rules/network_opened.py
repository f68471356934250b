"""A security group opened to every address."""

from collections.abc import Iterator

from modules.losses import UNKNOWN, is_left_to_aws
from modules.review import Change, Concern, Level, Path, Plans, Rule, Special, Value

EVERYBODY = frozenset({"0.0.0.0/0", "::/0"})
LISTS = ("cidr_blocks", "ipv6_cidr_blocks")
SINGLES = ("cidr_ipv4", "cidr_ipv6")
SAYS = "every address may connect"


def _opened(change: Change, _plans: Plans) -> Iterator[Concern]:
    if change.after is None:
        return
    if change.type in ("aws_security_group", "aws_default_security_group"):
        yield from _of_group(change)
    elif change.type != "aws_security_group_rule" or change.will_be("type") != "egress":
        for attribute in (*LISTS, *SINGLES):
            yield from _of(change, (attribute,), _is_open(change.was(attribute)))


def _of_group(change: Change) -> Iterator[Concern]:
    """The rules of a group are a set: an open one is new where no rule like it was open before."""
    ingress = change.will_be("ingress")
    if ingress is Special.UNKNOWN:
        if not is_left_to_aws(change, "ingress"):
            yield Concern(("ingress",), SAYS + UNKNOWN, unknown=True)
        return
    before = change.was("ingress")
    was_open = {_ports(rule) for rule in (before if isinstance(before, list) else ()) if _rule_open(rule)}
    for index, rule in enumerate(ingress if isinstance(ingress, list) else ()):
        for attribute in LISTS:
            yield from _of(change, ("ingress", index, attribute), _ports(rule) in was_open)


def _of(change: Change, path: Path, was_open: bool) -> Iterator[Concern]:  # noqa: FBT001 # one question
    after = change.will_be(*path)
    if after is Special.UNKNOWN:
        yield Concern(path, SAYS + UNKNOWN, unknown=True)
    elif _is_open(after) and not was_open:
        yield Concern(path, SAYS)


def _is_open(value: Value) -> bool:
    return not EVERYBODY.isdisjoint(value if isinstance(value, list) else [value])


def _rule_open(rule: Value) -> bool:
    return isinstance(rule, dict) and any(_is_open(rule.get(attribute)) for attribute in LISTS)


def _ports(rule: Value) -> tuple[Value, ...]:
    return tuple(rule.get(each) for each in ("protocol", "from_port", "to_port"))


RULE = Rule(
    id="network-opened",
    level=Level.ERROR,
    title="A security group is opened to every address",
    why=(
        "Whatever carries the group can be reached from everywhere that has a route to it (Amazon VPC User "
        "Guide, 'Control traffic to your AWS resources using security groups')."
    ),
    remedy="Allow the networks of both Regions by CIDR block; groups of another Region can't be named.",
    types=frozenset(
        {
            "aws_default_security_group",
            "aws_security_group",
            "aws_security_group_rule",
            "aws_vpc_security_group_ingress_rule",
        }
    ),
    find=_opened,
)
