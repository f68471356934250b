"""Where Terraform's provider and SDK clients are sent."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from futago.emulator.endpoints import Endpoints
from futago.emulator.provider import client_endpoint, provider_arguments
from futago.errors import EmulatorError

TOKYO = "ap-northeast-1"
OSAKA = "ap-northeast-3"
ENDPOINTS = Endpoints(
    account_id="111122223333",
    regions={TOKYO: "http://127.0.0.1:1", OSAKA: "http://127.0.0.1:3"},
    global_url="http://127.0.0.1:9",
    control_url="http://127.0.0.1:8",
    pid=1,
    log_path=Path("emulator.log"),
)


def test_regional_services_go_to_their_region() -> None:
    """A provider of Osaka never speaks to Tokyo's port."""
    found: Any = provider_arguments(ENDPOINTS, OSAKA)["endpoints"]
    [urls] = found
    assert {"http://127.0.0.1:3", "http://127.0.0.1:9"} == set(urls.values())
    assert "http://127.0.0.1:3" == urls["rds"]
    assert "http://127.0.0.1:9" == urls["iam"]


def test_the_account_is_the_access_key() -> None:
    """The emulator tells accounts apart by the access key id."""
    arguments = provider_arguments(ENDPOINTS, TOKYO)
    assert ("111122223333", False) == (arguments["access_key"], arguments["skip_requesting_account_id"])


@pytest.mark.parametrize(
    ("service", "region", "url"),
    [
        ("dynamodb", TOKYO, "http://127.0.0.1:1"),
        ("sts", OSAKA, "http://127.0.0.1:3"),
        ("sts", "us-east-1", "http://127.0.0.1:9"),
        ("iam", OSAKA, "http://127.0.0.1:9"),
    ],
)
def test_an_sdk_client_is_sent_to_its_port(service: str, region: str, url: str) -> None:
    """Regional services go to their Region, global ones and us-east-1 to the global port."""
    assert url == client_endpoint(ENDPOINTS, service, region)


def test_a_region_that_is_not_served_is_named() -> None:
    """The error names the Region and those that are served."""
    with pytest.raises(EmulatorError, match=r"'eu-west-1' is not served .*; allowed: ap-northeast-1, ap-nor"):
        provider_arguments(ENDPOINTS, "eu-west-1")


def test_s3_control_is_reached_through_a_proxy() -> None:
    """The account before the host makes a name that has no address; the Region's port answers as a proxy."""
    arguments = provider_arguments(ENDPOINTS, OSAKA)
    assert {"http://127.0.0.1:3"} == {arguments["http_proxy"], arguments["https_proxy"]}
