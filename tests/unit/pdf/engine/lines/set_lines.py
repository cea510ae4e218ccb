"""Prose for tests of lines."""

from __future__ import annotations

import random

from octavo.artifacts import Typography

FIT = Typography(total_fit=True)
FEET = Typography(total_fit=True, even_feet=True)

WORDS = (
    "a the of and to in that he was his it with as for had at by on not be which from but they "
    "were she all when there one would so said what if more out up into than who them then some "
    "could time very our well day house little water river evening garden window morning letter "
    "father people nothing something country question children another together company village "
    "history present afternoon gentleman beautiful considerable conversation understanding "
    "neighbourhood circumstances extraordinary remembered magistrate particularly"
).split()


def prose(words: int, seed: int) -> str:
    """So many words in sentences; the same for a seed."""
    chance = random.Random(seed)
    said: list[str] = []
    while len(said) < words:
        sentence = [chance.choice(WORDS) for _ in range(chance.randint(5, 22))]
        sentence[0] = sentence[0].capitalize()
        if len(sentence) > 9:
            sentence[4] += chance.choice((",", ";", ","))
        sentence[-1] += chance.choice((".", ".", ".", "?"))
        said += sentence
    return " ".join(said[:words]).rstrip(",;.?") + "."


def paragraphs(count: int, seed: int = 1, most: int = 120) -> str:
    """Paragraphs of every length, dialogue among them."""
    chance = random.Random(seed)
    return "".join(
        f'<p id="p{number}">{prose(chance.choice((4, 12, 30, 60, most)), seed * 1000 + number)}</p>'
        for number in range(count)
    )
