"""A change that works against a promotion."""

from collections.abc import Iterator

from modules.losses import UNKNOWN, is_given
from modules.review import Action, Change, Concern, Level, Plans, Rule, Special

GLOBAL = "global_cluster_identifier"
SOURCE = "replication_source_identifier"


def _undone(change: Change, _plans: Plans) -> Iterator[Concern]:
    if change.action not in (Action.UPDATE, Action.REPLACE):
        return
    if not is_given(change.was(GLOBAL)) and is_given(change.will_be(GLOBAL)):
        yield _concern(change, GLOBAL, "a cluster that stands alone is to join a global database")
    if change.changes(SOURCE) and (is_given(change.was(SOURCE)) or is_given(change.will_be(SOURCE))):
        yield _concern(change, SOURCE, "who replicates from whom is to change")


def _concern(change: Change, attribute: str, says: str) -> Concern:
    is_unknown = change.will_be(attribute) is Special.UNKNOWN
    return Concern((attribute,), says + (UNKNOWN if is_unknown else ""), unknown=is_unknown)


RULE = Rule(
    id="aurora-promotion-undone",
    level=Level.ERROR,
    title="The promotion of a database is undone",
    why=(
        "After a promotion RDS reports another source, and after RemoveFromGlobalCluster no global database: "
        "Terraform wants the old state back. Joining an existing cluster fails, and switching over by "
        "replication_source_identifier does not work (terraform-provider-aws #42919, #43214)."
    ),
    remedy="Let members ignore changes of both attributes; promote by the RDS API.",
    types=frozenset({"aws_rds_cluster"}),
    find=_undone,
)
