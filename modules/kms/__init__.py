"""Multi-Region KMS keys."""
