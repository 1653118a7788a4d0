"""Whom a report credits: invented reports in the forms of real outlets and agencies, and what looks like a credit."""

import pytest

from onrecord.acquire.html import from_page
from onrecord.reader import annotated, layers_of, needed
from onrecord.records import Provenance
from tests.conftest import marked

# A report that credits nobody, in three paragraphs.
FIRST = "The ministers of Norway and Sweden met on Tuesday and agreed to build a bridge over the sound by 2031."
SECOND = '"It will be a good bridge," the minister said. "We will pay for half of it," he told reporters.'
THIRD = "The two sides said that they would meet again in the spring, and that the work would begin soon after."


def report(*parts: str) -> str:
    """The parts as paragraphs, with the report in place of an ellipsis."""
    return "\n\n".join(part if part != "…" else f"{FIRST}\n\n{SECOND}\n\n{THIRD}" for part in parts)


def provenance(text: str, publisher: str | None) -> Provenance:
    return layers_of(text, publisher=publisher, upto=("provenance",), kind="news").provenance


# The publisher that is known, and the report; marked is whom it credits.
CREDITS = [
    # datelines of agencies on pages of others
    ("The Korea Times", report("SEOUL, Nov. 4 ([[Yonhap]]) -- " + FIRST, SECOND, THIRD)),
    ("The Korea Herald", report("OSLO, Nov. 4 ([[AFP]]-[[Yonhap]]) -- " + FIRST, SECOND, THIRD)),
    ("The Japan Times", report("OSLO ([[AP]]) — " + FIRST, SECOND, THIRD)),
    ("Stars and Stripes", report("WASHINGTON ([[AP]]) — " + FIRST, SECOND, THIRD)),
    ("The Straits Times", report("OSLO ([[Reuters]]) - " + FIRST, SECOND, THIRD)),
    ("China Daily", report("OSLO, Nov. 4 ([[Xinhua]]) -- " + FIRST, SECOND, THIRD)),
    ("RT", report("MOSCOW, November 4. /[[TASS]]/. " + FIRST, SECOND, THIRD)),
    ("Dawn", report("OSLO: [[AFP]] – " + FIRST, SECOND, THIRD)),
    ("Manila Bulletin", report("TOKYO, Nov. 4, [[Kyodo]]: " + FIRST, SECOND, THIRD)),
    ("Bangkok Post", report("([[Reuters]]) - " + FIRST, SECOND, THIRD)),
    ("Kyiv Post", report("[ [[Interfax-Ukraine]] ] " + FIRST, SECOND, THIRD)),
    ("The Jakarta Post", report("[[Antara]] - " + FIRST, SECOND, THIRD)),
    # bylines
    ("The Guardian", report("By Ann Roe, [[Reuters]]", "…")),
    ("CBC", report("Ann Roe, [[The Canadian Press]]", "…")),
    ("Toronto Star", report("By Ann Roe The [[Associated Press]]", "…")),
    ("Haaretz", report("By [[Reuters]]", "…")),
    ("The Times of Israel", report("By [[AFP]] and [[AP]]", "…")),
    ("The Jerusalem Post", report("[[Reuters]]", "…")),
    ("Daily Sabah", report("by [[DPA]]", "…")),
    ("Hindustan Times", report("By [[ANI]]", "…")),
    ("NDTV", report("Ann Roe | [[Press Trust of India]]", "…")),
    ("The Indian Express", report("[[PTI]] | New Delhi", "…")),
    ("Japan Today", report("[[Kyodo News]], Tokyo", "…")),
    ("Global Times", report("[[Xinhua]] | 2025-11-04", "…")),
    ("CGTN", report("2025-11-04 10:20 | [[Xinhua]]", "…")),
    ("Taipei Times", report("[[AFP]], OSLO", "…")),
    ("Taipei Times", report("[[Reuters]] and [[AFP]], OSLO", "…")),
    ("South China Morning Post", report("[[Agence France-Presse]]", "…")),
    ("Euronews", report("By Euronews with [[AP]]", "…")),
    ("Vedomosti", report("4 November 2025, [[Interfax]]", "…")),
    # last lines
    ("The Hindu", report("…", "With inputs from [[Reuters]]")),
    ("Hindustan Times", report("…", "(With inputs from [[agencies]])")),
    ("Firstpost", report("…", "(With [[agency inputs]])")),
    ("The Globe and Mail", report("…", "With files from [[The Canadian Press]] and [[Reuters]]")),
    ("CBC", report("…", "With files from [[The Associated Press]]")),
    ("Radio Free Europe", report("…", "With reporting by [[AFP]] and [[Reuters]]")),
    ("Radio Free Europe", report("…", "Based on reporting by [[AP]], [[Reuters]], and [[dpa]]")),
    ("Voice of America", report("…", "Some information for this report came from [[The Associated Press]].")),
    ("CNN", report("…", "[[Reuters]] contributed to this report.")),
    ("Fox News", report("…", "[[The Associated Press]] contributed to this report.")),
    ("CBS News", report("…", "[[AFP]] contributed to this report.")),
    ("Rappler", report("…", "– with a report from [[Agence France-Presse]]")),
    ("Rappler", report("…", f"{THIRD} – [[Reuters]]")),
    ("The Star", report("…", f"{THIRD} – [[Bernama]]")),
    ("The Star", report("…", f"{THIRD} — [[Reuters]]")),
    ("Malay Mail", report("…", f"{THIRD} — [[AFP]]")),
    ("Mehr News Agency", report("…", "Source: [[IRNA]]")),
    ("Tehran Times", report("…", "Source: [[Press TV]]")),
    ("Kommersant", report("…", "Sources: [[TASS]], [[Interfax]]")),
    ("Deutsche Welle", report("…", f"{THIRD} ([[AP]], [[AFP]], [[dpa]])")),
    ("Deutsche Welle", report("…", f"{THIRD} ([[Reuters]])")),
    ("The Moscow Times", report("…", "[[AFP]] contributed reporting.")),
    ("France 24", report("…", "(France 24 with [[AFP]])")),
    ("France 24", report("…", "([[AFP]])")),
    ("RFI", report("…", "(with [[AFP]])")),
    ("SBS Australia", report("…", "Source: [[AAP]]")),
    ("ABC Australia", report("…", "[[AP]]/[[Reuters]]")),
    ("The Sydney Morning Herald", report("…", "[[Reuters]], [[AP]]")),
    ("The Independent", report("…", "Additional reporting by [[Reuters]]")),
    ("Politico", report("…", "This story was originally published by [[Reuters]].")),
    ("NDTV", report("…", "(This story has not been edited by our staff and is published from a feed of [[PTI]])")),
    ("The Times of India", report("…", "© 2025 [[AFP]]")),
    ("Channel NewsAsia", report("…", "Our Standards: The [[Thomson Reuters]] Trust Principles.")),
    ("Channel NewsAsia", report("…", "Source: [[Reuters]]")),
    ("Asahi Shimbun", report("…", "Copyright 2025 [[The Associated Press]]. All rights reserved.")),
    # in sentences
    ("Caliber.Az", report(FIRST[:-1] + ", Caliber.Az reports, citing [[Reuters]].", SECOND, THIRD)),
    ("Ukrinform", report("This was reported by [[Suspilne]], according to Ukrinform.", "…")),
    ("Report.Az", report(FIRST[:-1] + ", Report informs via [[Reuters]].", "…")),
    ("Anadolu Agency", report("…", "The plan was first reported by [[Bloomberg]].")),
    ("Meduza", report("…", "The Russian news agency [[Interfax]] reported the same.")),
    ("Kyiv Independent", report("…", "The talks will go on, according to South Korea's [[Yonhap News Agency]].")),
    ("NK News", report("…", "The North's state-run [[Korean Central News Agency]] reported the launch.")),
    ("NK News", report("…", "The launch failed, according to the state-run [[KCNA]].")),
    ("The Hill", report("…", "The letter, which was seen by [[Reuters]], names no day.")),
    ("Newsweek", report("…", "The mayor told the [[BBC]] on Monday that the bridge was too dear.")),
    ("Newsweek", report("…", "The mayor told the [[Interfax]] news agency so.")),
    ("Sky News", report("…", "[[Der Spiegel]] reported that the bridge would cost more.")),
    ("Sky News", report("…", "The German magazine [[Der Spiegel]] has seen the plan.")),
    ("Al Jazeera", report("…", "Israel's [[Channel 12]] reported that the bridge would cost more.")),
    ("Al Jazeera", report("…", "The bridge would cost more, according to a report by [[Haaretz]].")),
    ("Axios", report("…", "[[The Wall Street Journal]] first reported the talks.")),
    ("Defense News", report("…", "The bridge would cost more, the mayor said in an interview with [[Le Monde]].")),
    ("Asharq Al-Awsat", report("…", "According to [[foreign media]], the bridge would cost more.")),
    ("Trend", report("…", "The mayor said so, [[TASS]] reports.")),
]  # fmt: skip

# The publisher, and a report that credits nobody, whatever it looks like.
NONE = [
    ("NDTV", report("…", "(This story has not been edited by NDTV staff and is published from a syndicated feed.)")),
    # the outlet's own name
    ("Yonhap News Agency", report("SEOUL, Nov. 4 (Yonhap) -- " + FIRST, SECOND, THIRD)),
    ("Associated Press", report("OSLO (AP) — " + FIRST, SECOND, THIRD)),
    ("Reuters", report("By Ann Roe, Reuters", "…")),
    ("Reuters", report("…", "Reporting by Ann Roe in Oslo; Editing by Bo Poe")),
    ("Reuters", report("…", "Our Standards: The Thomson Reuters Trust Principles.")),
    ("Agence France-Presse", report("…", "© 2025 AFP")),
    ("TASS", report("MOSCOW, November 4. /TASS/. " + FIRST, SECOND, THIRD)),
    ("Xinhua", report("OSLO, Nov. 4 (Xinhua) -- " + FIRST, SECOND, THIRD)),
    ("Kyodo News", report("…", "==Kyodo")),
    ("Bernama", report("…", f"{THIRD} – Bernama")),
    ("PTI", report("…", "The mayor told PTI so.")),
    ("The Guardian", report("…", "© 2025 Guardian")),
    ("CNN", report("…", "CNN's Ann Roe contributed to this report.")),
    ("BBC", report("…", "The mayor told the BBC so, according to BBC News.")),
    ("The Korea Times", report("By Ann Roe", "…", "© 2025 The Korea Times")),
    ("Bloomberg", report("…", "The letter, which was seen by Bloomberg News, names no day.")),
    # pictures and films
    ("The Korea Times", report("…", "Photo: Reuters")),
    ("The Korea Times", report("…", "Reuters/File photo")),
    ("The Hindu", report("…", "AFP Photo")),
    ("The Hindu", report("The bridge. Photo by AP", "…")),
    ("CNN", report("…", "Getty Images/AFP")),
    ("CNN", report("…", "Video: Reuters")),
    ("The Independent", report("A file image of the sound (AP)", "…")),
    ("CNN", report("The ministers in Oslo.", "Ann Roe/Reuters", "…")),
    ("CNN", report("…", "Reuters/Ann Roe")),
    ("Fox News", report("…", "CLICK HERE TO GET THE FOX NEWS APP")),
    # within quotation marks
    ("CNN", report("…", 'The mayor shook his head. "According to Reuters, I am a fool," he said.')),
    ("Le Monde", report("…", '"I was told Reuters reported that the bridge had fallen," the mayor said with a smile.')),
    ("The Hindu", report("…", '"I read it in a report by Yonhap, and did not believe it," he said.')),
    ("Dawn", report("…", '"He told Bloomberg another thing than us," the mayor complained.')),
    # offices, and words that only look like outlets
    ("The Hindu", report("…", "Source: Ministry of Defence")),
    ("Dawn", report("…", "According to NATO, the bridge will be strong.")),
    ("CNN", report("…", "According to the White House, the bridge will be strong.")),
    ("Politico", report("…", "The time has come, according to Time Warner, for the bridge.")),
    ("Politico", report("…", "The bridge was designed by Ann Fox and Kan Petra.")),
    ("Fox News", report("By Ann Dawn and Bo Bild", "…")),
    ("The Hill", report("By Ann Roe, senior fellow at the Norse Institute", "…")),
    ("Axios", report("…", "The Independent Bridge Council reported a loss.")),
    ("Axios", report("…", "According to Reuters Institute figures, few read news.")),
    ("The Times", report("…", "The ministers will report to the king.")),
    ("Newsweek", report("…", "The AP test is hard, and the guardian of the bridge failed it.")),
    ("Haaretz", report("…", "The bridge will be seen by the world.")),
    ("NDTV", report("…", "The agencies will be told by the minister.")),
    ("Dawn", report("…", "With the bridge, trade will grow.")),
    ("RT", report("…", "Sources close to the minister said so.")),
    ("Meduza", report("…", "The minister told the agencies that the work would begin.")),
    ("The Star", report("…", f"{THIRD} – the end")),
    ("Kyiv Post", report("…", "Reporters were not let in.")),
    ("Daily Sabah", report("…", "The press was told later.")),
]  # fmt: skip


@pytest.mark.parametrize(("publisher", "source"), CREDITS, ids=[f"{at} {row[0]}" for at, row in enumerate(CREDITS)])
def test_whom_a_report_credits(publisher: str, source: str) -> None:
    text, spans = marked(source)
    expected = tuple(dict.fromkeys(text[start:end] for start, end in spans))
    found = provenance(text, publisher)
    assert found.credits == expected
    assert found.sourcing == "secondary"
    assert [(one.start, one.end) for one in found.anchors["credits"]] == spans


@pytest.mark.parametrize(("publisher", "text"), NONE, ids=[f"{at} {row[0]}" for at, row in enumerate(NONE)])
def test_whom_a_report_does_not_credit(publisher: str, text: str) -> None:
    found = provenance(text, publisher)
    assert (found.credits, found.sourcing) == ((), "primary")


SITE = '<meta property="og:site_name" content="The Example Times">'


def linked_data(said: str) -> str:
    return f'{SITE}<script type="application/ld+json">{{"@type": "NewsArticle", {said}}}</script>'


# What stands in a page's head, and in its body before the report; whom it credits.
PAGES = [
    ("an author", f'{SITE}<meta name="author" content="Reuters">', "", ("Reuters",)),
    ("an author with a name", f'{SITE}<meta name="author" content="Ann Roe, AAP">', "", ("AAP",)),
    ("staff", f'{SITE}<meta property="article:author" content="AFP News Agency">', "", ("AFP",)),
    ("two", f'{SITE}<meta name="author" content="AFP and dpa">', "", ("AFP", "dpa")),
    ("a body", linked_data('"author": {"@type": "Organization", "name": "Agence France-Presse"}'), "",
     ("Agence France-Presse",)),
    ("several", linked_data('"author": [{"name": "Ann Roe"}, {"name": "Reuters"}]'), "", ("Reuters",)),
    ("what it is based on", linked_data('"isBasedOn": "https://www.reuters.com/world/a-bridge"'), "", ("Reuters",)),
    ("a work that it is based on", linked_data('"isBasedOn": {"name": "A bridge", "publisher": {"name": "TASS"}}'), "",
     ("TASS",)),
    ("a source", linked_data('"sourceOrganization": {"@type": "NewsMediaOrganization", "name": "Kyodo News"}'), "",
     ("Kyodo News",)),
    ("a credit", linked_data('"creditText": "Xinhua"'), "", ("Xinhua",)),
    ("where it was first", f'{SITE}<meta name="syndication-source" content="https://apnews.com/a">', "",
     ("Associated Press",)),
    ("a meta source", f'{SITE}<meta name="source" content="Yonhap">', "", ("Yonhap",)),
    ("an element", SITE, '<div class="byline">By <a>PTI</a></div>', ("PTI",)),
    ("a link to the author", SITE, '<p><a rel="author" href="/r">Reuters</a></p>', ("Reuters",)),
    ("its own", '<meta property="og:site_name" content="Reuters"><meta name="author" content="Reuters">', "", ()),
    ("its own in short", '<meta property="og:site_name" content="AP"><meta name="author" content="Associated Press">',
     "", ()),
    ("a person", f'{SITE}<meta name="author" content="Ann Fox">', "", ()),
    ("persons", f'{SITE}<meta name="author" content="Kan Petra, Bo Dawn">', "", ()),
    ("an office", f'{SITE}<meta name="author" content="NATO">', "", ()),
    ("an address", f'{SITE}<meta name="author" content="https://www.facebook.com/example">', "", ()),
    ("broken data", linked_data('"author": '), "", ()),
    ("an unknown body", linked_data('"author": {"@type": "Organization", "name": "Example Staff"}'), "", ()),
    ("a picture's", SITE, '<p class="caption">Reuters</p>', ()),
    ("no publisher", '<meta name="author" content="Reuters">', "", ()),
]  # fmt: skip


# What stands behind the report in the same element of a page, but in no main text; whom it credits.
TAILS = [
    ("a source", '<p class="share">Source: Reuters</p>', ("Reuters",)),
    ("standards", '<p class="promo">Our Standards: The Thomson Reuters Trust Principles.</p>', ("Thomson Reuters",)),
    ("rights", '<p class="related">© 2025 AFP</p>', ("AFP",)),
    ("its own rights", '<p class="related">© 2025 The Example Times</p>', ()),
    ("a link to another article", '<aside><ul><li><a href="/b">A tunnel</a></li><li>By Reuters</li></ul></aside>', ()),
    ("a picture", '<p class="caption">Ann Roe/Reuters</p>', ()),
    ("the foot of the page", "</article><footer><p>Reuters</p></footer>", ()),
]


@pytest.mark.parametrize(("tail", "expected"), [row[1:] for row in TAILS], ids=[row[0] for row in TAILS])
def test_what_is_cut_off_still_tells_whom_a_page_credits(tail: str, expected: tuple[str, ...]) -> None:
    paragraphs = "".join(f"<p>{words}</p>" for words in (FIRST, SECOND, THIRD))
    made = f"<!doctype html><html lang=en><head>{SITE}</head><body><article><h1>A bridge</h1>{paragraphs}{tail}"
    document = from_page(made.encode(), "a.html").document
    assert document.text.endswith(THIRD)
    assert annotated(document, needed(("provenance",)))[0].provenance.credits == expected


@pytest.mark.parametrize(("head", "body", "expected"), [row[1:] for row in PAGES], ids=[row[0] for row in PAGES])
def test_whom_a_page_credits_beside_its_text(head: str, body: str, expected: tuple[str, ...]) -> None:
    paragraphs = "".join(f"<p>{words}</p>" for words in (FIRST, SECOND, THIRD))
    made = (
        f"<!doctype html><html lang=en><head>{head}</head><body><article><h1>A bridge</h1>{body}{paragraphs}</article>"
    )
    document = from_page(made.encode(), "a.html").document
    found = annotated(document, needed(("provenance",)))[0].provenance
    assert (found.kind, found.credits) == ("news", expected)
    assert found.sourcing == ("secondary" if expected else "primary")
    assert "credits" not in found.anchors or not expected
