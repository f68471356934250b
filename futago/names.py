"""Every name that futago gives to anything in AWS or Terraform; nothing else makes names.

A name carries the estate, the resource's name in the spec and, where AWS wants one name a Region,
the Region's short code. It never carries a role (primary, writer): roles move, names stay.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

BUCKET_MAX = 63
"""Characters; Amazon S3 User Guide, "General purpose bucket naming rules"."""
ROLE_MAX = 64
"""Characters; IAM User Guide, "IAM and AWS STS quotas"."""
POLICY_MAX = 10_240
"""Characters of all inline policies of a role, white space not counted; same page."""
CLUSTER_MAX = 63
"""Characters of clusters, instances and global clusters; Aurora User Guide, "Naming constraints"."""
CLUSTER_PATTERN = re.compile(r"[a-z](?:[a-z0-9]|-(?=[a-z0-9]))*")
"""What clusters may be called; AWS stores them in lower case. Same page."""
PARAMETER_GROUP_MAX = 255
"""Characters of parameter and subnet groups; RDS API Reference, CreateDBClusterParameterGroup."""
TABLE_MIN, TABLE_MAX = 3, 255
"""Characters; Amazon DynamoDB Developer Guide, "Naming rules"."""
SECRET_MAX = 512
"""Characters; Secrets Manager API Reference, CreateSecret."""
ALIAS_MAX = 256
"""Characters with the ``alias/`` in front; KMS API Reference, CreateAlias."""
ALARM_MAX = 255
"""Characters; CloudWatch API Reference, PutMetricAlarm and PutDashboard."""

INDEX_PATTERN = re.compile(r"[A-Za-z0-9_-]{3,255}")
"""What a table's index may be called: DynamoDB's rule without the dot, for it stands in an address."""

GENERATED_STAGE = "futago-generated"
"""The staging label of the version of a secret that holds the value which Terraform had generated."""

NAME_PATTERN = re.compile(r"[a-z](?:[a-z0-9]|-(?=[a-z0-9])){0,40}")
"""What an estate, an environment and a resource may be called in a spec: fit for every service."""


@dataclass(frozen=True)
class Names:
    """The names of one estate in one environment.

    Args:
        prefix: the estate's name, with ``-<environment>`` behind it where there is one.
        account: the AWS account, twelve digits; bucket names hold it, for they are unique worldwide.
    """

    prefix: str
    account: str

    def label(self, name: str, override: str | None = None) -> str:
        """What a resource's names start with: ``override`` where the spec names it, else the prefix."""
        return override or f"{self.prefix}-{name}"

    # Stacks and state

    def stack(self, part: str) -> str:
        """A stack: ``keys``, ``links`` or a Region's short code behind the prefix."""
        return f"{self.prefix}-{part}"

    def state_bucket(self, short_code: str) -> str:
        """The bucket in a Region that holds the Terraform state of that Region's stacks."""
        return f"{self.prefix}-state-{self.account}-{short_code}"

    def state_key(self, stack: str) -> str:
        """The key of a stack's state in its bucket."""
        return f"{stack}.tfstate"

    # KMS

    def key_alias(self, label: str) -> str:
        """A key's alias, the same in both Regions."""
        return f"alias/{label}"

    def alias_arn(self, alias: str, region_code: str) -> str:
        """The ARN of a key's alias."""
        return f"arn:aws:kms:{region_code}:{self.account}:{alias}"

    def key_arn(self, key_id: str, region_code: str) -> str:
        """The ARN of a key, of which AWS gives the id."""
        return f"arn:aws:kms:{region_code}:{self.account}:key/{key_id}"

    def multi_region_keys_arn(self, region_code: str) -> str:
        """A pattern of the ARNs of multi-Region keys: AWS names the keys, and these begin with ``mrk-``."""
        return f"arn:aws:kms:{region_code}:{self.account}:key/mrk-*"

    # Aurora

    def global_cluster(self, label: str) -> str:
        """An Aurora global database."""
        return label

    def cluster(self, label: str, short_code: str) -> str:
        """The cluster of one Region: cluster names must differ between the members of a global database."""
        return f"{label}-{short_code}"

    def instance(self, cluster: str, number: int) -> str:
        """The 1-based ``number``-th instance of a cluster."""
        return f"{cluster}-{number}"

    def global_cluster_arn(self, global_cluster: str) -> str:
        """The ARN of an Aurora global database, which belongs to no Region."""
        return f"arn:aws:rds::{self.account}:global-cluster:{global_cluster}"

    def cluster_arn(self, cluster: str, region_code: str) -> str:
        """A cluster's ARN."""
        return f"arn:aws:rds:{region_code}:{self.account}:cluster:{cluster}"

    def instance_arn(self, instance: str, region_code: str) -> str:
        """An instance's ARN."""
        return f"arn:aws:rds:{region_code}:{self.account}:db:{instance}"

    def log_group(self, cluster: str, log: str) -> str:
        """Where RDS sends a cluster's log (Aurora User Guide, "Publishing logs to CloudWatch Logs")."""
        return f"/aws/rds/cluster/{cluster}/{log}"

    def master_secret(self, label: str) -> str:
        """The secret that holds the first password of a database's master user."""
        return f"{label}/master"

    def connection_arn(self, region_code: str, cluster_id: str, user: str) -> str:
        """What IAM calls connecting to the cluster with this resource id as this user."""
        return f"arn:aws:rds-db:{region_code}:{self.account}:dbuser:{cluster_id}/{user}"

    def parameter_group(self, cluster: str, family: str) -> str:
        """A cluster's parameter group; the family is in its name: a new major version needs a new group."""
        return f"{cluster}-{family.replace('.', '-')}"

    def final_snapshot(self, cluster: str) -> str:
        """The snapshot that is taken when a cluster is deleted."""
        return f"{cluster}-final"

    def database_group(self, cluster: str) -> str:
        """A cluster's security group; its name may not start with ``sg-`` (EC2 API, CreateSecurityGroup)."""
        return f"database-{cluster}"

    # Network

    def network(self, short_code: str) -> str:
        """The network that futago makes in a Region, as its ``Name`` tags say it."""
        return f"{self.prefix}-{short_code}"

    # Secrets Manager

    def secret(self, name: str, override: str | None = None) -> str:
        """A secret, the same in both Regions: ``payments/stripe``.

        A path, as Secrets Manager's own names are, and not ``payments-stripe``: a name that ends in a
        hyphen and six characters is taken for the end of an ARN (API Reference, CreateSecret).
        """
        return override or f"{self.prefix}/{name}"

    def secret_arn(self, secret: str, region_code: str) -> str:
        """A pattern of a secret's ARN: Secrets Manager puts six characters behind the name."""
        return f"arn:aws:secretsmanager:{region_code}:{self.account}:secret:{secret}-??????"

    # DynamoDB

    def table(self, label: str) -> str:
        """A global table, the same in both Regions (DynamoDB Developer Guide, "Global tables")."""
        return label

    def table_arn(self, table: str, region_code: str) -> str:
        """The ARN of a table's replica in a Region."""
        return f"arn:aws:dynamodb:{region_code}:{self.account}:table/{table}"

    def scaling_policy(self, direction: str) -> str:
        """The policy that scales ``read`` or ``write`` of a table or index; unique for each of them only."""
        return f"{self.prefix}-{direction}"

    # S3

    def bucket(self, label: str, short_code: str, *, named: bool = False) -> str:
        """A Region's bucket; one that the spec names (``named``) goes without the account id."""
        return f"{label}-{short_code}" if named else f"{label}-{self.account}-{short_code}"

    def report_bucket(self, short_code: str) -> str:
        """The bucket for the completion reports and manifests of S3 Batch Operations."""
        return f"{self.prefix}-reports-{self.account}-{short_code}"

    def report_prefix(self, name: str) -> str:
        """Where in the report bucket everything about the bucket ``name`` of the spec lies."""
        return f"{name}/"

    def job_reports(self, name: str) -> str:
        """The prefix of the completion reports of backfills of the bucket ``name`` of the spec."""
        return f"{self.report_prefix(name)}reports"

    def job_manifests(self, name: str) -> str:
        """The prefix of the manifests that S3 generates for backfills of the bucket ``name``."""
        return f"{self.report_prefix(name)}manifests"

    def retry_manifest(self, name: str, job_id: str) -> str:
        """The key of the manifest of what failed in a job on the bucket ``name``."""
        return f"{self.report_prefix(name)}retries/{job_id}.csv"

    def bucket_arn(self, bucket: str) -> str:
        """A bucket's ARN."""
        return f"arn:aws:s3:::{bucket}"

    def access_point(self, label: str) -> str:
        """The access point through which applications reach a bucket; the same in both Regions.

        Its name is unique in an account and Region (Amazon S3 User Guide, "Creating access points"). The 50
        characters that it may have are more than the buckets' roles leave.
        """
        return label

    def access_point_arn(self, access_point: str, region_code: str) -> str:
        """An access point's ARN."""
        return f"arn:aws:s3:{region_code}:{self.account}:accesspoint/{access_point}"

    # IAM

    def role(self, label: str, use: str, short_code: str) -> str:
        """A role for one use in one Region, such as ``payments-receipts-replication-apne1``."""
        return f"{label}-{use}-{short_code}"

    def role_arn(self, role: str, path: str = "/") -> str:
        """A role's ARN."""
        return f"arn:aws:iam::{self.account}:role{path}{role}"

    def instance_profile_arn(self, profile: str, path: str = "/") -> str:
        """The ARN of an instance profile."""
        return f"arn:aws:iam::{self.account}:instance-profile{path}{profile}"

    def application_role(self, label: str, short_code: str) -> str:
        """An application's role in one Region, and the instance profile that holds it."""
        return self.role(label, "app", short_code)

    @property
    def applications_path(self) -> str:
        """The path of the estate's application roles, by which the writers' gates know them."""
        return f"/{self.prefix}/applications/"

    def application_path(self, short_code: str) -> str:
        """The path of the application roles of one Region."""
        return f"{self.applications_path}{short_code}/"

    # Systems Manager

    def environment_path(self, application: str) -> str:
        """The path of the parameters with an application's environment, the same in every Region."""
        return f"/{self.prefix}/applications/{application}"

    def parameter(self, application: str, variable: str) -> str:
        """The parameter with a variable of an application's environment."""
        return f"{self.environment_path(application)}/{variable}"

    def parameter_arn(self, parameter: str, region_code: str) -> str:
        """The ARN of a parameter, or of a path of parameters."""
        return f"arn:aws:ssm:{region_code}:{self.account}:parameter{parameter}"

    # CloudWatch

    def alarm(self, noun: str, name: str, what: str) -> str:
        """An alarm of one resource, the same in both Regions: ``payments-database-ledger-lag``."""
        return f"{self.prefix}-{noun}-{name}-{what}"

    def alarm_of_all(self, section: str, what: str) -> str:
        """An alarm of all resources of a section, the same in both Regions: ``payments-keys-requests``."""
        return f"{self.prefix}-{section}-{what}"

    def estate_alarm(self, number: int | None = None) -> str:
        """The alarm that rings when any of the estate's in its Region does; or the 1-based part of it."""
        return "-".join(filter(None, (self.prefix, "estate", str(number or ""))))

    def alarm_arn(self, alarm: str, region_code: str) -> str:
        """An alarm's ARN."""
        return f"arn:aws:cloudwatch:{region_code}:{self.account}:alarm:{alarm}"

    def dashboard(self, short_code: str) -> str:
        """The dashboard that a Region's stack makes; two of an account may not have one name.

        (CloudWatch API Reference, PutDashboard: dashboards belong to no Region.)
        """
        return f"{self.prefix}-{short_code}"

    def dashboard_arn(self, dashboard: str) -> str:
        """A dashboard's ARN, which names no Region."""
        return f"arn:aws:cloudwatch::{self.account}:dashboard/{dashboard}"


def address(kind: str, name: str, use: str, short_code: str) -> str:
    """A Terraform address without its type, such as ``bucket_receipts_replication_apne1``.

    Unambiguous, for names in a spec hold no underscore.
    """
    return "_".join(part for part in (kind, name, use, short_code) if part)


REGION_VARIABLE = "FUTAGO_REGION"
"""The variable with the code of the Region that an application runs in."""
ACCOUNT_VARIABLE = "FUTAGO_ACCOUNT_ID"
"""The variable with the account's id."""


def variable(noun: str, name: str, what: str) -> str:
    """An environment variable of the contract with applications, such as ``FUTAGO_BUCKET_RECEIPTS_NAME``.

    Args:
        noun: one of the kind, such as ``bucket``.
        name: the resource's name in the spec.
        what: what of it, such as ``name``, ``arn`` or ``writer-endpoint``.
    """
    return f"FUTAGO_{noun}_{name}_{what}".replace("-", "_").upper()
