"""A cluster that has left its global database outside Terraform."""

from collections.abc import Iterator

from modules.losses import is_given
from modules.review import Action, Change, Concern, Level, Plans, Rule

GLOBAL = "global_cluster_identifier"


def _left(change: Change, _plans: Plans) -> Iterator[Concern]:
    if is_given(change.was(GLOBAL)) and not is_given(change.will_be(GLOBAL)):
        yield Concern((GLOBAL,), "the cluster stands alone, nothing replicates to it or from it")


RULE = Rule(
    id="aurora-stands-alone",
    level=Level.WARNING,
    title="A database is no pair any more",
    why=(
        "Somebody took the cluster out of its global database, as the last resort of a promotion does. What "
        "is written in one Region does not reach the other, and no plan changes that: it can't join again "
        "(Aurora User Guide, 'Removing a cluster from an Aurora global database')."
    ),
    remedy=(
        "Decide which Region holds the truth, and have a new member made and filled in the other. Until then "
        "there is nothing to fail over to."
    ),
    types=frozenset({"aws_rds_cluster"}),
    find=_left,
    actions=frozenset({Action.UPDATE}),
    sees_drift=True,
)
