"""A caller's own office-holders: what a file may hold, and the one line that says what is wrong with it."""

from pathlib import Path

import pytest

from onrecord.annotate.office_file import FORM, from_csv
from onrecord.errors import UsageError
from onrecord.vocabulary.offices import Office

HEAD = "name,office,state,from,to\n"


def written(folder: Path, text: str) -> Path:
    """The file that holds the text."""
    path = folder / "holders.csv"
    path.write_text(text, "utf-8")
    return path


@pytest.mark.parametrize(
    ("line", "office"),
    [
        ("Ann Example,Secretary of Defense,Norway,2023-10-17,", ("defence minister", "Norway", "2023-10-17", "")),
        ("Ann Example,harbour master,NO,2023,2024-05", ("harbour master", "Norway", "2023", "2024-05")),
        ("Ann Example,president,nor,2023-10,2024", ("president", "Norway", "2023-10", "2024")),
        ("Ann Example,secretary-general,the UN,2023,", ("secretary general", "United Nations", "2023", "")),
        ("Ann Example,supreme commander,USFK,2023,", ("commander", "US Forces Korea", "2023", "")),
    ],
)
def test_a_row_is_an_office(line: str, office: tuple[str, str, str, str], tmp_path: Path) -> None:
    title, of, since, until = office
    assert from_csv(written(tmp_path, HEAD + line)) == (Office(title, of, "Ann Example", since, until),)


def test_columns_may_stand_in_any_order_and_a_mark_may_lead(tmp_path: Path) -> None:
    found = from_csv(written(tmp_path, '\ufeffTo,From,State,Office,Name\n,2023,Peru,president,"Example, Ann"\n'))
    assert found == (Office("president", "Peru", "Example, Ann", "2023", ""),)


def test_a_file_may_name_nobody(tmp_path: Path) -> None:
    assert from_csv(written(tmp_path, HEAD)) == ()


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", f"line 1 does not name the columns; {FORM}"),
        ("Ann Example,president,Peru,2023,\n", "line 1 does not name the columns"),
        (HEAD + "Ann Example,president,Peru,2023\n", "line 2: has not 5 cells"),
        (HEAD + "Ann Example,president,Peru,2023,,,\n", "line 2: has not 5 cells"),
        (HEAD + "A B,king,Peru,2020,\nAnn Example,president,Atlantis,2023,\n", "line 3: 'Atlantis' is no state"),
        (HEAD + ",president,Peru,2023,\n", "line 2: name is empty"),
        (HEAD + "Ann Example,president,Peru,,\n", "line 2: from is empty"),
        (HEAD + "Ann Example,president,Peru,17/10/2023,\n", "line 2: '17/10/2023' is no date"),
        (HEAD + "Ann Example,president,Peru,2023-13-01,\n", "line 2: '2023-13-01' is no date"),
        (HEAD + "Ann Example,president,Peru,2023,2022-05\n", "line 2: the term ends (2022-05) before it begins (2023)"),
        (HEAD + 'Ann "Example,president,"Peru" x,2023,\n', "line 2: is no CSV"),
    ],
)
def test_what_cannot_be_used_is_told_in_one_line(text: str, said: str, tmp_path: Path) -> None:
    with pytest.raises(UsageError) as told:
        from_csv(written(tmp_path, text))
    assert said in str(told.value)
    assert str(told.value).count("\n") == 0


def test_a_file_that_is_missing_or_no_text_is_told(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="cannot be read"):
        from_csv(tmp_path / "nowhere.csv")
    path = tmp_path / "holders.csv"
    path.write_bytes(b"\xff\xfe\x00")
    with pytest.raises(UsageError, match="not UTF-8"):
        from_csv(path)
