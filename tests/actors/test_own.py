"""A user's own actors: known while their lists hold, refused where they cannot be used."""

import pytest

from crossbearing.actors import own_lists
from crossbearing.errors import InputError
from tests.actors.reading import read_marked, told

HEAD = "name,kind,country,member_of,aliases,roles,titles,gender\n"
LIST = HEAD + (
    "Qasr Relief Society,ngo,SYR,,QRS|Qasr Society,the relief society,,\n"
    "Huda Merjan,person,SYR,Qasr Relief Society,Merjan*,,director,f\n"
    "UNICEF,intergovernmental,,,the big blue,,,\n"
)


def answer(marked: str) -> str:
    return told(*read_marked(marked))


def test_own_actors_are_known_while_their_list_holds(tmp_path):
    path = tmp_path / "mine.csv"
    path.write_text(LIST, encoding="utf-8")
    before = answer("[QRS] fed nine.")
    with own_lists([str(path)]):
        assert answer("[QRS] fed nine.") == "Qasr Relief Society; ngo; of -; SYR"
        assert answer("[Merjan] fed nine.") == "Huda Merjan; person; of Qasr Relief Society; SYR"
        assert answer("QRS came. [The relief society] fed nine.") == "Qasr Relief Society; ngo; of -; SYR"
        assert answer("[UNICEF] fed nine.").startswith("UNICEF")
        assert answer("[The big blue] fed nine.").startswith("UNICEF")
    assert answer("[QRS] fed nine.") == before == "-"


def test_no_list_changes_nothing():
    with own_lists([]):
        assert answer("[UNICEF] fed nine.").startswith("UNICEF")


@pytest.mark.parametrize(
    "text",
    [
        "title\nQasr\n",
        HEAD + ",ngo,,,,,,\n",
        HEAD + "Qasr,shop,,,,,,\n",
        HEAD + "Qasr,ngo,Atlantis,,,,,\n",
        HEAD + "Qasr,ngo,,No Such Body,,,,\n",
    ],
)
def test_a_list_that_cannot_be_used_is_refused_by_its_line(tmp_path, text):
    path = tmp_path / "mine.csv"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(InputError), own_lists([str(path)]):
        pass


def test_a_list_that_is_not_there_is_refused(tmp_path):
    with pytest.raises(InputError), own_lists([str(tmp_path / "none.csv")]):
        pass
