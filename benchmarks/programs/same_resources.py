"""What both sides of the comparison make: 600 resources in 2 stacks.

Imports nothing, for the interpreters of both sides read it.
"""

REGIONS = {"apne1": "ap-northeast-1", "apne3": "ap-northeast-3"}
"""The stacks, by the Region's short code."""
COUNT = 60
"""Of each of five types in each stack."""
ACCOUNT = "123456789012"
TAGS = {"team": "payments", "cost-center": "4711"}
POLICY = (
    '{"Version":"2012-10-17","Statement":[{"Sid":"AccountDecidesByIam","Effect":"Allow",'
    f'"Principal":{{"AWS":"arn:aws:iam::{ACCOUNT}:root"}},"Action":"kms:*","Resource":"*"}}]}}'
)


def name_of(number: int, use: str, short_code: str) -> str:
    """A resource's name in Terraform, unlike every other in its stack, so that cdktf takes it as it is."""
    return f"store_{number}_{use}_{short_code}"
