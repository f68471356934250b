"""A cluster that loses its last instance."""

from collections.abc import Iterator

from modules.losses import is_gone
from modules.review import Action, Change, Concern, Level, Plans, Rule

KEY = "cluster_identifier"


def _headless(change: Change, plans: Plans) -> Iterator[Concern]:
    if not is_gone(change):
        return
    cluster = change.was(KEY)
    if any(each.was(KEY) == cluster and is_gone(each) for each in plans.of_type("aws_rds_cluster")):
        return
    instances = [
        each
        for each in plans.of_type("aws_rds_cluster_instance")
        if each.stack == change.stack and cluster in (each.was(KEY), each.will_be(KEY))
    ]
    stays = any(each.action is not Action.DELETE and not _waits(each) for each in instances)
    if not stays and change is next(each for each in instances if is_gone(each)):
        yield Concern((), "no instance of the cluster stays")


def _waits(change: Change) -> bool:
    """Whether there is none until a new one is made."""
    return change.action is Action.REPLACE and not change.create_before_destroy


RULE = Rule(
    id="aurora-member-headless",
    level=Level.ERROR,
    title="A cluster loses its last instance",
    why=(
        "Storage still replicates, and nobody can read, write or promote: a headless member needs an "
        "instance first, which takes minutes in the middle of an emergency (Aurora User Guide, 'Creating a "
        "headless Aurora DB cluster in a secondary Region')."
    ),
    remedy="Keep one instance in each Region; replace with create_before_destroy.",
    types=frozenset({"aws_rds_cluster_instance"}),
    find=_headless,
)
