"""Vietnamese text as keys to find, match, order and link by; never what a reader is shown."""

import re
import unicodedata
from functools import lru_cache
from typing import TypeAlias

WordKey: TypeAlias = tuple[int, int, str, str]
CollationKey: TypeAlias = tuple[tuple[WordKey, ...], tuple[bool, ...], str]

# Every character of Unicode's category "Pd", the minus sign and the hyphen bullet.
_DASHES = (
    "\u058a\u05be\u1400\u1806\u2010\u2011\u2012\u2013\u2014\u2015\u2043\u2212\u2e17\u2e1a\u2e3a"
    "\u2e3b\u2e40\u2e5d\u301c\u3030\u30a0\ufe31\ufe32\ufe58\ufe63\uff0d\U00010ead"
)
# With the letters and the prime that stand for an apostrophe in names such as Cư M'gar.
_SINGLE_QUOTES = "\u02bb\u02bc\u2018\u2019\u201a\u201b\u2032\u2039\u203a\uff07"
_DOUBLE_QUOTES = "\u00ab\u00bb\u201c\u201d\u201e\u201f\u2033\u2e42\u301d\u301e\u301f\uff02"
# Soft hyphen, zero-width characters and marks of direction: web pages are sown with them.
_INVISIBLE = (
    "\u00ad\u200b\u200c\u200d\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2060\u2066\u2067\u2068"
    "\u2069\ufeff"
)
# U+00D0 and U+0189 look like the capital Đ, and old conversions left them in its place.
_D_WITH_STROKE = {"\u00d0": "Đ", "\u00f0": "đ", "\u0189": "Đ", "\u0256": "đ"}
# Letters that stay as they are: `str.translate` finds a character in its table about twice as
# fast as it learns that one is missing.
_COMMON = map(chr, (*range(0x250), *range(0x1E00, 0x1F00)))
_PLAIN: dict[str, str | None] = {
    **{letter: letter for letter in _COMMON},
    **dict.fromkeys(_DASHES, "-"),
    **dict.fromkeys(_SINGLE_QUOTES, "'"),
    **dict.fromkeys(_DOUBLE_QUOTES, '"'),
    **dict.fromkeys(_INVISIBLE),
    **_D_WITH_STROKE,
}
_PLAIN_TABLE = str.maketrans(_PLAIN)
_BARE_TABLE = str.maketrans(
    {
        **_PLAIN,
        **dict.fromkeys(map(chr, range(0x300, 0x370))),  # the combining diacritical marks
        **dict.fromkeys(["Đ", "đ", *_D_WITH_STROKE], "d"),
    }
)

# Tone marks in the order of Vietnamese dictionaries: huyền, hỏi, ngã, sắc, nặng; none comes first.
_TONES = {"\u0300": "1", "\u0309": "2", "\u0303": "3", "\u0301": "4", "\u0323": "5"}
_ALPHABET = "aăâbcdđeêfghijklmnoôơpqrstuưvwxyz"
# A word holds letters alone, so no other letter lies between "a" and the last of these.
_RANKS = {letter: chr(ord("a") + rank) for rank, letter in enumerate(_ALPHABET)}
_WORD = re.compile(r"[0-9]+|[^\W0-9_]+")
_NOT_IN_SLUG = re.compile(r"[^a-z0-9]+")


def nfc(text: str) -> str:
    """The text in Unicode's composed form, in which the package is written."""
    return unicodedata.normalize("NFC", text)


def fold(text: str) -> str:
    """The key for search: lower case, without accents or tone marks, đ as d, stripped.

    Dashes, quotes and runs of white space become ``-``, ``'`` or ``"``, and one
    space; characters that are not seen are dropped. Folding twice changes nothing.
    """
    bare = unicodedata.normalize("NFD", text).translate(_BARE_TABLE)
    return " ".join(nfc(bare).lower().split())


# "hóa" -> "hoá", "hòe" -> "hoè", "ủy" -> "uỷ", in every mixture of cases.
_TONE_ON_FIRST_VOWEL = re.compile(r"[òỏõóọÒỎÕÓỌ][aeAE]|[ùủũúụÙỦŨÚỤ][yY]")
_TONE_ON_SECOND_VOWEL = {
    nfc(first + tone) + second: first + nfc(second + tone)
    for firsts, seconds in (("oO", "aeAE"), ("uU", "yY"))
    for first in firsts
    for second in seconds
    for tone in _TONES
}


def fold_tone_marks(text: str) -> str:
    """The key for finding a quote in a source: case and accents kept, spelling styles levelled.

    A tone over oa, oe or uy is put on the second vowel, as in "hoá" and "uỷ"; one
    that stands there already, as in "quý", is right in both styles and stays.
    Dashes, quotes, white space and unseen characters are treated as in `fold`.
    """
    plain = " ".join(nfc(text.translate(_PLAIN_TABLE)).split())
    return _TONE_ON_FIRST_VOWEL.sub(lambda vowels: _TONE_ON_SECOND_VOWEL[vowels[0]], plain)


@lru_cache(maxsize=16_384)  # in a preview, the names of all units are sorted again and again
def collation_key(text: str) -> CollationKey:
    """Sorts as a Vietnamese dictionary does: word by word, letters before tones, case last.

    A word's tone counts wherever it stands, so "Hoà" and "Hòa" lie side by side.
    Numbers come before letters, by their value; what is neither is passed over. The
    text itself (NFC) ends the key, so that two different texts never tie.
    """
    composed = nfc(text)
    words = _WORD.findall(composed)
    return tuple(map(_word_key, words)), tuple(map(str.isupper, "".join(words))), composed


@lru_cache(maxsize=16_384)  # names share their syllables
def _word_key(word: str) -> WordKey:
    """Rank a number as (0, digits, digits, ""), a word as (1, 0, letters, tones)."""
    if word[0] in "0123456789":
        digits = word.lstrip("0")
        return 0, len(digits), digits, ""
    marked = unicodedata.normalize("NFD", word.lower())
    letters = nfc("".join(mark for mark in marked if mark not in _TONES))
    return 1, 0, "".join(map(_rank, letters)), "".join(_TONES.get(mark, "") for mark in marked)


def _rank(letter: str) -> str:
    """Place a letter in the alphabet; a foreign accent counts as none."""
    plain = _D_WITH_STROKE.get(letter, letter)
    return _RANKS.get(plain) or _RANKS.get(unicodedata.normalize("NFD", plain)[0], plain)


def slug(text: str) -> str:
    """The text as a piece of a file name or an anchor, of ``a-z``, ``0-9`` and inner ``-`` only.

    Empty only for a text without a letter or digit: one in another script is
    spelt by its code points ("ក" is "1780").
    """
    ascii_only = unicodedata.normalize("NFKD", fold(text)).lower()
    readable = _NOT_IN_SLUG.sub("-", ascii_only).strip("-")
    return readable or "-".join(f"{ord(c):x}" for c in nfc(text) if c.isalnum())
