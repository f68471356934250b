"""The slim bindings: the one place that imports cdktf's resource classes.

A resource is one real ``TerraformResource`` in the construct tree, with nothing in it; its arguments
stay in Python and all of a stack's are handed to cdktf in one callback at synthesis (``stack.py``).
That costs one or two round trips to Node a resource, where the prebuilt bindings cost dozens and an
import of a gigabyte. Typing comes back by generation (``generate.py`` writes ``aws/``).
"""
