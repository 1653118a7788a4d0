"""Who said what, by any name that somebody goes by."""

import pytest
from sqlalchemy import Connection

from onrecord.errors import UsageError
from onrecord.ledger.said import Said, actors_named, known_as, said
from onrecord.store.texts import text_of
from tests.ledger.conftest import Made


def names(found: list[Said]) -> set[str]:
    """The actors of the statements."""
    return {name for one in found for name in one.statement.actor}


@pytest.mark.parametrize(
    ("who", "expected"),
    [
        ("Lloyd J. Austin III", "Lloyd J. Austin III"),
        ("lloyd j austin iii", "Lloyd J. Austin III"),
        ("Lloyd Austin", "Lloyd J. Austin III"),
        ("Austin", "Lloyd J. Austin III"),
        ("AUSTIN", "Lloyd J. Austin III"),
        ("Zelensky", "Volodymyr Zelensky"),
        ("Lee", "Lee Jae Myung"),
        ("Lee Jae-myung", "Lee Jae Myung"),
        ("Kim Yong-hyun", "Kim Yong-hyun"),
        ("South Korea", "South Korea"),
        ("ROK", "South Korea"),
        ("the ROK", "South Korea"),
        ("Secretary of Defense Austin", "Lloyd J. Austin III"),
        ("President Lee", "Lee Jae Myung"),
        ("Mr. Zelensky", "Volodymyr Zelensky"),
        ("the Pentagon", "U.S. Department of Defense"),
        ("The  Pentagon", "U.S. Department of Defense"),
    ],
)
def test_somebody_is_found_by_any_name(samples: Connection, who: str, expected: str) -> None:
    found = said(samples, who, limit=500)
    assert found
    assert all(expected in one.statement.actor for one in found)


def test_what_officials_and_bodies_of_a_state_said_is_told_apart(samples: Connection) -> None:
    """By any name of the state, and no more of what it is quoted with itself."""
    found = said(samples, "ROK", limit=500, officials=True)
    assert names(found) >= {"Lee Jae Myung", "Kim Yong-hyun", "Han Min-koo"}
    assert not names(found) & {"Dmitry Peskov", "Mark Rutte"}
    own = {one.statement.id for one in said(samples, "ROK", limit=500)}
    assert not {one.statement.id for one in found if set(one.statement.actor) == {"South Korea"}} & own
    late = [one for one in found if (one.day or "") >= "2025-01-01"]
    assert said(samples, "South Korea", None, "2025-01-01", None, 500, 0, True) == late
    assert said(samples, "South Korea", limit=2, offset=1, officials=True) == found[1:3]
    assert {"U.S. Department of Defense", "Pete Hegseth"} <= names(said(samples, "U.S.", limit=500, officials=True))
    with pytest.raises(UsageError, match="no state is called so"):
        said(samples, "Hegseth", officials=True)


def test_a_family_name_means_all_who_bear_it(samples: Connection) -> None:
    assert {"Kim Yong-hyun", "Kim Yong-beom"} <= names(said(samples, "Kim"))
    assert {"Kim Yong-hyun"} == names(said(samples, "Kim Yong-hyun", about="steps")) - {"Lloyd J. Austin III"}


@pytest.mark.parametrize(
    "who",
    [
        "Nobody",
        "President Nobody",
        "President of South Korea",
        "President",
        "Lloyd Hegseth",
        "Myung Lee Jae",
        "the",
        "",
        "%",
        "'",
        "Aust",
        "*",
    ],
)
def test_who_is_unknown_is_an_error(samples: Connection, who: str) -> None:
    with pytest.raises(UsageError, match="says anything in this store; try the family name"):
        said(samples, who)


def test_every_statement_is_given_once_the_latest_first_with_the_exact_words(samples: Connection) -> None:
    for who in ("Austin", "Kim", "Hegseth", "South Korea"):
        found = said(samples, who, limit=500)
        assert len({one.statement.id for one in found}) == len(found)
        assert [one.day for one in found] == sorted((one.day or "" for one in found), reverse=True)
        pages = [one for at in range(0, len(found), 2) for one in said(samples, who, limit=2, offset=at)]
        assert pages == found
        for one in found:
            text = text_of(samples, one.document)
            assert all(text[piece.start : piece.end] == piece.exact for piece in one.statement.content)


def test_words_and_days_choose(samples: Connection) -> None:
    whole = said(samples, "Austin", limit=500)
    about = said(samples, "Austin", about="commitment forces", limit=500)
    assert 0 < len(about) < len(whole)
    assert all("commitment" in one.statement.content[0].exact for one in about)
    late = said(samples, "Austin", since="2024-01-01")
    assert [one.day for one in late] == [one.day for one in whole if (one.day or "") >= "2024-01-01"]
    early = said(samples, "Austin", until="2023-12-31", limit=500)
    assert early + late == whole[len(late) :] + whole[: len(late)]
    assert said(samples, "Austin", since="2030-01-01") == []
    assert said(samples, "Austin", about="submarine") == []
    with pytest.raises(UsageError, match="give words to search for"):
        said(samples, "Austin", about="?!")


def test_a_nickname_and_a_speech_by_two_of_one_name(made: Made) -> None:
    store = made(
        {"text": "LIMA, March 4 -- Joe Carter said on Monday that the harbour of Callao would be dredged.",
         "published": "2024-03-05", "kind": "news"},
        {"text": "LIMA, March 8 -- Joseph R. Carter said on Friday that three ships would be sold. Ann Carter and Joe "
         "Carter told reporters that the yard of Paita would close.", "published": "2024-03-09", "kind": "news"},
    )  # fmt: skip
    with store.reading() as connection:
        assert actors_named(connection, "Joe Carter") == ["joe-carter", "joseph-r-carter"]
        assert actors_named(connection, "Joseph Carter") == ["joe-carter", "joseph-r-carter"]
        assert actors_named(connection, "Ann Carter") == ["ann-carter"]
        assert len(said(connection, "Carter")) == 3
        assert {one.day for one in said(connection, "Joseph Carter")} == {"2024-03-04", "2024-03-08", "2024-03-09"}


@pytest.mark.parametrize(
    ("who", "expected"),
    [
        ("Washington", "United States"),
        ("seoul", "South Korea"),
        ("ROK", "South Korea"),
        ("Kyiv", "Ukraine"),
        ("x", ""),
    ],
)
def test_short_names_of_states(who: str, expected: str) -> None:
    assert expected in [*known_as(who), ""]


def test_a_state_is_nobodys_family_name(made: Made) -> None:
    """Where the store knows the state; else it may be the name of a person."""
    person = {"text": "“The bill is dead,” Congressman Michael Jordan said.", "published": "2026-01-02"}
    state = {"text": "Jordan said it would reopen the crossing.", "published": "2026-01-03"}
    with made(person).reading() as connection:
        assert names(said(connection, "Jordan")) == {"Michael Jordan"}
    with made(person, state).reading() as connection:
        assert names(said(connection, "Jordan")) == {"Jordan"}
        assert names(said(connection, "Michael Jordan")) == {"Michael Jordan"}
