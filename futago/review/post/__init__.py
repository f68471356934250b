"""Reviews posted where the change is discussed: one comment a pull request, kept up to date."""
