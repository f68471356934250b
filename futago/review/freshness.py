"""Whether the plans at hand are the ones that were reviewed."""

from __future__ import annotations

import json
import re
from pathlib import Path

from futago.errors import ReviewedError, StaleReviewError

_FINGERPRINT = re.compile(r"sha256:[0-9a-f]{64}")


def reviewed_fingerprint(path: Path) -> str:
    """The fingerprint in a review's JSON (``futago review --out review.json``).

    Raises:
        ReviewedError: it can't be read, or is no review.
        StaleReviewError: there is no such file.
    """
    try:
        review = json.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError as error:
        raise StaleReviewError(
            f"--reviewed: there is no review in {path}",
            next_command=f"futago review PLAN.json … --out {path}, and have it reviewed",
        ) from error
    except (OSError, ValueError, RecursionError) as error:
        raise ReviewedError(f"--reviewed: {path} can't be read as JSON: {error}") from error
    fingerprint = review.get("fingerprint") if isinstance(review, dict) else None
    if not isinstance(fingerprint, str) or not _FINGERPRINT.fullmatch(fingerprint):
        raise ReviewedError(
            f"--reviewed: {path} is no review: it has no fingerprint sha256:…",
            next_command=f"futago review PLAN.json … --out {path}",
        )
    return fingerprint


def check_fresh(reviewed: str, at_hand: str, where: str) -> None:
    """Let only the plans pass that were reviewed.

    Args:
        reviewed: the fingerprint of the plans that were reviewed.
        at_hand: the fingerprint of the plans that are about to be applied.
        where: the review, in words.

    Raises:
        StaleReviewError: they differ.
    """
    if reviewed != at_hand:
        raise StaleReviewError(
            f"these are not the plans that were reviewed\n"
            f"reviewed ({where}): {reviewed}\n"
            f"at hand: {at_hand}\n"
            "Something changed since: another pull request, the AWS account, or a version.",
            next_command="don't apply; plan again in a pull request and have that reviewed",
        )
