"""What a reviewer must know about changes of KMS keys, one rule a file."""
