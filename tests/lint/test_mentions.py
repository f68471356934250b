"""What a text mentions."""

from __future__ import annotations

from hypothesis import given

from futago.lint.mentions import mentions
from tests.strategies import WORDS_LOOKED_FOR, texts_around_words


@given(texts_around_words)
def test_mentions_are_the_words_of_a_text(text: str) -> None:
    """A text mentions exactly the words that Python finds in it, whatever stands around them."""
    assert {word for word in WORDS_LOOKED_FOR if word in text} == mentions(text, WORDS_LOOKED_FOR)
