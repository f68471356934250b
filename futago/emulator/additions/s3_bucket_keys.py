"""S3 objects under SSE-KMS say whether a Bucket Key was used.

MiniStack keeps ``BucketKeyEnabled`` in the bucket's configuration and never tells it of an object.

AWS: S3 API Reference, PutObject, GetObject and HeadObject, response header
``x-amz-server-side-encryption-bucket-key-enabled``; User Guide, "Reducing the cost of SSE-KMS with Amazon S3
Bucket Keys".
"""

from __future__ import annotations

import re

from ministack.services import s3

from futago.emulator.additions.around import Wrapper, around

HEADER = "x-amz-server-side-encryption-bucket-key-enabled"
ENABLED = re.compile(r"<(?:\w+:)?BucketKeyEnabled>\s*true\s*<")


@around(s3, "_bucket_default_sse_headers")
def bucket_default_sse_headers(default: Wrapper, bucket: str) -> dict[str, str]:
    """Add the header to objects that take their encryption from such a bucket."""
    headers: dict[str, str] = default(bucket)
    is_kms = headers.get("x-amz-server-side-encryption") == "aws:kms"
    if is_kms and ENABLED.search(s3._bucket_encryption.get(bucket) or ""):
        return {**headers, HEADER: "true"}
    return headers
