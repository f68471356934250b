"""A limit to data loss that pauses commits."""

from collections.abc import Iterator

from modules.losses import UNKNOWN
from modules.review import Change, Concern, Level, Path, Plans, Rule, Special, Value

PARAMETER = "rds.global_db_rpo"
PATH: Path = ("parameter",)


def _pauses(change: Change, _plans: Plans) -> Iterator[Concern]:
    if change.after is None:
        return
    after = change.will_be(*PATH)
    if after is Special.UNKNOWN:
        yield Concern(PATH, "a limit to data loss may be set" + UNKNOWN, unknown=True)
        return
    before_at, after_at = _place(change.was(*PATH)), _place(after)
    if after_at is None:
        return
    now = (*PATH, before_at, "value") if before_at is not None else None
    then = (*PATH, after_at, "value")
    value = change.will_be(*then)
    if now is None or change.was(*now) != value:
        is_unknown = value is Special.UNKNOWN
        says = "a limit to data loss is set" + (UNKNOWN if is_unknown else "")
        yield Concern(then, says, unknown=is_unknown, path_before=now)


def _place(parameters: Value) -> int | None:
    for place, each in enumerate(parameters if isinstance(parameters, list) else ()):
        if isinstance(each, dict) and each.get("name") == PARAMETER:
            return place
    return None


RULE = Rule(
    id="aurora-commits-can-pause",
    level=Level.WARNING,
    title="A limit to data loss can pause commits",
    why=(
        "With rds.global_db_rpo set, the writer stops committing when no secondary keeps up. In a pair of "
        "two Regions none is left after a failover (Aurora User Guide, 'Using switchover or failover in "
        "Amazon Aurora Global Database', managing RPOs)."
    ),
    remedy="Leave rds.global_db_rpo at its default in a pair; watch AuroraGlobalDBRPOLag instead.",
    types=frozenset({"aws_rds_cluster_parameter_group"}),
    find=_pauses,
)
