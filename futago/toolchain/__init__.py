"""The programs futago drives, found on this machine or in a wheel: Terraform, Node, the AWS provider."""
