"""The numbers of the documents, each from a command: ``python -m benchmarks``."""
