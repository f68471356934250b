"""The bucket of each Region for the reports and manifests of S3 Batch Operations."""
