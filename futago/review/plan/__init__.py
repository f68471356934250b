"""Reading plans: files, Regions, redaction, differences, pairs, fingerprint."""
