"""A comparison as text, markdown, a page or JSON; all say the same."""
