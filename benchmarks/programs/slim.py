"""Makes the same resources through this project's bindings, into the folder given."""

import sys

from cdktf import App, TerraformProvider

from benchmarks.programs.same_resources import ACCOUNT, COUNT, POLICY, REGIONS, TAGS
from modules.terraform.aws import DynamodbTable, KmsAlias, KmsKey, S3Bucket, S3BucketVersioning
from modules.terraform.reference import Reference
from modules.terraform.stack import Part, Stack
from regions import PAIRS, Region


def add_store(stack: Stack, number: int, region: Region) -> None:
    """A key with its alias, a bucket with its versioning, a table."""
    part = Part(stack, "store", str(number), region)
    key = KmsKey(
        part,
        "key",
        description=f"Store {number}",
        multi_region=True,
        enable_key_rotation=True,
        rotation_period_in_days=365,
        deletion_window_in_days=30,
        policy=Reference(POLICY),
        tags=TAGS,
    )
    KmsAlias(part, "alias", name=f"alias/store-{number}", target_key_id=key.key_id)
    bucket = S3Bucket(
        part, "bucket", bucket=f"store-{number}-{region.short_code}", force_destroy=False, tags=TAGS
    )
    S3BucketVersioning(part, "versioning", bucket=bucket.id, versioning_configuration={"status": "Enabled"})
    DynamodbTable(
        part,
        "table",
        name=f"store-{number}",
        billing_mode="PAY_PER_REQUEST",
        hash_key="id",
        range_key="at",
        attribute=[{"name": "id", "type": "S"}, {"name": "at", "type": "N"}],
        stream_enabled=True,
        stream_view_type="NEW_AND_OLD_IMAGES",
        server_side_encryption={"enabled": True, "kms_key_arn": key.arn},
        point_in_time_recovery={"enabled": True},
        ttl={"attribute_name": "expires_at", "enabled": True},
        deletion_protection_enabled=True,
        tags=TAGS,
    )


app = App(outdir=sys.argv[1], skip_validation=True)
for region in PAIRS[0]:
    stack = Stack(app, region.short_code, {region.code: "aws"})
    provider = TerraformProvider(
        stack, "aws", terraform_resource_type="aws", terraform_provider_source="hashicorp/aws"
    )
    provider.add_override("region", REGIONS[region.short_code])
    provider.add_override("allowed_account_ids", [ACCOUNT])
    for number in range(COUNT):
        add_store(stack, number, region)
    stack.hand_over()
app.synth()
