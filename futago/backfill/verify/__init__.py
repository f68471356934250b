"""Proving two buckets equal: two listings, merged in key order, in bounded memory."""
