"""What an application finds in its environment."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given

from futago.contract.environment import environment_of
from futago.errors import ContractError
from modules.applications.inputs import applications_of, regions_of
from tests.contract.contracts import OSAKA, TOKYO, shop
from tests.estates import loaded
from tests.strategies import estates, synthesizing


def test_environment_is_of_what_it_uses_in_the_region() -> None:
    """Every value of Osaka's; of what the application does not use there is nothing."""
    environment = environment_of(shop(), "shop-api", OSAKA)
    assert {
        "FUTAGO_REGION": "ap-northeast-3",
        "FUTAGO_ACCOUNT_ID": "123456789012",
        "FUTAGO_DATABASE_ORDERS_PORT": "5432",
        "FUTAGO_DATABASE_ORDERS_NAME": "orders",
        "FUTAGO_DATABASE_ORDERS_USER": "shop_api",
        "FUTAGO_TABLE_CARTS_NAME": "shop-carts",
        "FUTAGO_TABLE_CARTS_ARN": "arn:aws:dynamodb:ap-northeast-3:123456789012:table/shop-carts",
        "FUTAGO_BUCKET_PHOTOS_NAME": "shop-photos-123456789012-apne3",
        "FUTAGO_BUCKET_PHOTOS_ARN": "arn:aws:s3:::shop-photos-123456789012-apne3",
        "FUTAGO_BUCKET_RECEIPTS_NAME": "shop-receipts-123456789012-apne3",
        "FUTAGO_BUCKET_RECEIPTS_ARN": "arn:aws:s3:::shop-receipts-123456789012-apne3",
        "FUTAGO_BUCKET_RECEIPTS_ACCESS_POINT_ARN": (
            "arn:aws:s3:ap-northeast-3:123456789012:accesspoint/shop-receipts"
        ),
        "FUTAGO_SECRET_TOKEN_NAME": "shop/token",
        "FUTAGO_KEY_OTHER_ALIAS": "alias/shop-other",
    } == environment.known


def test_what_only_aws_knows_has_no_value() -> None:
    """A cluster's hosts hold what AWS chooses: nothing is made up for them."""
    assert (
        "FUTAGO_DATABASE_ORDERS_WRITER_ENDPOINT",
        "FUTAGO_DATABASE_ORDERS_READER_ENDPOINT",
    ) == environment_of(shop(), "shop-api", TOKYO).unknown


@synthesizing
@given(estates())
def test_contract_is_the_same_in_every_region(document: dict[str, Any]) -> None:
    """Names, meanings and types of any estate's variables; only values differ."""
    estate = loaded(document)
    for name, inputs in applications_of(estate).items():
        contracts = {
            tuple((each.name, each.holds, each.type) for each in found.variables)
            for found in (environment_of(estate, name, region.code) for region in regions_of(estate, inputs))
        }
        assert 1 == len(contracts)


def test_region_goes_without_saying_where_there_is_one() -> None:
    """An application that runs in one Region has that one's environment."""
    assert OSAKA == environment_of(shop(), "report").region.code


@pytest.mark.parametrize(
    ("application", "region", "said"),
    [
        ("shop-app", TOKYO, "did you mean 'shop-api'? the estate's are report, shop-api"),
        ("shop-api", None, "runs in several Regions: say --region; allowed are ap-northeast-1 and"),
        ("report", TOKYO, "does not run in 'ap-northeast-1'; allowed are ap-northeast-3"),
        ("shop-api", "tokyo", "does not run in 'tokyo'; allowed are ap-northeast-1 and ap-northeast-3"),
    ],
)
def test_says_what_there_is(application: str, region: str | None, said: str) -> None:
    """No such application, or not there: what there is stands beside it."""
    with pytest.raises(ContractError, match=said.replace("?", r"\?")):
        environment_of(shop(), application, region)
