"""How Terraform's AWS provider and SDK clients reach an emulator."""

from __future__ import annotations

from futago.emulator.endpoints import Endpoints
from futago.errors import EmulatorError

SECRET_KEY = "test"  # noqa: S105 - an emulator checks no signature; the SDKs want some value
"""Secret key of every client of an emulator."""

REGIONAL_SERVICES = (
    "acm", "applicationautoscaling", "backup", "cloudwatch", "dynamodb", "ec2", "ecr", "eks", "elasticache",
    "elbv2", "events", "firehose", "fis", "glue", "kafka", "kinesis", "kms", "lambda", "logs", "opensearch",
    "pipes", "ram", "rds", "resourcegroups", "resourcegroupstaggingapi", "s3", "s3control", "scheduler",
    "secretsmanager", "servicequotas", "sfn", "sns", "sqs", "ssm", "sts", "synthetics", "transfer", "wafv2",
)  # fmt: skip
"""Keys of the provider's ``endpoints`` block whose service lives in a Region (provider 5.100.0, schema).

A service that this project might use and that is not named would be looked for at AWS itself.
"""

GLOBAL_SERVICES = ("cloudfront", "globalaccelerator", "iam", "organizations", "route53")
"""Keys of the provider's ``endpoints`` block whose service has one endpoint for all Regions."""


def provider_arguments(endpoints: Endpoints, region_code: str) -> dict[str, object]:
    """Return the arguments of a ``provider "aws"`` block for one Region of an emulator.

    Args:
        endpoints: where the emulator listens.
        region_code: the provider's Region.

    Returns:
        All arguments but ``alias`` and ``default_tags``, as in the provider's schema.

    Raises:
        EmulatorError: the emulator does not serve that Region.
    """
    regional = _regional_url(endpoints, region_code)
    urls = dict.fromkeys(REGIONAL_SERVICES, regional) | dict.fromkeys(GLOBAL_SERVICES, endpoints.global_url)
    return {
        "region": region_code,
        # The emulator takes the account from the access key id.
        "access_key": endpoints.account_id,
        "secret_key": SECRET_KEY,
        "endpoints": [dict(sorted(urls.items()))],
        # S3 Control's endpoint rules put the account before the host. 123456789012.127.0.0.1 is no address:
        # the emulator is asked as a proxy for it. What has a loopback address never goes through a proxy.
        "http_proxy": regional,
        "https_proxy": regional,
        "s3_use_path_style": True,
        "skip_credentials_validation": True,
        "skip_metadata_api_check": "true",
        "skip_region_validation": True,
        # With it skipped, an S3 endpoint that refuses connections can read as "bucket deleted".
        "skip_requesting_account_id": False,
    }


def client_endpoint(endpoints: Endpoints, service: str, region: str) -> str:
    """Return the URL for an SDK client.

    Args:
        endpoints: where the emulator listens.
        service: the SDK's service name, such as ``dynamodb`` or ``iam``.
        region: the client's Region; for global services any.

    Raises:
        EmulatorError: the emulator does not serve that Region.
    """
    if service in GLOBAL_SERVICES or region == "us-east-1":
        return endpoints.global_url
    return _regional_url(endpoints, region)


def _regional_url(endpoints: Endpoints, region: str) -> str:
    if region not in endpoints.regions:
        raise EmulatorError(
            f"Region {region!r} is not served by this emulator; allowed: {', '.join(endpoints.regions)}"
        )
    return endpoints.regions[region]
