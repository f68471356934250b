"""A change of a global database, which asks the other Region."""

from collections.abc import Iterator

from modules.losses import changed, is_given, is_gone, made_or_removed
from modules.review import Action, Change, Concern, Level, Plans, Rule, Special

GLOBAL = "global_cluster_identifier"
SAYS = "RDS asks the other Region's member"
of_membership = changed((GLOBAL,), SAYS)
of_global = made_or_removed(SAYS, "engine_version", "deletion_protection")


def _asks(change: Change, plans: Plans) -> Iterator[Concern]:
    if _is_first(change):
        return
    if change.type == "aws_rds_global_cluster":
        yield from of_global(change, plans)
    elif change.action is Action.UPDATE:
        yield from of_membership(change, plans)
    elif is_given(change.was(GLOBAL) if is_gone(change) else change.will_be(GLOBAL)):
        yield Concern((), SAYS)


def _is_first(change: Change) -> bool:
    """Whether nothing of it is in another Region yet: a new global database, or its first member.

    Only that one is given a master user: later members take it over from the global database (Aurora User
    Guide, 'Creating an Amazon Aurora global database').
    """
    if change.action is not Action.CREATE:
        return False
    user = change.will_be("master_username")
    return change.type == "aws_rds_global_cluster" or user not in (Special.ABSENT, Special.UNKNOWN)


RULE = Rule(
    id="aurora-needs-other-region",
    level=Level.NOTE,
    title="A change of a global database needs the other Region alive",
    why=(
        "Members join, leave and are upgraded by calls that the other member's Region has to answer; a new "
        "member is filled from it (Aurora User Guide, 'Getting started with Amazon Aurora global databases')."
    ),
    remedy="Apply it while both Regions answer, and keep it out of a promotion.",
    types=frozenset({"aws_rds_cluster", "aws_rds_global_cluster"}),
    find=_asks,
)
