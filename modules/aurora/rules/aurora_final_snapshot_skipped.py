"""No last snapshot of a cluster."""

from collections.abc import Iterator

from modules.losses import is_gone, is_on, newly
from modules.review import Action, Change, Concern, Level, Plans, Rule

PATH = ("skip_final_snapshot",)
_skipped = newly(PATH, is_on, "the last snapshot is skipped when the cluster is deleted")


def _snapshot(change: Change, plans: Plans) -> Iterator[Concern]:
    if is_gone(change) and is_on(change.was(*PATH)):
        yield Concern(PATH, "the cluster is deleted now without a last snapshot")
    elif change.action is Action.UPDATE:
        yield from _skipped(change, plans)


RULE = Rule(
    id="aurora-final-snapshot-skipped",
    level=Level.WARNING,
    title="A cluster is deleted without a last snapshot",
    why=(
        "Automated backups go with the cluster unless they are kept on purpose: without a final snapshot "
        "nothing is left (Aurora User Guide, 'Deleting Aurora DB clusters')."
    ),
    remedy="Set skip_final_snapshot = false and name a final_snapshot_identifier.",
    types=frozenset({"aws_rds_cluster"}),
    find=_snapshot,
)
