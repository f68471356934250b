"""Running Terraform over the synthesized stacks, in order; resumable, and stopped gracefully."""
