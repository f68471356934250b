"""S3 replication of objects under SSE-KMS: only if asked for, and with the key of the destination.

MiniStack copies such an object whatever the rule says, and the copy names the key of the other Region.

AWS: S3 User Guide, "Replicating encrypted objects": objects under SSE-KMS are left out unless the rule has
SourceSelectionCriteria/SseKmsEncryptedObjects Enabled; the replica is encrypted with
EncryptionConfiguration/ReplicaKmsKeyID.
"""

from __future__ import annotations

from typing import Any

from ministack.services import s3

from futago.emulator.additions.around import Wrapper, around

ALGORITHM = "x-amz-server-side-encryption"
KEY = "x-amz-server-side-encryption-aws-kms-key-id"


@around(s3, "_maybe_replicate")
def maybe_replicate(replicate: Wrapper, bucket: str, key: str, source: dict[str, Any], *content: Any) -> None:
    """Let the copy be made from a source that names the replica's key."""
    sse = source["preserved_headers"]
    tags = content[1] if len(content) > 1 else None
    rule, _role = s3._replication_rule_for(bucket, key, tags)
    if rule is None or sse.get(ALGORITHM) != "aws:kms":
        replicate(bucket, key, source, *content)
        return
    criteria = rule.get("SourceSelectionCriteria") or {}
    if (criteria.get("SseKmsEncryptedObjects") or {}).get("Status") != "Enabled":
        return
    encryption = (rule.get("Destination") or {}).get("EncryptionConfiguration") or {}
    source["preserved_headers"] = {**sse, KEY: encryption.get("ReplicaKmsKeyID", "")}
    try:
        replicate(bucket, key, source, *content)
    finally:
        source["preserved_headers"] = sse
