"""What must not be known here of a person, though a source tells it; not what is true of one.

People appear in the public role that a source names, and with nothing else. Tables about
people have no columns but those listed; no text has a number, a date or a place by which a
person is called on or found. How such things are written follows the numbering plan of
Vietnam (Circular 22/2014/TT-BTTTT), its identity numbers (Decree 137/2015/ND-CP: twelve
digits, the first three a province) and what newspapers put before a birth or a home.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from generator.checks.cells import Column, Fault
from generator.checks.patterns import having
from generator.keys import foreign_keys
from generator.problems import Problem

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from generator.checks.judged import Judged
    from generator.dataset import Field

PEOPLE = "persons"

ABOUT_PEOPLE = frozenset(
    {
        "person_id",
        "name",
        "membership_id",
        "post_id",
        "unit_id",
        "start",
        "start_part",
        "end",
        "end_part",
        "as_of",
        "term_id",
        "document_id",
        "source_id",
        "quote",
        "date_as_written",
        "date_basis",
        "note_vi",
        "note_en",
    }
)
"""All that a table about people may have: who held which post, where, when, and who says so."""

_EDTF = "http://id.loc.gov/datatypes/edtf"
# None of these takes longer for a text made to that end: every repeat has a bound.
_MAIL = re.compile(
    r"(?:@|(?<=\w)[\[(](?:at|a còng)[\])]|(?<=\w )[\[(](?:at|a còng)[\])]) ?[\w-]{1,63}\.[\w-]",
    re.IGNORECASE,
)
_NUMBER_ALONE = r"(?<![\w./-]){}(?![\w/-]|[.,][0-9])"
_PHONE_DIGITS = re.compile(r"(?:0|84|0084)(?:[35789][0-9]{8}|2[0-9]{9})")
_PHONE = re.compile(
    _NUMBER_ALONE.format(
        r"(?:(?:\+|00)84[ .-]?(?:\(0\))?[0-9]{2,3}|\(?0[0-9]{2,3}\)?)"
        r"(?P<between>[ .-]?)[0-9]{2,4}(?:(?P=between)[0-9]{2,4}){1,3}"
    )
)
_IDENTITY = re.compile(
    _NUMBER_ALONE.format(
        r"0[0-9]{2}(?P<between>[ .]?)[0-9]{3}(?P=between)[0-9]{3}(?P=between)[0-9]{3}"
    )
)
_CARDS = (
    "CMND|CMTND|CCCD|căn cước|chứng minh (?:nhân dân|thư)|hộ chiếu|passport"
    "|identity (?:card|number)|ID (?:card|number)"
)
_IDENTITY_CARD = re.compile(rf"\b(?:{_CARDS})\b\D{{0,30}}?\b[A-Z]?[0-9]{{7,12}}\b", re.IGNORECASE)
_YEAR = r"(?:19[2-9][0-9]|200[0-7])"  # in which somebody was born who has held a post
# "học sinh năm 1999" and the like tell of no birth.
_BORN = re.compile(
    r"\b(?:sinh(?<!học sinh)(?<!tuyển sinh)(?<!phát sinh)(?<!vệ sinh)(?<!thí sinh)"
    r"(?<!giáng sinh)(?<!an sinh)(?<!hy sinh)|SN):?"
    r"(?:[ ,]{1,3}(?:vào|ngày|tháng|năm|[0-9]{1,2})){0,8} ?(?:[0-9]{1,2}[/.-]){0,2}"
    rf"{_YEAR}\b"
    rf"|\b(?:born|date of birth|DOB)\b[^;]{{0,25}}?\b{_YEAR}\b",
    re.IGNORECASE,
)
_HOME = re.compile(
    r"\b(?:số nhà|nhà số) [0-9]|\bsố [0-9]+[a-z]?,? (?:đường(?! lối)|phố|ngõ|ngách|hẻm) "
    r"|\b(?:nhà riêng|nơi ở|chỗ ở|trú quán|hộ khẩu(?: thường trú)?)(?: hiện nay)?(?: ở| tại|:) ?\w"
    r"|\b(?:thường trú|tạm trú|ngụ) (?:ở|tại) |\bhome address\b|\b(?:resid(?:es|ing)|lives) at ",
    re.IGNORECASE,
)

_TRACES = "|".join(
    (
        r"@|[\[(](?:at|a còng)[\])]",
        r"(?:[0-9][ .()-]{0,3}){10}",
        rf"(?:{_CARDS}).*[0-9]{{7}}",
        "(?:sinh|SN|born|birth|DOB)[^;]*(?:19[2-9]|200)[0-9]",
        "số nhà|nhà số|số [0-9]+[^0-9]?,? (?:đường|phố|ngõ|ngách|hẻm) ",
        "nhà riêng|nơi ở|chỗ ở|trú quán|hộ khẩu|(?:thường trú|tạm trú|ngụ) (?:ở|tại) ",
        "home address|(?:resid(?:es|ing)|lives) at ",
    )
).translate(
    {ord(letter): alike for alike in ("[iIıİ]", "[sSſ]", "[kK\u212a]") for letter in alike[1:3]}
)
"""Something of this is in every text in which one of the rules finds something, and in few others.

It has nothing but what RE2 matches: in a nation's texts, in a tenth of the time. The letters
put in brackets are those that Python, but not RE2, takes for the same where case is ignored.
"""


def people_have_no_other_columns(judged: Judged) -> Iterator[Problem]:
    """A table of people, or one that refers to it, has the columns listed and no others."""
    for name, table in judged.tables.items():
        about = name == PEOPLE or any(key.other_table == PEOPLE for key in foreign_keys(table))
        for field in table.fields if about else ():
            if field not in ABOUT_PEOPLE:
                path = str(table.spec["schema"])
                yield Problem(rule="person-column", file=path, field=field)


def personal_data(column: Column) -> Iterator[Fault]:
    """No text has what belongs to a person alone. What was found is not repeated in the message."""
    if not _is_free_text(column.field):
        return
    suspects = having(f"(?is){_TRACES}", column.values)
    for rule, is_in in RULES.items():
        yield from (Fault(value, rule) for value in suspects if is_in(value))


def _is_free_text(field: Field) -> bool:
    """Whether anything may be written there: no id, address, date or category."""
    spec = field.spec
    is_bound = "categories" in spec or "pattern" in spec.get("constraints", {})
    return spec["type"] == "string" and not is_bound and spec.get("rdfType") != _EDTF


def _has_phone(text: str) -> bool:
    return any(
        _PHONE_DIGITS.fullmatch(re.sub(r"\(0\)|[^0-9]", "", found[0]))
        for found in _PHONE.finditer(text)
    )


def _has_identity(text: str) -> bool:
    return bool(_IDENTITY.search(text) or _IDENTITY_CARD.search(text))


RULES: Mapping[str, Callable[[str], object]] = {
    "personal-phone": _has_phone,
    "personal-identity": _has_identity,
    "personal-birth": _BORN.search,
    "personal-mail": _MAIL.search,
    "personal-home": _HOME.search,
}
