"""The one way in which a picture is refused: a sentence, a hint, a code of the catalogue."""

from __future__ import annotations

from octavo.findings import ManuscriptError, finding

MAXIMUM_PIXELS = 100_000_000
"""Beyond this a file is taken for a decompression bomb: A3 at 600 dpi has 70 million."""

MAXIMUM_BYTES = 256 * 1024 * 1024


class BadImage(ManuscriptError):
    """A picture that cannot be used; its one finding has no place yet, the caller knows it."""

    @classmethod
    def of(cls, code: str, message: str, hint: str | None = None) -> BadImage:
        """Refuse a picture with a code: image-broken, image-unknown, image-oversized, svg-unsafe."""
        return cls(message, hint, (finding(code, message, hint=hint),))

    @classmethod
    def broken(cls, message: str) -> BadImage:
        """Refuse a file that is cut short or not what it claims to be."""
        return cls.of("image-broken", message, "export the picture again")
