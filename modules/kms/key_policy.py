"""The policy of a key in one Region, as Terraform writes it and as parity expects it."""

from __future__ import annotations

from modules.estate import Estate
from modules.kms.inputs import KeyInputs
from modules.terraform.policy import Statement
from regions import Region

ADMINISTRATION = (
    *("kms:CancelKeyDeletion", "kms:CreateAlias", "kms:DeleteAlias", "kms:DescribeKey", "kms:DisableKey"),
    *("kms:EnableKey", "kms:GetKeyPolicy", "kms:GetKeyRotationStatus", "kms:ListGrants"),
    *("kms:ListResourceTags", "kms:PutKeyPolicy", "kms:RevokeGrant", "kms:ScheduleKeyDeletion"),
    *("kms:TagResource", "kms:UntagResource", "kms:UpdateAlias", "kms:UpdateKeyDescription"),
)
USE = (
    "kms:Decrypt",
    "kms:DescribeKey",
    "kms:Encrypt",
    "kms:GenerateDataKey",
    "kms:GenerateDataKeyWithoutPlaintext",
)


def key_statements(estate: Estate, inputs: KeyInputs, region: Region) -> list[Statement]:
    """The statements of the key's policy in one Region; ``*`` as a resource means this very key there.

    The account's own statement hands the decision to IAM and keeps the key manageable (KMS Developer
    Guide, "Default key policy"); CloudWatch Logs may use the key for the estate's database logs only
    (CloudWatch Logs User Guide, "Encrypt log data using AWS KMS").
    """
    statements: list[Statement] = [
        {
            "Sid": "AccountDecidesByIam",
            "Effect": "Allow",
            "Principal": {"AWS": f"arn:aws:iam::{estate.account}:root"},
            "Action": "kms:*",
            "Resource": "*",
        },
        {
            "Sid": "DatabaseLogs",
            "Effect": "Allow",
            "Principal": {"Service": f"logs.{region.code}.amazonaws.com"},
            "Action": [
                *("kms:Decrypt", "kms:DescribeKey", "kms:Encrypt", "kms:GenerateDataKey*", "kms:ReEncrypt*")
            ],
            "Resource": "*",
            "Condition": {
                "ArnLike": {
                    "kms:EncryptionContext:aws:logs:arn": (
                        f"arn:aws:logs:{region.code}:{estate.account}:log-group:/aws/rds/cluster/*"
                    )
                }
            },
        },
    ]
    for sid, principals, actions in (
        ("Administrators", inputs.administrators, ADMINISTRATION),
        ("Users", inputs.users, USE),
    ):
        if principals:
            statements.append(
                {
                    "Sid": sid,
                    "Effect": "Allow",
                    "Principal": {"AWS": principals},
                    "Action": actions,
                    "Resource": "*",
                }
            )
    return statements
