"""What a promotion means for a bucket.

Both buckets take writes at any time; of a strong bucket the gates of the access points let one Region's
applications through. So a promotion moves the gates, and sees that an object can be written and read where it
moved them to. No bucket's configuration is touched, for that takes us-east-1.

AWS: Amazon S3 User Guide, "Replicating objects within and across Regions" and "Monitoring replication with
metrics, event notifications, and statuses"; AWS Fault Isolation Boundaries, "Global services".
"""
