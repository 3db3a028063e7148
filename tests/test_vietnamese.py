import random
import re
import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.vietnamese import collation_key, fold, fold_tone_marks, nfc, slug

# A busy machine is no fault of the code.
untimed = settings(deadline=None)

vietnamese_letters = st.sampled_from(
    "aàảãáạăằẳẵắặâầẩẫấậbcdđeèẻẽéẹêềểễếệghiìỉĩíịklmnoòỏõóọôồổỗốộơờởỡớợpqrstuùủũúụưừửữứựvxyỳỷỹýỵ"
    "AÀĂẰÂẤBCDĐEÊỄGHIKLMNOÓÔỒƠỢPQRSTUỦƯỰVXYỶ0123456789 -–’“”\u00a0\u00ad\u200b\u0301\u0323\u0306"
)
texts = st.one_of(st.text(), st.text(alphabet=vietnamese_letters))


def nfd(text: str) -> str:
    return unicodedata.normalize("NFD", text)


def test_nfc_composes_what_an_editor_typed_in_parts() -> None:
    assert nfc("Thu\u031b\u0323c hie\u0302\u0323n") == "Thực hiện"


@pytest.mark.parametrize(
    ("written", "key"),
    [
        ("Uông Bí", "uong bi"),
        ("Đắk Lắk", "dak lak"),
        ("ĐẢNG ỦY", "dang uy"),
        ("Hoà Bình", "hoa binh"),
        ("Hòa Bình", "hoa binh"),
        ("Thành uỷ", "thanh uy"),
        ("Thành ủy", "thanh uy"),
        ("nhất thể hóa chức danh", "nhat the hoa chuc danh"),
        ("Đường Nguyễn Văn Cừ", "duong nguyen van cu"),
        ("ỡ ự ẵ ệ ộ ỵ ĩ ẳ", "o u a e o y i a"),
        ("thôn\u00a0bản\u2009\u2003khu\u202f\u3000phố", "thon ban khu pho"),
        ("  Ba\tChẽ \r\n", "ba che"),
        ("2017 – 2020", "2017 - 2020"),
        ("2017—2020", "2017-2020"),
        ("2017‑2020", "2017-2020"),
        ("2017−2020", "2017-2020"),
        ("“dân tin, Đảng cử”", '"dan tin, dang cu"'),
        ("«dân tin»", '"dan tin"'),
        ("Cư M’gar", "cu m'gar"),
        ("Cư Mʼgar", "cu m'gar"),
        ("H\u00adạ L\u200bong\ufeff", "ha long"),
        ("Ðảng bộ", "dang bo"),
        ("", ""),
        ("\u00a0", ""),
    ],
)
def test_fold_finds_a_name_however_it_is_typed(written: str, key: str) -> None:
    assert fold(written) == key
    assert fold(nfd(written)) == key


def test_every_dash_of_unicode_folds_to_a_hyphen() -> None:
    dashes = [c for c in map(chr, range(0x110000)) if unicodedata.category(c) == "Pd"]
    assert [
        c for c in dashes if fold(f"1{c}2") != "1-2" or fold_tone_marks(f"1{c}2") != "1-2"
    ] == []


def test_every_space_of_unicode_folds_to_one_space() -> None:
    spaces = [c for c in map(chr, range(0x110000)) if unicodedata.category(c) == "Zs"]
    assert [
        c for c in spaces if fold(f"a{c}{c}b") != "a b" or fold_tone_marks(f"a{c}b") != "a b"
    ] == []


@pytest.mark.parametrize(
    ("one_style", "other_style"),
    [
        ("nhất thể hóa", "nhất thể hoá"),
        ("Thành ủy", "Thành uỷ"),
        ("ỦY BAN", "UỶ BAN"),
        ("Ủy ban", "Uỷ ban"),
        ("Hòa Bình", "Hoà Bình"),
        ("HÒA BÌNH", "HOÀ BÌNH"),
        ("khỏe, khóe, họe, xòe", "khoẻ, khoé, hoẹ, xoè"),
        ("thùy, thúy, thủy, thũy, thụy", "thuỳ, thuý, thuỷ, thuỹ, thuỵ"),
        ("tòa, tỏa, tõa, tóa, tọa", "toà, toả, toã, toá, toạ"),
        ("13/13\u00a0khu   phố,\n2017–2020", "13/13 khu phố, 2017-2020"),
        ("“dân tin”, ‘Đảng cử’", "\"dân tin\", 'Đảng cử'"),
        ("Ðảng uỷ", "Đảng ủy"),
        ("chi\u00ad bộ\u200b", "chi bộ"),
    ],
)
def test_a_quote_is_found_in_either_style_of_spelling(one_style: str, other_style: str) -> None:
    assert fold_tone_marks(one_style) == fold_tone_marks(other_style)
    assert fold_tone_marks(nfd(one_style)) == fold_tone_marks(other_style)


@pytest.mark.parametrize(
    "written",
    [
        "quý quỳ quỷ quỹ quỵ quá",
        "giò giỏi già giữ",
        "hoài ngoáy khuya khuỷu",
        "hoặc huyện mùa của kiêm",
    ],
)
def test_words_with_one_spelling_stay_as_they_are(written: str) -> None:
    assert fold_tone_marks(written) == written


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("bí thư", "bị thư"),
        ("hóa", "hòa"),
        ("thủy", "thúy"),
        ("Bí thư", "bí thư"),
        ("đảng", "dảng"),
        ("thôn", "thon"),
        ("mùa", "muà"),
    ],
)
def test_a_quote_is_not_found_in_other_words(one: str, other: str) -> None:
    assert fold_tone_marks(one) != fold_tone_marks(other)


@pytest.mark.parametrize(
    "in_order",
    [
        # letters first
        ["an", "ăn", "ân", "ba", "ca", "da", "đa", "em", "êm", "ga"],
        ["on", "ôn", "ơn", "pin", "tu", "tư", "va"],
        ["dung", "Ðà Lạt", "Đà Nẵng", "đá", "em"],
        # then tones, as Vietnamese dictionaries order them
        ["ma", "mà", "mả", "mã", "má", "mạ"],
        ["bâng", "bầng", "bẩng", "bẫng", "bấng", "bậng"],
        # a letter outweighs a tone
        ["mạ", "mai", "mặn", "mân"],
        # word by word: the first word's tone outweighs the second word's letters
        ["Hoa Vinh", "Hòa An", "Hoà Bình", "Hòa Vang"],
        ["Hà", "Hà Nam", "Hà Nội", "Hạ Long"],
        # one tone, wherever it stands
        ["hoa", "hoà", "hòa", "hoả", "hỏa", "hoá", "hóa", "hoạ", "họa"],
        # case last
        ["an", "An", "AN", "an bình", "An Bình", "An Hoà"],
        # numbers by value, before letters
        ["Phường 2", "Phường 2A", "Phường 10", "Phường 11", "Phường An Bình"],
        ["Khu 9", "Khu 009 B", "Khu 10", "Khu " + "9" * 5000, "Khu 1" + "0" * 5000],
        # punctuation is passed over
        ["Bà Rịa", "Bà Rịa - Vũng Tàu", "Bà Rịa-Vũng Tàu", "Bà Rịa Xuyên"],
        ["Cư Kuin", "Cư M'gar", "Cư Mốt"],
        ["", "-", "Ủy ban", "Yên", "Zà Hung", "Ωmega"],
        # letters of neighbouring languages stand with their own, other scripts at the end
        ["Ea Sup", "Ea Sŭt", "Ea Suu", "Êa Súp", "Krong", "ខេត្ត"],
    ],
)
def test_names_stand_as_in_a_vietnamese_dictionary(in_order: list[str]) -> None:
    backwards = in_order[::-1]
    assert sorted(backwards, key=collation_key) == in_order


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Tiến độ", "tien-do"),
        ("Uông Bí", "uong-bi"),
        ("Đắk Lắk", "dak-lak"),
        ("TP. Hồ Chí Minh", "tp-ho-chi-minh"),
        ("Bà Rịa – Vũng Tàu", "ba-ria-vung-tau"),
        ("Cư M'gar", "cu-m-gar"),
        ("Phường 10", "phuong-10"),
        ("  100% / 85 ", "100-85"),
        ("m²", "m2"),
        ("ក្រុង", "1780-179a-1784"),
        ("й", "439"),
        ("½", "1-2"),
        ("ʼ", "2bc"),
        ("…", ""),
        ("", ""),
    ],
)
def test_slug_reads_like_the_name_without_its_accents(text: str, expected: str) -> None:
    assert slug(text) == expected
    assert slug(nfd(text)) == expected


@untimed
@given(texts)
def test_every_fold_is_the_same_for_both_normal_forms_and_when_repeated(text: str) -> None:
    for folded in (fold, fold_tone_marks, slug):
        key = folded(text)
        assert folded(nfd(text)) == key
        assert folded(nfc(text)) == key
        assert folded(key) == key


@untimed
@given(texts)
def test_what_matches_as_a_quote_matches_in_search(text: str) -> None:
    assert fold(fold_tone_marks(text)) == fold(text)


@untimed
@given(texts)
def test_slug_is_a_safe_file_name_and_empty_only_without_letters_and_digits(text: str) -> None:
    made = slug(text)
    assert re.fullmatch(r"(?:[a-z0-9]+(?:-[a-z0-9]+)*)?", made)
    if any(c.isalnum() for c in text):
        assert made


@untimed
@given(texts, texts)
def test_collation_is_total_and_blind_to_the_normal_form(one: str, other: str) -> None:
    assert collation_key(nfd(one)) == collation_key(nfc(one))
    assert (collation_key(one) == collation_key(other)) == (nfc(one) == nfc(other))
    assert (collation_key(one) < collation_key(other)) != (
        collation_key(one) >= collation_key(other)
    )


@untimed
@given(st.lists(texts), st.randoms())
def test_the_order_does_not_depend_on_where_names_began(
    names: list[str], source: random.Random
) -> None:
    names = [nfc(name) for name in names]
    shuffled = source.sample(names, len(names))
    assert sorted(shuffled, key=collation_key) == sorted(names, key=collation_key)
