"""A review as text, markdown, an HTML page, JSON or SARIF.

Every module has ``render(review) -> str``. They read nothing but ``futago.review.model``; what the author of
a plan can write into a name, a tag or a value is made inert on the way (``futago.rendering.inert``).
"""
