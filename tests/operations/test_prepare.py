"""What is checked before anything is looked at, and what comes before the yes."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from typing import Any

import pytest
from botocore.exceptions import ClientError, ReadTimeoutError

from futago.errors import AwsError
from futago.operations.prepare import check_caller
from modules.operation import Mode
from regions import OSAKA
from tests.operations.promotions import Place, Scene

ACCOUNT = "123456789012"


class Sts:
    """An STS that answers at another time, or with an error."""

    def __init__(self, ahead: timedelta = timedelta(), account: str = ACCOUNT, code: str = "") -> None:
        self._ahead = ahead
        self._account = account
        self._code = code

    def client(self, *_: object) -> Sts:
        return self

    def get_caller_identity(self) -> dict[str, Any]:
        date = format_datetime(datetime.now(UTC) + self._ahead, usegmt=True)
        status = 403 if self._code else 200
        answer: dict[str, Any] = {
            "Account": self._account,
            "ResponseMetadata": {"HTTPHeaders": {"date": date}, "HTTPStatusCode": status},
        }
        if self._code:
            error = {"Code": self._code, "Message": "no"}
            raise ClientError({**answer, "Error": error}, "GetCallerIdentity")  # type: ignore[typeddict-item] # a part of it
        return answer


class Silent(Sts):
    """An STS that does not answer."""

    def get_caller_identity(self) -> dict[str, Any]:
        raise ReadTimeoutError(endpoint_url="https://sts.ap-northeast-3.amazonaws.com")


@pytest.mark.parametrize("seconds", [0, 100, -100])
def test_right_clock(seconds: int) -> None:
    """A clock that is off by less than two minutes is good enough."""
    check_caller(Sts(timedelta(seconds=seconds)), OSAKA, ACCOUNT)


@pytest.mark.parametrize(("seconds", "says"), [(600, "600 s behind"), (-600, "600 s ahead of")])
@pytest.mark.parametrize("code", ["", "SignatureDoesNotMatch", "RequestExpired"])
def test_wrong_clock(seconds: int, says: str, code: str) -> None:
    """A clock that is off is told as such, even where AWS only says that the signature is wrong."""
    with pytest.raises(AwsError, match=rf"clock is (599|600|601) s {says.split(maxsplit=2)[2]}") as raised:
        check_caller(Sts(timedelta(seconds=seconds), code=code), OSAKA, ACCOUNT)
    assert "timedatectl" in str(raised.value.next_command)


@pytest.mark.parametrize(
    ("sts", "says"),
    [
        (Sts(account="999999999999"), "credentials of account 999999999999, and the spec says 123456789012"),
        (Sts(code="ExpiredToken"), "AWS does not know the caller"),
        (Sts(code="InvalidClientTokenId"), "AWS does not know the caller"),
        (Silent(), "sts in ap-northeast-3 does not say who calls"),
    ],
)
def test_wrong_caller(sts: Sts, says: str) -> None:
    """Who can't call at all is told so before anything is looked at."""
    with pytest.raises(AwsError, match=says) as raised:
        check_caller(sts, OSAKA, ACCOUNT)
    assert "aws sts get-caller-identity" in str(raised.value.next_command)


@pytest.fixture
def other_account(aws_scene: Scene) -> Iterator[None]:
    aws_scene.aws.account = "999999999999"
    yield
    aws_scene.aws.account = ACCOUNT


def test_other_account_touches_nothing(place: Place, aws_scene: Scene, other_account: None) -> None:  # noqa: ARG001 # the account is another
    """With credentials of another account not even a look is taken."""
    aws_scene.set_for(Mode.SWITCHOVER)
    with pytest.raises(AwsError, match="999999999999"):
        place.prepare(Mode.SWITCHOVER)
    assert {"sts"} == {label.split()[1] for label in aws_scene.faults.calls}
