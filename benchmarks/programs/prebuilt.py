"""Makes the same resources through the prebuilt AWS bindings, into the folder given.

Run by the interpreter of the benchmark's own environment: this project does not depend on these bindings.
"""

# mypy: disable-error-code="import-not-found"
# (they are installed in the benchmark's own environment, not where mypy runs)
import sys

from cdktf import App, TerraformStack
from cdktf_cdktf_provider_aws.dynamodb_table import (
    DynamodbTable,
    DynamodbTableAttribute,
    DynamodbTablePointInTimeRecovery,
    DynamodbTableServerSideEncryption,
    DynamodbTableTtl,
)
from cdktf_cdktf_provider_aws.kms_alias import KmsAlias
from cdktf_cdktf_provider_aws.kms_key import KmsKey
from cdktf_cdktf_provider_aws.provider import AwsProvider
from cdktf_cdktf_provider_aws.s3_bucket import S3Bucket
from cdktf_cdktf_provider_aws.s3_bucket_versioning import (
    S3BucketVersioningA,
    S3BucketVersioningVersioningConfiguration,
)

from benchmarks.programs.same_resources import ACCOUNT, COUNT, POLICY, REGIONS, TAGS, name_of


def add_store(stack: TerraformStack, number: int, short_code: str) -> None:
    """A key with its alias, a bucket with its versioning, a table."""
    key = KmsKey(
        stack,
        name_of(number, "key", short_code),
        description=f"Store {number}",
        multi_region=True,
        enable_key_rotation=True,
        rotation_period_in_days=365,
        deletion_window_in_days=30,
        policy=POLICY,
        tags=TAGS,
    )
    KmsAlias(
        stack, name_of(number, "alias", short_code), name=f"alias/store-{number}", target_key_id=key.key_id
    )
    bucket = S3Bucket(
        stack,
        name_of(number, "bucket", short_code),
        bucket=f"store-{number}-{short_code}",
        force_destroy=False,
        tags=TAGS,
    )
    S3BucketVersioningA(
        stack,
        name_of(number, "versioning", short_code),
        bucket=bucket.id,
        versioning_configuration=S3BucketVersioningVersioningConfiguration(status="Enabled"),
    )
    DynamodbTable(
        stack,
        name_of(number, "table", short_code),
        name=f"store-{number}",
        billing_mode="PAY_PER_REQUEST",
        hash_key="id",
        range_key="at",
        attribute=[DynamodbTableAttribute(name="id", type="S"), DynamodbTableAttribute(name="at", type="N")],
        stream_enabled=True,
        stream_view_type="NEW_AND_OLD_IMAGES",
        server_side_encryption=DynamodbTableServerSideEncryption(enabled=True, kms_key_arn=key.arn),
        point_in_time_recovery=DynamodbTablePointInTimeRecovery(enabled=True),
        ttl=DynamodbTableTtl(attribute_name="expires_at", enabled=True),
        deletion_protection_enabled=True,
        tags=TAGS,
    )


app = App(outdir=sys.argv[1], skip_validation=True)
for short_code, region in REGIONS.items():
    stack = TerraformStack(app, short_code)
    AwsProvider(stack, "aws", region=region, allowed_account_ids=[ACCOUNT])
    for number in range(COUNT):
        add_store(stack, number, short_code)
app.synth()
