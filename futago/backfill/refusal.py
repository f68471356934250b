"""Why a call came to nothing, from the error that the SDK raised."""

from __future__ import annotations

from futago.aws import Trouble, trouble_of
from futago.errors import AwsError


def code_of(error: AwsError) -> str:
    """AWS's code of the refusal, such as ``NoSuchBucket``; empty where there was no answer."""
    response = getattr(error.__cause__, "response", None) or {}
    return str(response.get("Error", {}).get("Code", ""))


def is_silence(error: AwsError) -> bool:
    """Whether nobody answered: the Region is dark, or the way there is."""
    return error.status is None and _trouble(error) in (Trouble.UNSENT, Trouble.UNANSWERED)


def is_unknown_caller(error: AwsError) -> bool:
    """Whether there are no credentials, or AWS does not take them: then nothing at all can be seen."""
    return _trouble(error) is Trouble.CREDENTIALS


def _trouble(error: AwsError) -> Trouble | None:
    return trouble_of(error.__cause__ if isinstance(error.__cause__, Exception) else error)
