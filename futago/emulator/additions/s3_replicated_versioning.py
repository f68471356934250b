"""S3 refuses to suspend the versioning of a bucket that replicates.

MiniStack suspends it and replicates no more.

AWS: S3 User Guide, "Additional considerations" of replication, "Versioning configuration and replication
configuration": an error, until the replication configuration is removed.
"""

from __future__ import annotations

import re

from ministack.services import s3

from futago.emulator.additions.around import Response, Wrapper, around

SUSPENDED = re.compile(rb"<(?:\w+:)?Status>\s*Suspended\s*<")
_CONFLICT = 409


@around(s3, "_put_bucket_versioning")
def put_bucket_versioning(put: Wrapper, bucket: str, body: bytes) -> Response:
    """Suspend it only where no replication is configured."""
    if SUSPENDED.search(body) and s3._bucket_replication.get(bucket):
        why = "Versioning can't be suspended while the bucket has a replication configuration."
        refused: Response = s3._error("InvalidBucketState", why, _CONFLICT)
        return refused
    response: Response = put(bucket, body)
    return response
