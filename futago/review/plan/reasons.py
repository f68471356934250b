"""Terraform's reasons in words (Terraform, "JSON Output Format", Resource Changes and Deferred Changes)."""

from __future__ import annotations

ACTION_REASONS = {
    "replace_because_tainted": "it is tainted: an earlier apply left it half made",
    "replace_because_cannot_update": "an attribute cannot be changed in place",
    "replace_by_request": "-replace asked for it",
    "replace_by_triggers": "replace_triggered_by names something that changes",
    "delete_because_no_resource_config": "it is gone from the code",
    "delete_because_no_module": "its module is gone from the code",
    "delete_because_wrong_repetition": "the code uses count or for_each otherwise than before",
    "delete_because_count_index": "its index is beyond count",
    "delete_because_each_key": "its key is gone from for_each",
    "delete_because_no_move_target": "it was moved to an address that is not in the code",
    "read_because_config_unknown": "its arguments are known only after apply",
    "read_because_dependency_pending": "something that it depends on changes",
    "read_because_check_nested": "it is read for a check",
}

DEFERRED_REASONS = {
    "instance_count_unknown": "its count or for_each is not known yet",
    "resource_config_unknown": "its arguments are not known yet",
    "provider_config_unknown": "its provider's arguments are not known yet",
    "absent_prereq": "something that it depends on is not there yet",
    "deferred_prereq": "something that it depends on is deferred",
}


_MAX_REASON = 60


def reason_in_words(reason: object, words: dict[str, str]) -> str:
    """A reason in words; a newer one that is not known here as it is, if it is a plain word."""
    if not isinstance(reason, str) or not reason:
        return ""
    if reason in words:
        return words[reason]
    is_word = (
        len(reason) <= _MAX_REASON
        and reason.replace("_", "").isalpha()
        and reason.islower()
        and reason.isascii()
    )
    return reason.replace("_", " ") if is_word else "a reason that this version does not know"
