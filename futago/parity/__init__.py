"""Whether the pair is equal: spec, first and second Region side by side, as AWS has them now."""
