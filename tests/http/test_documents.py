"""The documents as they were read: their text, their passages, and from every fact a way to its words."""

from __future__ import annotations

import html
import re
from dataclasses import replace
from pathlib import Path

import pyoxigraph as ox
import pytest

from api.app import create_app
from api.reading import stretches
from api.reading_marks import OPEN_BESIDE, OPEN_FACTS, Paragraph, Token, laid_out
from kg.config import DEF, Settings
from kg.reader import Entry, ReadDocument, ReadFact, ReadPassage
from tests.http.client import BROWSER, Client
from tests.http.sample import BASE, sample_store, sample_text


def test_the_list_of_documents(client: Client) -> None:
    body = client.get("/documents").json()
    assert [document["id"] for document in body["documents"]] == ["plan-a", "plan-b"]
    first = body["documents"][0]
    assert (first["start_year"], first["end_year"], first["facts"]) == (2019, 2022, 3)
    assert first["href"] == "/documents/plan-a"
    assert f"<{BASE}/id/document/plan-b>" in client.get("/documents", format="nt").text
    page = client.get("/documents", BROWSER).text
    assert 'href="/documents/plan-a?lang=nl"' in page
    assert "2019–2022" in page


def test_a_document_as_json_holds_its_words(client: Client) -> None:
    for url, accept in (("/documents/plan-a", None), ("/documents/plan-a.json", BROWSER), ("/documents/plan-a", "*/*")):
        answer = client.get(url, accept)
        assert answer.headers["content-type"] == "application/json"
    body = answer.json()
    assert body["text"] == sample_text("a")
    assert (body["start"], body["first_line"], body["end"]) == (0, 1, len(sample_text("a")))
    assert [passage["line"] for passage in body["passages"]] == [1, 12, 20, 31]
    for passage in body["passages"]:
        assert body["text"][passage["start"] : passage["end"]] == passage["quote"]
        assert passage["href"] == f"/documents/plan-a?at={passage['start']}#passage-{passage['start']}-{passage['end']}"
        (fact,) = passage["facts"]
        assert client.get(fact["href"]).status_code == 200
    measure = body["passages"][2]["facts"][0]
    assert (measure["label"], measure["type"]["label"]) == ("Voorlichting geven", "Maatregel")
    assert measure["confidence"] == "hoog"
    assert body["kinds"] == {"GovernanceRelation": 1, "Measure": 1, "Priority": 1, "RegionalStrategy": 1}


def test_every_form_of_rdf_says_the_same(client: Client) -> None:
    formats = {"ttl": ox.RdfFormat.TURTLE, "jsonld": ox.RdfFormat.JSON_LD, "nt": ox.RdfFormat.N_TRIPLES}
    formats |= {"rdfxml": ox.RdfFormat.RDF_XML}
    said = [set(ox.parse(client.get(f"/documents/plan-a.{n}").content, syntax)) for n, syntax in formats.items()]
    assert all(one == said[0] for one in said)
    subjects = {quad.subject.value for quad in said[0] if isinstance(quad.subject, ox.NamedNode)}
    for path in ("document/plan-a", "source-file/plan-a", "passage/plan-a/20-55", "passage/plan-a/20-55#position"):
        assert f"{BASE}/id/{path}" in subjects
    assert f"{BASE}/id/measure/plan-a/voorlichting" in subjects
    assert not any("plan-b" in subject for subject in subjects)
    assert client.get("/documents/plan-a", "text/turtle").headers["content-type"] == "text/turtle; charset=utf-8"


@pytest.mark.parametrize(
    "reference", ["nope", "plan-a.pdf", "plan a", "Plan-A", "%00", "<script>", "x" * 3000, "../etc"]
)
def test_an_unknown_document_is_a_problem(client: Client, reference: str) -> None:
    for accept in (BROWSER, "application/json", "text/turtle"):
        answer = client.get(f"/documents/{reference}", accept)
        assert answer.status_code == 404
        person = accept == BROWSER
        assert answer.headers["content-type"] == ("text/html; charset=utf-8" if person else "application/problem+json")
        assert not person or "<script>" not in answer.text


@pytest.mark.parametrize(("url", "status"), [("?format=pdf", 406), ("?kind=Nope", 400), ("?kind=%3Cb%3E", 400)])
def test_what_is_wrong_with_a_request(client: Client, url: str, status: int) -> None:
    assert client.get(f"/documents/plan-a{url}").status_code == status
    assert client.get("/documents/plan-a", "image/png").status_code == 406


def test_facts_of_one_kind(client: Client) -> None:
    body = client.get("/documents/plan-a", kind="Measure").json()
    assert [fact["label"] for p in body["passages"] for fact in p["facts"]] == ["Voorlichting geven"]
    assert body["text"] == sample_text("a")
    page = client.get("/documents/plan-a", BROWSER, kind="Measure").text
    assert page.count("<mark ") == 1
    assert "Voorlichting geven" in page
    assert "Prioriteit Woninginbraken" not in page


@pytest.mark.parametrize("language", ["nl", "en"])
def test_the_page_holds_the_text_and_leads_from_fact_to_words(client: Client, language: str) -> None:
    page = client.get("/documents/plan-a", BROWSER, lang=language).text
    assert f'<html lang="{language}">' in page
    marked = dict(re.findall(r'<mark id="passage-(\d+-\d+)" class="k-\w+"><a href="#of-\1">(.*?)</a></mark>', page))
    assert html.unescape(marked["20-55"]) == "Lutjestad kiest voor woninginbraken"
    for line in (1, 12, 20, 31, 33):
        assert page.count(f'id="line-{line}"') == 1
    linked = set(re.findall(r'href="#passage-(\d+-\d+)"', page))
    assert linked == set(marked) == set(re.findall(r'id="of-(\d+-\d+)"', page))
    assert ("regel 12" if language == "nl" else "line 12") in page
    assert "&lt;advies&gt;" in page
    assert "<advies>" not in page
    texts = re.findall(r'<div class="text(?: heading)?" lang="nl">(.*?)</div>', page, re.S)
    text = "\n".join(re.sub(r'<a class="line".*?</a>|<.*?>', "", part) for part in texts)
    assert html.unescape(text).split() == sample_text("a").split()


def test_every_evidence_leads_to_its_words(client: Client) -> None:
    """From a fact to a passage one had to look up the file and count."""
    for path in ("priority/plan-a/woninginbraken", "municipality/lutjestad", "passage/plan-a/20-55"):
        assert 'href="/documents/plan-a?at=20&amp;lang=nl#passage-20-55"' in client.get(f"/doc/{path}", BROWSER).text
    assert 'href="/documents/plan-a?lang=nl"' in client.get("/doc/document/plan-a", BROWSER).text


def test_a_row_of_a_query_leads_to_its_line(tmp_path: Path) -> None:
    text = f"""# columns: fact, doc, line
PREFIX vg: <{DEF}>
SELECT ?fact ?doc ?line {{
  ?fact a vg:Measure ; vg:statedIn/<http://purl.org/dc/terms/identifier> ?doc ; vg:evidence/vg:line ?line
}}"""
    (tmp_path / "lines.rq").write_text(text, encoding="utf-8")
    client = Client(create_app(Settings(base=BASE, queries=tmp_path), sample_store()))
    assert '<a href="/documents/plan-a?line=20&amp;lang=nl#line-20">20</a>' in client.get("/queries/lines", BROWSER).text


# how a text is cut into tokens


def document(text: str, *spans: tuple[int, int], start: int = 0, first_line: int = 1) -> ReadDocument:
    passages = [ReadPassage(f"{BASE}/id/passage/x/{a}-{b}", a, b, 1, text[a - start : b - start]) for a, b in spans]
    ordered = tuple(sorted(passages, key=lambda p: (p.start, -p.end)))
    return ReadDocument(Entry("", "x", "X"), text, start, first_line, "", ordered)


def shown(read: ReadDocument) -> list[str]:
    """Each paragraph as one string: `[1-5` opens a passage, `(` a rest, `]` closes either, `|n|` begins a line."""
    signs = {"open": "[{}:", "rest": "(", "close": "]{}", "line": "|{}|", "text": "{}", "link": "{}"}

    def write(token: Token) -> str:
        return signs[token[0]].format(token[1])

    return ["".join(map(write, paragraph.tokens)) for paragraph in laid(read)]


def laid(read: ReadDocument) -> list[Paragraph]:
    return list(laid_out(read, list(stretches(read)), str))


@pytest.mark.parametrize(
    ("text", "spans", "expected"),
    [
        ("", [], []),
        ("\n \n", [], []),
        ("een\n\ntwee\n", [], ["|1|een", "|3|twee"]),
        ("een\ntwee", [(0, 3), (4, 8)], ["|1|[0-3:een]\n|2|[4-8:twee]"]),
        ("abcdef", [(0, 6), (2, 4)], ["|1|[0-6:ab[2-4:cd]ef]"]),
        ("abcdef", [(0, 4), (2, 6)], ["|1|[0-4:ab[2-6:cd]](ef]"]),
        ("abcdef", [(0, 4), (1, 5), (2, 6)], ["|1|[0-4:a[1-5:b[2-6:cd]]]((e]f]"]),
        ("abcdef", [(0, 4), (2, 6), (3, 6)], ["|1|[0-4:ab[2-6:c[3-6:d]]]((ef]]"]),
        ("een\n\ntwee\n\ndrie", [(0, 9)], ["|1|[0-9:een\n|2|\n|3|twee]", "|5|drie"]),
        ("een\n\ntwee\n\ndrie", [(0, 9), (5, 15)], ["|1|[0-9:een\n|2|\n|3|[5-15:twee]](\n|4|\n|5|drie]"]),
        ("een twee\r\n\u2028\x0cdrie", [(4, 8)], ["|1|een [4-8:twee]\r\n|2|\u2028\x0cdrie"]),
    ],
)
def test_passages_nest_and_lines_are_counted(text: str, spans: list[tuple[int, int]], expected: list[str]) -> None:
    assert shown(document(text, *spans)) == expected


def test_a_part_of_a_file_counts_in_the_file() -> None:
    assert shown(document("een\ntwee", (104, 108), start=100, first_line=7)) == ["|7|een\n|8|[104-108:twee]"]


# what was read in the words, beside them


@pytest.mark.parametrize(
    ("text", "spans", "leading"),
    [
        ("Het OM, en meer", [(4, 6)], ["OM"]),
        ("Aanpak fraude.", [(0, 14), (7, 13)], ["Aanpak ", "fraude"]),
        ("(Aanpak fraude)", [(0, 15), (1, 14)], ["(", "Aanpak fraude"]),
        ("een\ntwee", [(0, 8)], ["een\n", "twee"]),
        ("een\n \ntwee", [(0, 10)], ["een\n", "twee"]),
        ("zonder", [], []),
    ],
)
def test_words_lead_somewhere_and_stops_do_not(text: str, spans: list[tuple[int, int]], leading: list[str]) -> None:
    """A full stop of five pixels is no target for a finger; but every passage can be reached."""
    tokens = [token for paragraph in laid(document(text, *spans)) for token in paragraph.tokens]
    assert [words for sort, words in tokens if sort == "link"] == leading


def test_words_in_several_passages_lead_to_all_of_them() -> None:
    """One that lies within another leads to that; two that overlap lead to each other; ones that touch do not."""
    (paragraph,) = laid(document("abcdefghij", (0, 6), (2, 4), (4, 8), (8, 10)))
    around = {here.place: [place for place, _, _ in here.also] for here in paragraph.beside}
    assert around == {"0-6": ["4-8"], "2-4": ["0-6"], "4-8": ["0-6"], "8-10": []}


def with_facts(*numbers: int) -> Paragraph:
    """A paragraph of one word after another, with so many facts each, of two kinds."""
    read = document("woord " * len(numbers), *((6 * at, 6 * at + 5) for at in range(len(numbers))))
    kinds = (DEF + "ActorMention", DEF + "Target")
    passages = [
        replace(p, facts=tuple(ReadFact(f"{BASE}/id/fact/{p.start}-{n}", kinds[n % 2]) for n in range(number)))
        for p, number in zip(read.passages, numbers, strict=True)
    ]
    (paragraph,) = laid(replace(read, passages=tuple(passages)))
    return paragraph


@pytest.mark.parametrize("number", [1, OPEN_FACTS, OPEN_FACTS + 1, OPEN_FACTS + 2, 40])
def test_facts_of_one_passage_are_all_there_what_is_wanted_first(number: int) -> None:
    (here,) = with_facts(number).beside
    kinds = here.by_kind()
    assert [kind.removeprefix(DEF) for kind, _, _ in kinds] == ["Target", "ActorMention"][-len(kinds) :]
    assert sum(len(opened) for _, opened, _ in kinds) == (number if number <= OPEN_FACTS + 1 else OPEN_FACTS)
    assert sum(len(opened) + len(folded) for _, opened, folded in kinds) == number


@pytest.mark.parametrize("numbers", [(1,) * OPEN_BESIDE, (1,) * (OPEN_BESIDE + 1), (1,) * 30, (50, 50), (3,) * 9])
def test_what_does_not_fit_beside_the_words_is_folded_not_lost(numbers: tuple[int, ...]) -> None:
    paragraph = with_facts(*numbers)
    shown = [*paragraph.beside, *paragraph.folded]
    assert [len(here.facts) for here in shown] == list(numbers)
    assert paragraph.beside
    assert paragraph.folded_facts == sum(len(here.facts) for here in paragraph.folded)
    assert len(paragraph.folded) != 1, "one alone takes no more room than what opens it"
    assert bool(paragraph.folded) == (sum(min(n, OPEN_FACTS) for n in numbers) > OPEN_BESIDE + 1)
