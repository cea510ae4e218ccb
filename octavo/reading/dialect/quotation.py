"""Quotation marks by language. Source: CLDR 48 (main/*/delimiters), with the no-break spaces
that French sets inside (Imprimerie nationale).
"""

from __future__ import annotations

from typing import NamedTuple


class Quotes(NamedTuple):
    """Marks of the first level and of quotations within."""

    open: str
    close: str
    single_open: str
    single_close: str

    def opens(self, character: str) -> bool:
        """Whether a mark that was just set began a quotation, so that another may begin."""
        closing = (self.close[-1], self.single_close[-1])
        return character in (self.open[-1], self.single_open[-1]) and character not in closing


_ENGLISH = Quotes("“", "”", "‘", "’")
_GERMAN = Quotes("„", "“", "‚", "‘")
_GUILLEMETS = Quotes("«", "»", "“", "”")
_LOW_HIGH = Quotes("„", "”", "‚", "’")
_NORDIC = Quotes("”", "”", "’", "’")
_TABLE = {
    "de": _GERMAN,
    "de-ch": Quotes("«", "»", "‹", "›"),
    "cs": _GERMAN,
    "sk": _GERMAN,
    "sl": _GERMAN,
    "is": _GERMAN,
    "lb": _GERMAN,
    "hr": Quotes("„", "“", "‚", "‘"),
    "bg": Quotes("„", "“", "‘", "’"),
    "lt": Quotes("„", "“", "‚", "‘"),
    "et": Quotes("„", "“", "‚", "‘"),
    "ka": Quotes("„", "“", "‚", "‘"),
    "sr": _LOW_HIGH,
    "pl": Quotes("„", "”", "«", "»"),
    "hu": Quotes("„", "”", "»", "«"),
    "ro": Quotes("„", "”", "«", "»"),
    "fr": Quotes("«\u00a0", "\u00a0»", "“", "”"),
    "fr-ch": Quotes("«", "»", "‹", "›"),
    "es": _GUILLEMETS,
    "ca": _GUILLEMETS,
    "it": _GUILLEMETS,
    "pt-pt": _GUILLEMETS,
    "el": Quotes("«", "»", "“", "”"),
    "ru": Quotes("«", "»", "„", "“"),
    "uk": Quotes("«", "»", "„", "“"),
    "be": Quotes("«", "»", "„", "“"),
    "no": Quotes("«", "»", "‘", "’"),
    "nb": Quotes("«", "»", "‘", "’"),
    "nn": Quotes("«", "»", "‘", "’"),
    "fa": Quotes("«", "»", "‹", "›"),
    "hy": Quotes("«", "»", "“", "”"),
    "sv": _NORDIC,
    "fi": _NORDIC,
    "da": Quotes("“", "”", "‘", "’"),
    "ja": Quotes("「", "」", "『", "』"),
}


def quotes_of(language: str) -> Quotes:
    """The marks of a language, by its whole tag or its first part; English ones by default."""
    tag = language.lower().replace("_", "-")
    return _TABLE.get(tag) or _TABLE.get(tag.split("-")[0]) or _ENGLISH
