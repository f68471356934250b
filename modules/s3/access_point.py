"""The access point through which applications reach a strong bucket, with the gate of its writers."""

from __future__ import annotations

from modules.estate import Estate
from modules.grant import first_state
from modules.s3.gate import bucket_gate
from modules.s3.inputs import BucketInputs
from modules.s3.names import access_point_name
from modules.terraform.aws import S3AccessPoint, S3controlAccessPointPolicy
from modules.terraform.reference import Reference, json_text
from modules.terraform.stack import Part


def access_point(part: Part, estate: Estate, inputs: BucketInputs, bucket: Reference) -> None:
    """The access point of ``bucket`` in the part's Region.

    Its policy is made once: after that it is a promotion's to change, and Terraform ignores it. One that is
    gone is made again, for a store without a gate has lost it.
    """
    made = S3AccessPoint(
        part,
        name=access_point_name(estate, part.name, inputs),
        bucket=bucket,
        account_id=estate.account,
        public_access_block_configuration={
            "block_public_acls": True,
            "block_public_policy": True,
            "ignore_public_acls": True,
            "restrict_public_buckets": True,
        },
    )
    gate = bucket_gate(estate, part.name, inputs, part.region)
    S3controlAccessPointPolicy(
        part,
        access_point_arn=made.arn,
        policy=json_text(gate.document(first_state(estate, inputs, part.region))),
        lifecycle={"ignore_changes": ["policy"]},
    )
