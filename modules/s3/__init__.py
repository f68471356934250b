"""Two-way replicated S3 buckets."""
