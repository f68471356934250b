"""The list of Regions is AWS's."""

from __future__ import annotations

import json
from pathlib import Path

import botocore
import pytest

from futago.lint import spellings
from futago.lint.region_codes import CODES, code_of, short_code
from regions import OSAKA, TOKYO

PARTITIONS = Path(botocore.__file__).parent / "data" / "partitions.json"


def test_every_region_of_every_partition() -> None:
    """A Region that botocore learns has to be learnt here."""
    partitions = json.loads(PARTITIONS.read_text())["partitions"]
    theirs = {code for each in partitions for code in each["regions"] if not code.endswith("-global")}
    assert theirs == set(CODES)


@pytest.mark.parametrize("region", [TOKYO, OSAKA], ids=str)
def test_short_codes_are_those_of_names(region: object) -> None:
    """Names of the estate carry the same short codes."""
    assert isinstance(region, type(TOKYO))
    assert region.short_code == short_code(region.code)


@pytest.mark.parametrize(
    ("code", "short"), [("us-east-1", "use1"), ("us-gov-west-1", "usgw1"), ("ap-southeast-2", "apse2")]
)
def test_short_codes(code: str, short: str) -> None:
    """Zone ids start with them."""
    assert short == short_code(code)


@pytest.mark.parametrize("code", CODES)
@pytest.mark.parametrize("form", ["{}", "{}_BUCKET", "logs-{}", "/{}/", "arn:{}:", "\\n{}", "%2F{}"])
def test_every_code_is_found(code: str, form: str) -> None:
    """With hyphens and underscores, in either case, at the edges of other words."""
    for spelling in (code, code.upper(), code.replace("-", "_"), code.replace("-", "_").upper()):
        text = form.format(spelling)
        assert [spelling] == [text[slice(*span)] for span in spellings.regions(text, 0, len(text))]


@pytest.mark.parametrize("code", CODES)
@pytest.mark.parametrize("form", ["x{}", "9{}", "{}0", "{}x", "{}.5"])
def test_no_code_inside_a_word_or_number(code: str, form: str) -> None:
    """Letters and digits on either side make it another word."""
    text = form.format(code)
    assert [] == list(spellings.regions(text, 0, len(text)))


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("AP_NORTHEAST_1", "ap-northeast-1"),
        ("ApNortheast3", "ap-northeast-3"),
        ("APNortheast1", "ap-northeast-1"),
        ("us-east-1a", "us-east-1"),
        ("apne1-az4", "ap-northeast-1"),
        ("usgw1-az1", "us-gov-west-1"),
        ("nowhere", ""),
    ],
)
def test_code_of_a_spelling(text: str, code: str) -> None:
    """Every spelling, zone and zone id leads to its Region."""
    assert code == code_of(text)
