"""Existing objects, backfilled both ways by S3 Batch Replication: planned, started, watched, verified."""
