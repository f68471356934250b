"""Two buckets that only exist as the pages of their listings: boto3 asks, and is answered from memory.

The answer is put in place of the HTTP request (botocore's event ``before-send``), so that everything behind
it, the parsing of XML above all, is what a real listing takes.
"""

from __future__ import annotations

import io
from typing import Any
from urllib.parse import parse_qs, urlsplit

import boto3
from botocore.awsrequest import AWSPreparedRequest, AWSResponse
from botocore.compat import HTTPHeaders
from botocore.config import Config

PAGE = 1000
MISSING_EVERY = 100_000
"""In the second bucket every so manieth key is missing: something to find."""
_HEAD = (
    '<?xml version="1.0" encoding="UTF-8"?>'
    '<ListVersionsResult xmlns="http://s3.amazonaws.com/doc/2006-03-01/"><Name>b</Name><Prefix></Prefix>'
    "<MaxKeys>1000</MaxKeys><EncodingType>url</EncodingType>"
)
_VERSION = (
    "<Version><Key>receipts/2026/11/{number:012}.json</Key>"
    "<VersionId>3sL4kqtJlcpXroDTDmJ.rmSpXd3dIb{number:06x}</VersionId><IsLatest>true</IsLatest>"
    "<LastModified>2026-11-22T03:04:05.000Z</LastModified><ETag>&quot;{number:032x}&quot;</ETag>"
    "<Size>{number}</Size><StorageClass>STANDARD</StorageClass>"
    "<Owner><ID>75aa57f09aa0c8caeab4f8c24e99d10f8e7faeebf76c078efc7c6caea54ba06a</ID></Owner></Version>"
)


class _Raw(io.BytesIO):
    """A body as urllib3 hands it over."""

    def stream(self, *_: Any, **__: Any) -> Any:
        """All of it at once."""
        yield self.read()


def listing_client(keys: int, *, complete: bool) -> Any:
    """An S3 client whose one bucket has so many keys.

    Args:
        keys: how many keys.
        complete: whether none is missing.
    """
    s3 = boto3.client(
        "s3",
        region_name="ap-northeast-1",
        aws_access_key_id="nobody",
        aws_secret_access_key="nothing",  # noqa: S106 # nobody is asked
        config=Config(request_checksum_calculation="when_required"),
    )

    def answer(request: AWSPreparedRequest, **_: Any) -> AWSResponse:
        marker = parse_qs(urlsplit(request.url).query).get("key-marker", [""])[0]
        body = _page(keys, marker, complete=complete)
        headers = HTTPHeaders.from_dict({"content-type": "application/xml"})
        return AWSResponse(request.url, 200, headers, _Raw(body))

    s3.meta.events.register("before-send.s3.ListObjectVersions", answer)
    return s3


def _page(keys: int, marker: str, *, complete: bool) -> bytes:
    first = int(marker.rpartition("/")[2].removesuffix(".json")) + 1 if marker else 0
    last = min(first + PAGE, keys)
    versions = "".join(
        _VERSION.format(number=number)
        for number in range(first, last)
        if complete or (number + 1) % MISSING_EVERY
    )
    end = "false" if last == keys else "true"
    after = f"<NextKeyMarker>receipts/2026/11/{last - 1:012}.json</NextKeyMarker>" if last < keys else ""
    return f"{_HEAD}<IsTruncated>{end}</IsTruncated>{after}{versions}</ListVersionsResult>".encode()
