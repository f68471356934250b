"""The types of hashicorp/aws 5.100.0 in use; by modules.terraform.generate."""

from modules.terraform.aws.appautoscaling_policy import AppautoscalingPolicy
from modules.terraform.aws.appautoscaling_target import AppautoscalingTarget
from modules.terraform.aws.cloudwatch_composite_alarm import CloudwatchCompositeAlarm
from modules.terraform.aws.cloudwatch_dashboard import CloudwatchDashboard
from modules.terraform.aws.cloudwatch_log_group import CloudwatchLogGroup
from modules.terraform.aws.cloudwatch_metric_alarm import CloudwatchMetricAlarm
from modules.terraform.aws.db_parameter_group import DbParameterGroup
from modules.terraform.aws.db_subnet_group import DbSubnetGroup
from modules.terraform.aws.default_security_group import DefaultSecurityGroup
from modules.terraform.aws.dynamodb_resource_policy import DynamodbResourcePolicy
from modules.terraform.aws.dynamodb_table import DynamodbTable
from modules.terraform.aws.dynamodb_table_replica import DynamodbTableReplica
from modules.terraform.aws.eks_pod_identity_association import EksPodIdentityAssociation
from modules.terraform.aws.iam_instance_profile import IamInstanceProfile
from modules.terraform.aws.iam_role import IamRole
from modules.terraform.aws.iam_role_policy import IamRolePolicy
from modules.terraform.aws.iam_role_policy_attachment import IamRolePolicyAttachment
from modules.terraform.aws.kms_alias import KmsAlias
from modules.terraform.aws.kms_alias_data import KmsAliasData
from modules.terraform.aws.kms_grant import KmsGrant
from modules.terraform.aws.kms_key import KmsKey
from modules.terraform.aws.kms_replica_key import KmsReplicaKey
from modules.terraform.aws.rds_cluster import RdsCluster
from modules.terraform.aws.rds_cluster_instance import RdsClusterInstance
from modules.terraform.aws.rds_cluster_parameter_group import RdsClusterParameterGroup
from modules.terraform.aws.rds_global_cluster import RdsGlobalCluster
from modules.terraform.aws.route_table import RouteTable
from modules.terraform.aws.route_table_association import RouteTableAssociation
from modules.terraform.aws.s3_access_point import S3AccessPoint
from modules.terraform.aws.s3_bucket import S3Bucket
from modules.terraform.aws.s3_bucket_lifecycle_configuration import S3BucketLifecycleConfiguration
from modules.terraform.aws.s3_bucket_object_lock_configuration import S3BucketObjectLockConfiguration
from modules.terraform.aws.s3_bucket_ownership_controls import S3BucketOwnershipControls
from modules.terraform.aws.s3_bucket_policy import S3BucketPolicy
from modules.terraform.aws.s3_bucket_public_access_block import S3BucketPublicAccessBlock
from modules.terraform.aws.s3_bucket_replication_configuration import S3BucketReplicationConfiguration
from modules.terraform.aws.s3_bucket_server_side_encryption_configuration import S3BucketServerSideEncryptionConfiguration
from modules.terraform.aws.s3_bucket_versioning import S3BucketVersioning
from modules.terraform.aws.s3control_access_point_policy import S3controlAccessPointPolicy
from modules.terraform.aws.secretsmanager_random_password_ephemeral import SecretsmanagerRandomPasswordEphemeral
from modules.terraform.aws.secretsmanager_secret import SecretsmanagerSecret
from modules.terraform.aws.secretsmanager_secret_rotation import SecretsmanagerSecretRotation
from modules.terraform.aws.secretsmanager_secret_version import SecretsmanagerSecretVersion
from modules.terraform.aws.security_group import SecurityGroup
from modules.terraform.aws.ssm_parameter import SsmParameter
from modules.terraform.aws.subnet import Subnet
from modules.terraform.aws.vpc import Vpc
from modules.terraform.aws.vpc_security_group_ingress_rule import VpcSecurityGroupIngressRule

__all__ = [
    "AppautoscalingPolicy",
    "AppautoscalingTarget",
    "CloudwatchCompositeAlarm",
    "CloudwatchDashboard",
    "CloudwatchLogGroup",
    "CloudwatchMetricAlarm",
    "DbParameterGroup",
    "DbSubnetGroup",
    "DefaultSecurityGroup",
    "DynamodbResourcePolicy",
    "DynamodbTable",
    "DynamodbTableReplica",
    "EksPodIdentityAssociation",
    "IamInstanceProfile",
    "IamRole",
    "IamRolePolicy",
    "IamRolePolicyAttachment",
    "KmsAlias",
    "KmsAliasData",
    "KmsGrant",
    "KmsKey",
    "KmsReplicaKey",
    "RdsCluster",
    "RdsClusterInstance",
    "RdsClusterParameterGroup",
    "RdsGlobalCluster",
    "RouteTable",
    "RouteTableAssociation",
    "S3AccessPoint",
    "S3Bucket",
    "S3BucketLifecycleConfiguration",
    "S3BucketObjectLockConfiguration",
    "S3BucketOwnershipControls",
    "S3BucketPolicy",
    "S3BucketPublicAccessBlock",
    "S3BucketReplicationConfiguration",
    "S3BucketServerSideEncryptionConfiguration",
    "S3BucketVersioning",
    "S3controlAccessPointPolicy",
    "SecretsmanagerRandomPasswordEphemeral",
    "SecretsmanagerSecret",
    "SecretsmanagerSecretRotation",
    "SecretsmanagerSecretVersion",
    "SecurityGroup",
    "SsmParameter",
    "Subnet",
    "Vpc",
    "VpcSecurityGroupIngressRule",
]
