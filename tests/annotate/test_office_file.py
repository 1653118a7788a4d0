"""A caller's own office-holders: what a file may hold, and the one line that says what is wrong with it."""

from pathlib import Path

import pytest

import onrecord
from onrecord.annotate.office_file import FORM, checked, from_csv
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


ANN = Office("president", "Peru", "Example, Ann", "2023", "")


@pytest.mark.parametrize(
    "text",
    [
        'name,office,state,from,to\n"Example,\nAnn",president,Peru,2023,\n',
        'name,office,state,from,to\r\n"Example, Ann","president","Peru","2023",""\r\n\r\n',
        "\ufeffName;Office;State;From;To\nExample, Ann;president;Peru;2023;\n",
        'name;office;state;from;to\n"Example, Ann";"president\n";PE;2023;\n',
        "name\toffice\tstate\tfrom\tto\nExample, Ann\tpresident\tper\t2023\t\n",
        '\n"name",office ,state,from,to\n\n"Example, Ann",president,Peru,2023,\n',
        'name,office,state,from,to\n"Example,\u2028Ann",president,Peru,2023,',
    ],
)
def test_cells_may_be_quoted_broken_and_parted_by_other_marks(text: str, tmp_path: Path) -> None:
    assert from_csv(written(tmp_path, text)) == (ANN,)


def test_a_line_is_counted_where_its_row_begins(tmp_path: Path) -> None:
    text = HEAD + '"Ann\nExample",president,Peru,2023,\n\n"Bo\nExample",king,Atlantis,2023,\n'
    with pytest.raises(UsageError, match="line 5: 'Atlantis'"):
        from_csv(written(tmp_path, text))


@pytest.mark.parametrize(
    "row", ["Ann Example,president,{},2023,", "Ann Example,president,Peru,{},", "Ann Example,president,Peru,2023,{}"]
)
def test_a_cell_without_end_is_cut_in_the_message(row: str, tmp_path: Path) -> None:
    with pytest.raises(UsageError) as told:
        from_csv(written(tmp_path, HEAD + row.format("Atlantis " * 5000)))
    assert len(str(told.value)) < len(str(tmp_path)) + 200


@pytest.mark.parametrize(
    ("offices", "said"),
    [
        (5, "offices cannot be an int"),
        (None, "offices cannot be None"),
        ({"name": "Ann"}, "offices cannot be a dict"),
        (("Ann Example",), "offices[0] is a str"),
        ((ANN, 5), "offices[1] is an int"),
        ((Office("president", "Peru", 5, "2023"),), "offices[0]: name is an int"),  # type: ignore[arg-type]
        ((Office("president", "Peru", "Ann", None),), "offices[0]: from is None"),  # type: ignore[arg-type]
        ((Office("president", "Atlantis", "Ann", "2023"),), "offices[0]: 'Atlantis' is no state"),
        ((Office("president", "Peru", "Ann", "May 2023"),), "offices[0]: 'May 2023' is no date"),
        ("no\0where.csv", "cannot be read"),
    ],
)
def test_what_a_caller_gives_is_checked(offices: object, said: str) -> None:
    with pytest.raises(UsageError) as told:
        onrecord.read("Ann spoke.", reader="rules", offices=offices)  # type: ignore[arg-type]
    assert said in str(told.value)
    assert "\n" not in str(told.value)


def test_a_list_is_as_good_as_a_tuple_and_forms_of_a_state_are_its_name() -> None:
    assert checked([Office("president", "PE", "Example, Ann", "2023", also="A. Example")]) == (
        Office("president", "Peru", "Example, Ann", "2023", also="A. Example"),
    )


@pytest.mark.parametrize(
    ("published", "of"),
    [
        ("2024-05-02", (("Norway",), "NO", "GOV")),
        ("2024", (("Norway",), "NO", "GOV")),
        ("2026-05-02", (("Norway",), "NO", "ELI")),
        ("2021-05-02", ((), "NO", None)),
        ("2022", ((), "NO", None)),
    ],
)
def test_an_office_says_nothing_before_it_is_held(published: str, of: tuple[object, ...]) -> None:
    own = (Office("defence minister", "Norway", "Ann Exampleton", "2023-10-17", "2025-02-03"),)
    found = onrecord.read("Ann Exampleton said no.", published=published, reader="rules", offices=own).actors
    (ann,) = (one for one in found if one.kind == "person")
    assert (ann.states, ann.country, ann.sector) == of


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
