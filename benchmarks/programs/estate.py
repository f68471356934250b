"""Reads the spec given, writes its stacks into the folder given, and prints how many resources they hold."""

import json
import sys
from pathlib import Path

from futago.spec import load
from stacks.build import build

out = Path(sys.argv[2])
build(load(Path(sys.argv[1])).estate, out)
stacks = [json.loads(stack.read_bytes()) for stack in out.glob("stacks/*/cdk.tf.json")]
print(sum(len(blocks) for stack in stacks for blocks in stack.get("resource", {}).values()))
