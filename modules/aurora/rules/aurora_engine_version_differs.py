"""Members of one global database with different engine versions."""

from collections.abc import Iterator

from modules.losses import UNKNOWN, is_given, is_gone
from modules.review import Action, Change, Concern, Level, Plans, Rule, Special, Value

TYPES = ("aws_rds_cluster", "aws_rds_global_cluster")
VERSION, GLOBAL = "engine_version", "global_cluster_identifier"
SAYS = "another member of the global database has another engine version"


def _differs(change: Change, plans: Plans) -> Iterator[Concern]:
    if change.after is None or not is_given(global_id := change.will_be(GLOBAL)):
        return
    if change.action is Action.UPDATE and not (change.changes(VERSION) or change.changes(GLOBAL)):
        return
    others = [
        each
        for each in plans.of_type(*TYPES)
        if each is not change and each.will_be(GLOBAL) == global_id and not _leaves(each)
    ]
    mine, theirs = change.will_be(VERSION), [each.will_be(VERSION) for each in others]
    if global_id is Special.UNKNOWN or (others and Special.UNKNOWN in (mine, *theirs)):
        says = "whether all members have one engine version can't be told" + UNKNOWN
        yield Concern((VERSION,), says, unknown=True)
    elif any(not _same(mine, each) for each in theirs):
        yield Concern((VERSION,), SAYS)


def _leaves(change: Change) -> bool:
    return is_gone(change) and change.after is None


def _same(one: Value, other: Value) -> bool:
    """Whether two versions agree as far as both are told: ``16`` says nothing about ``16.4``."""
    if not (isinstance(one, str) and isinstance(other, str)):
        return True
    return all(a == b for a, b in zip(one.split("."), other.split("."), strict=False))


RULE = Rule(
    id="aurora-engine-version-differs",
    level=Level.ERROR,
    title="Members of a global database differ in their engine version",
    why=(
        "All members need the same major and minor version, those of Aurora MySQL the same patch too, or a "
        "switchover or a managed failover is refused (Aurora User Guide, 'Upgrading an Amazon Aurora global "
        "database')."
    ),
    remedy=(
        "Upgrade a major version by the global cluster, which moves its members; a minor one member by "
        "member, the reading one first (modules/aurora/README.md, Upgrades). Members ignore engine_version."
    ),
    types=frozenset(TYPES),
    find=_differs,
)
