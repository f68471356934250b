"""A Region's port goes dark and comes back."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from botocore.exceptions import ConnectionClosedError, EndpointConnectionError, ReadTimeoutError

from futago.emulator.darkness import Light
from futago.emulator.process import Emulator
from futago.errors import EmulatorError

TOKYO = "ap-northeast-1"
OSAKA = "ap-northeast-3"
DARK = {
    "closed": (EndpointConnectionError, ConnectionClosedError),
    "silent": (ReadTimeoutError,),
}
BRIEF_SECONDS = 2.0
"""How long a client waits for an answer that is not to come."""
Aws = Callable[..., Any]


@pytest.mark.parametrize("mode", DARK)
def test_a_new_connection_gets_no_answer(emulator: Emulator, aws: Aws, mode: str) -> None:
    """A client that connects to a dark Region is refused, or waits in vain."""
    emulator.dark(TOKYO, mode)
    with pytest.raises(DARK[mode]):
        aws("kms", TOKYO, patience_seconds=BRIEF_SECONDS).list_keys()


@pytest.mark.parametrize("mode", DARK)
def test_an_open_connection_gets_no_answer(emulator: Emulator, aws: Aws, mode: str) -> None:
    """A client whose connection was open before the darkness is cut off too."""
    kms = aws("kms", TOKYO, patience_seconds=BRIEF_SECONDS)
    kms.list_keys()
    emulator.dark(TOKYO, mode)
    with pytest.raises(DARK[mode]):
        kms.list_keys()


@pytest.mark.parametrize("mode", DARK)
def test_a_request_in_the_dark_takes_no_effect(emulator: Emulator, aws: Aws, mode: str) -> None:
    """What was asked of a dark Region has not happened when it is lit again."""
    emulator.dark(TOKYO, mode)
    with pytest.raises(DARK[mode]):
        aws("kms", TOKYO, patience_seconds=BRIEF_SECONDS).create_key()
    emulator.lit(TOKYO)
    assert [] == aws("kms", TOKYO).list_keys()["Keys"]


@pytest.mark.parametrize("mode", DARK)
def test_the_other_region_answers(emulator: Emulator, aws: Aws, mode: str) -> None:
    """Osaka answers while Tokyo is dark."""
    emulator.dark(TOKYO, mode)
    assert [] == aws("kms", OSAKA).list_keys()["Keys"]


@pytest.mark.parametrize("mode", DARK)
def test_state_survives_on_the_same_port(emulator: Emulator, aws: Aws, mode: str) -> None:
    """A Region that is lit again answers the same client with what it held before."""
    kms = aws("kms", TOKYO)
    key_id = kms.create_key()["KeyMetadata"]["KeyId"]
    emulator.dark(TOKYO, mode)
    emulator.lit(TOKYO)
    assert [key_id] == [key["KeyId"] for key in kms.list_keys()["Keys"]]


def test_one_darkness_follows_another(emulator: Emulator, aws: Aws) -> None:
    """A Region can go from silent to closed and back without being lit between."""
    for mode in ("silent", "closed", "silent"):
        emulator.dark(TOKYO, mode)
        with pytest.raises(DARK[mode]):
            aws("kms", TOKYO, patience_seconds=BRIEF_SECONDS).list_keys()


@pytest.mark.parametrize("mode", DARK)
def test_a_cross_region_call_does_not_get_around_the_dark(emulator: Emulator, aws: Aws, mode: str) -> None:
    """What Terraform's provider signs for Tokyo and sends to Osaka's port fails while Tokyo is dark."""
    emulator.dark(TOKYO, mode)
    misled = aws("kms", TOKYO, url=emulator.endpoints.regions[OSAKA], patience_seconds=BRIEF_SECONDS)
    with pytest.raises(DARK[mode]):
        misled.replicate_key(KeyId="mrk-0", ReplicaRegion=OSAKA)


def test_the_lights_are_reported(emulator: Emulator) -> None:
    """How each Region's port behaves can be asked."""
    emulator.dark(OSAKA, "silent")
    assert {TOKYO: Light.LIT, OSAKA: Light.SILENT} == emulator.lights()


def test_an_unknown_mode_is_refused(emulator: Emulator) -> None:
    """The error names the mode and what is allowed."""
    with pytest.raises(EmulatorError) as raised:
        emulator.dark(TOKYO, "dim")
    assert "mode 'dim' is no way to be dark; allowed: closed, silent" == str(raised.value)


def test_an_unknown_region_is_refused(emulator: Emulator) -> None:
    """The error names the Region and those that are served."""
    with pytest.raises(EmulatorError, match=r"Region 'eu-west-1' is not served here; allowed: ap-nor"):
        emulator.dark("eu-west-1", "closed")
