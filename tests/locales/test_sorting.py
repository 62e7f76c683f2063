"""Names in the order of a language: each row of the list, and what holds for all."""

import random

import pytest

from crossbearing.locales import by_name, by_name_where_asked, speaking
from crossbearing.locales.sorting import rows

NAMES = ["Zebra", "Ängel", "angel", "Ångström", "Angern", "Barzah", "ʿAyn", "Öst", "Ost"]


def test_the_list_is_as_told() -> None:
    assert {row["how"] for row in rows()} == {"after", "as", "skip"}
    told = [(row["language"], row["how"], row["at"]) for row in rows()]
    assert len(set(told)) == len(told)


@pytest.mark.parametrize("row", rows(), ids=lambda row: f"{row['language']} {row['letters']}")
def test_every_row_sorts_its_example(row: dict[str, str]) -> None:
    names = row["example"].split(" < ")
    mixed = list(names)
    random.Random(7).shuffle(mixed)
    with speaking("en" if row["language"] == "*" else row["language"]):
        assert sorted(mixed, key=by_name) == names
    letters = row["letters"].replace("|", " ").split()
    assert any(letter in name.casefold() for letter in letters for name in names)


@pytest.mark.parametrize(
    ("tag", "expected"),
    [
        ("en", ["angel", "Ängel", "Angern", "Ångström", "ʿAyn", "Barzah", "Ost", "Öst", "Zebra"]),
        ("de", ["angel", "Ängel", "Angern", "Ångström", "ʿAyn", "Barzah", "Ost", "Öst", "Zebra"]),
        ("sv", ["angel", "Angern", "ʿAyn", "Barzah", "Ost", "Zebra", "Ångström", "Ängel", "Öst"]),
        ("nb-NO", ["angel", "Angern", "ʿAyn", "Barzah", "Ost", "Zebra", "Ängel", "Öst", "Ångström"]),
    ],
)
def test_one_list_in_several_languages(tag: str, expected: list[str]) -> None:
    with speaking(tag):
        assert sorted(NAMES, key=by_name) == expected


def test_a_tailored_letter_stands_in_every_case() -> None:
    with speaking("sv"):
        assert sorted(["ÅBO", "åbo", "Zorn", "A\u030abo"], key=by_name)[0] == "Zorn"
    with speaking("vi"):
        assert sorted(["Ba", "Ập", "Ap"], key=by_name) == ["Ap", "Ập", "Ba"]


def test_arabic_is_sorted_without_article_and_vowel_signs() -> None:
    names = ["حمص", "الباب", "التل", "إدلب", "مُنبج", "منبر"]
    with speaking("ar"):
        assert sorted(names, key=by_name) == ["إدلب", "الباب", "التل", "حمص", "مُنبج", "منبر"]
        assert sorted(["Barzah", "al-Bab", "Aleppo"], key=by_name) == ["Aleppo", "al-Bab", "Barzah"]
    assert sorted(["Barzah", "al-Bab", "Aleppo"], key=by_name) == ["al-Bab", "Aleppo", "Barzah"]


def test_capitals_part_no_names_and_keys_are_total() -> None:
    assert sorted(["Zaman", "anadolu", "Bild"], key=by_name) == ["anadolu", "Bild", "Zaman"]
    assert by_name("Kel") != by_name("kel")
    assert sorted(["", "a", " "], key=by_name)[0] == ""


def test_tables_for_programs_keep_code_points_unless_asked() -> None:
    names = ["anadolu", "Zaman", "Åbo"]
    assert sorted(names, key=by_name_where_asked) == ["Zaman", "anadolu", "Åbo"]
    with speaking("de"):
        assert sorted(names, key=by_name_where_asked) == ["Åbo", "anadolu", "Zaman"]
