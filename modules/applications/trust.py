"""Who may take an application's role: what it runs on, there and as itself only."""

from __future__ import annotations

from modules.applications.inputs import ApplicationInputs, ServiceAccountInputs
from modules.estate import Estate
from modules.terraform.policy import Statement, trust
from regions import Region


def trust_of(estate: Estate, inputs: ApplicationInputs, region: Region) -> list[Statement]:
    """The statements of the trust policy of the role in ``region``."""
    account = inputs.service_account
    if account is not None:
        statement = (
            _pod_identity(estate, account, region) if account.clusters else _web_identity(account, region)
        )
        return [statement]
    if inputs.runs_on == "ecs":
        # ECS Developer Guide, "Amazon ECS task IAM role".
        return trust(
            "ecs-tasks.amazonaws.com", estate.account, f"arn:aws:ecs:{region.code}:{estate.account}:*"
        )
    # An instance profile is the account's own already; EC2 says no source (EC2 User Guide, "IAM roles for
    # Amazon EC2").
    return [{"Effect": "Allow", "Principal": {"Service": "ec2.amazonaws.com"}, "Action": "sts:AssumeRole"}]


def _pod_identity(estate: Estate, account: ServiceAccountInputs, region: Region) -> Statement:
    """EKS Pod Identity, for one service account of one cluster.

    The session tags are those that it sets (EKS User Guide, "Create IAM role with trust policy required by
    EKS Pod Identity"). The source is the cluster, not the association (seen on a live cluster:
    terraform-aws-modules/terraform-aws-eks, pull request 3743).
    """
    cluster = account.clusters[region.code]
    return {
        "Effect": "Allow",
        "Principal": {"Service": "pods.eks.amazonaws.com"},
        "Action": ["sts:AssumeRole", "sts:TagSession"],
        "Condition": {
            "StringEquals": {
                "aws:SourceAccount": estate.account,
                "aws:RequestTag/kubernetes-namespace": account.namespace,
                "aws:RequestTag/kubernetes-service-account": account.name,
            },
            "ArnEquals": {"aws:SourceArn": f"arn:aws:eks:{region.code}:{estate.account}:cluster/{cluster}"},
        },
    }


def _web_identity(account: ServiceAccountInputs, region: Region) -> Statement:
    """The cluster's issuer says who it is (EKS User Guide, "IAM roles for service accounts")."""
    provider = account.oidc_providers[region.code]
    issuer = provider.partition("oidc-provider/")[2]
    return {
        "Effect": "Allow",
        "Principal": {"Federated": provider},
        "Action": "sts:AssumeRoleWithWebIdentity",
        "Condition": {
            "StringEquals": {
                f"{issuer}:aud": "sts.amazonaws.com",
                f"{issuer}:sub": f"system:serviceaccount:{account.namespace}:{account.name}",
            }
        },
    }
