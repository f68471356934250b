"""What a reviewer must know about changes of buckets, one rule a file."""
