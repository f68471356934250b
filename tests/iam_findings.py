"""What Parliament, the linter of IAM policies, finds in a policy of a stack."""

from __future__ import annotations

import re
import warnings

with warnings.catch_warnings():
    # It reads its definitions of all actions on import, and leaves the files to the garbage collector.
    warnings.simplefilter("ignore", ResourceWarning)
    import parliament

EXAMPLE_KEY = "arn:aws:kms:ap-northeast-1:123456789012:key/mrk-1234abcd12ab34cd56ef1234567890ab"
_REFERENCE = re.compile(r"\$\{local\.key_\w+\}")


def iam_findings(policy: str) -> list[str]:
    """The findings in a policy's JSON text: actions, resources and conditions that don't exist or fit.

    References to keys, which only Terraform resolves, are read as the ARN of some key.
    """
    document = _REFERENCE.sub(EXAMPLE_KEY, policy)
    return [str(finding) for finding in parliament.analyze_policy_string(document).findings]
