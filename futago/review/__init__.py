"""The review of Terraform plans: both Regions side by side, and what a reviewer must know."""
