"""Backups that no longer go to the other Region."""

from collections.abc import Iterator

from modules.blocks import blocks
from modules.losses import UNKNOWN, is_given
from modules.review import Change, Concern, Level, Plans, Rule, Special


def _copies(change: Change, _plans: Plans) -> Iterator[Concern]:
    if change.after is None:
        return
    for twin in blocks(change, ("rule",), "rule_name"):
        if twin.before is None or not is_given(change.was(*twin.before, "copy_action")):
            continue
        if twin.after is None:
            yield _concern((*twin.before, "copy_action"), is_unknown=twin.unknown)
            continue
        after = change.will_be(*twin.after, "copy_action")
        before = change.was(*twin.before, "copy_action")
        if after is Special.UNKNOWN or not is_given(after) or len(after) < len(before):
            yield _concern((*twin.after, "copy_action"), is_unknown=after is Special.UNKNOWN)


def _concern(path: tuple[str | int, ...], *, is_unknown: bool) -> Concern:
    says = "backups are no longer copied to all vaults" + (UNKNOWN if is_unknown else "")
    return Concern(path, says, unknown=is_unknown)


RULE = Rule(
    id="backup-copies-off",
    level=Level.ERROR,
    title="Backups are no longer copied",
    why=(
        "A backup that lies in one Region only can't be restored while that Region is dark (AWS Backup "
        "Developer Guide, 'Creating backup copies across AWS Regions')."
    ),
    remedy="Keep the copy_action to the other Region's vault.",
    types=frozenset({"aws_backup_plan"}),
    find=_copies,
)
