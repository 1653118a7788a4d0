"""Which texts pass as English."""

import pytest

from onrecord.acquire.language import foreign_language

FOREIGN = [
    (
        "German",
        "Der Verteidigungsminister sagte am Dienstag, dass die Regierung zehn weitere Flugzeuge kauft ",
    ),
    ("French", "Le ministre de la défense a déclaré mardi à Paris que le gouvernement allait acheter dix avions pour "),
    ("Spanish", "El ministro de Defensa dijo el martes en Madrid que el gobierno va a comprar diez aviones para la "),
    ("Italian", "Il ministro della difesa ha detto martedì che il governo comprerà dieci aerei per la "),
    (
        "Russian",
        "Министр обороны заявил во вторник, что правительство закупит десять самолётов для армии ",
    ),
    (
        "Ukrainian",
        "Міністр оборони заявив у вівторок, що уряд закупить ще десять літаків для армії, і це ",
    ),
    ("Korean", "국방부 장관은 화요일 서울에서 정부가 비행기 열 대를 더 구매할 것이라고 말했다 "),
    ("Japanese", "防衛大臣は火曜日に東京で、政府がさらに十機の航空機を購入すると述べた。"),
    ("Chinese", "国防部长星期二在北京表示，政府将再购买十架飞机。"),
]


@pytest.mark.parametrize(("language", "sentence"), FOREIGN, ids=[language for language, _ in FOREIGN])
def test_another_language_is_named(language: str, sentence: str) -> None:
    assert foreign_language(sentence * 5) == language


@pytest.mark.parametrize(("language", "sentence"), FOREIGN[:4], ids=[language for language, _ in FOREIGN[:4]])
def test_one_sentence_is_enough(language: str, sentence: str) -> None:
    assert foreign_language(sentence + ".") == language


ENGLISH = [
    "Seoul buys ten jets",
    "The minister said on Tuesday that Seoul will buy ten jets.",
    "Volodymyr Zelenskyy, Recep Tayyip Erdoğan, Péter Szijjártó and Andrzej Duda met in Székesfehérvár. " * 5,
    "Defence Minister Ahn Gyu-back (안규백) and Secretary Hegseth met at the ministry in Seoul on Tuesday. " * 5,
    "He said: « Nous sommes prêts », and the French delegation left the room without a word to the press. " * 5,
    "Ministers present: J. Kowalski, Poland; P. Müller, Germany; G. Rossi, Italy; the talks were held in Rome. " * 4,
    "",
    "123 456",
    "Zelenskyy, Erdoğan, Péter Szijjártó, Andrzej Duda, Emmanuel Macron, Olaf Scholz in Székesfehérvár",
    "Orbán meets Szijjártó, Fico, Babiš, Kaczyński amid row over Druzhba pipeline, Brussels sanctions",
    "Macron, Scholz hail Élysée treaty, vow deeper defence ties, joint Eurofighter squadron near Évreux",
]


@pytest.mark.parametrize("text", ENGLISH)
def test_english_passes_with_foreign_names_and_when_short(text: str) -> None:
    assert foreign_language(text) is None
