import re
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pybtex.database import BibliographyData
from pybtex.database.input import bibtex

from flsguide.data_path import data_path
from flsguide.evidence.sources import Source, read_sources, source_keys, sources
from flsguide.evidence.tables import Row

Refusal = Callable[..., str]


@pytest.fixture(scope="module")
def full_reader() -> BibliographyData:
    """The same file through a full BibTeX reader."""
    return bibtex.Parser().parse_file(str(data_path("sources.bib")))


def written(folder: Path, content: str | bytes) -> Path:
    path = folder / "sources.bib"
    path.write_bytes(content if isinstance(content, bytes) else content.encode("utf-8"))
    return path


# A second reader agrees


def test_a_full_bibtex_reader_finds_the_same_entries_in_the_same_order(full_reader: BibliographyData):
    assert [(s.key, s.kind) for s in sources().values()] == [(k, e.type) for k, e in full_reader.entries.items()]
    assert list(sources()) == [s.key for s in sources().values()]


def test_a_full_bibtex_reader_finds_the_same_fields(full_reader: BibliographyData):
    ours = {
        key: {name: text for name, text in source.fields.items() if name not in ("author", "editor")}
        for key, source in sources().items()
    }
    assert ours == {key: dict(entry.fields) for key, entry in full_reader.entries.items()}


def test_a_full_bibtex_reader_finds_the_same_first_author_and_number_of_authors(full_reader: BibliographyData):
    for key, entry in full_reader.entries.items():
        people = entry.persons["author"]
        family = " ".join([*people[0].prelast_names, *people[0].last_names]).strip("{}")
        others = " and others" if len(people) > 1 else ""
        assert sources()[key].short == f"{family}{others}, {entry.fields.get('year', 'no date')}"


def test_every_source_has_a_title_an_author_and_what_was_read():
    lacking = [s.key for s in sources().values() if not {"title", "author", "note"} <= set(s.fields)]
    assert lacking == []


def test_every_address_is_a_web_address():
    assert [s.key for s in sources().values() if not re.fullmatch(r"(https?://\S+)?", s.url)] == []


# How a source is shown


@pytest.mark.parametrize(
    ("fields", "short"),
    [
        ({"author": "Wu, CH and Tu, ST", "year": "2018"}, "Wu and others, 2018"),
        ({"author": "Wu, CH", "year": "2018"}, "Wu, 2018"),
        ({"author": "Chih-Hsing Wu", "year": "2018"}, "Wu, 2018"),
        ({"author": "van der Velde, RY and others", "year": "2016"}, "van der Velde and others, 2016"),
        ({"author": "{Orthopaedics and Rheumatology}", "year": "2026"}, "Orthopaedics and Rheumatology, 2026"),
        ({"author": "{NHS England} and {Office and Co}", "year": "2025"}, "NHS England and others, 2025"),
        ({"author": "{NHS England} and Wu, CH"}, "NHS England and others, no date"),
        ({"title": "Falls and fractures", "year": "2020"}, "Falls and fractures, 2020"),
        ({}, "wu2018, no date"),
    ],
)
def test_a_source_is_cited_by_first_author_or_body_and_year(fields: dict[str, str], short: str):
    assert Source("wu2018", "article", fields).short == short


def test_the_doi_is_the_address_where_there_is_one():
    assert Source("k", "article", {"doi": "10.1/x", "url": "https://y"}).url == "https://doi.org/10.1/x"
    assert Source("k", "article", {"url": "https://y"}).url == "https://y"
    assert Source("k", "article", {}).url == ""


# Reading

ENTRY = "@article{wu2018,\n  author = {Wu, CH},\n  title = {Fracture {UK} services},\n  year = {2018}\n}\n"


@pytest.mark.parametrize(
    "content", [ENTRY, "\ufeff" + ENTRY, ENTRY.replace("\n", "\r\n"), "% a note\n\n" + ENTRY + "\n"]
)
def test_one_field_a_line_is_read(tmp_path: Path, content: str):
    (source,) = read_sources(written(tmp_path, content)).values()
    assert (source.key, source.kind) == ("wu2018", "article")
    assert source.fields == {"author": "Wu, CH", "title": "Fracture {UK} services", "year": "2018"}


TEXT = st.text(st.characters(categories=["L", "N", "Zs"], include_characters=".,:;()'-/%&=\"")).map(str.strip)


@given(
    st.dictionaries(st.from_regex(r"[a-z]+[0-9]{4}", fullmatch=True), st.tuples(TEXT.filter(bool), TEXT), max_size=5)
)
def test_whatever_is_written_in_the_style_is_read_back(scratch: Path, entries: dict[str, tuple[str, str]]):
    text = "".join(f"@misc{{{k},\n  title = {{{t}}},\n  note = {{{n}}},\n}}\n\n" for k, (t, n) in entries.items())
    found = read_sources(written(scratch, text))
    assert {k: (s.fields["title"], s.fields["note"]) for k, s in found.items()} == entries


@pytest.mark.parametrize(
    ("content", "parts"),
    [
        (ENTRY.encode() + "% £\n".encode("cp1252"), ["sources.bib, row 6", "not UTF-8"]),
        (ENTRY.encode("utf-16"), ["sources.bib, row 1", "not UTF-8"]),
        ("wu2018, Fracture services\n", ["row 1: 'wu2018, Fracture services'", "@article{wu2018,"]),
        ("@article{wu 2018,\n}\n", ["row 1: '@article{wu 2018,'", "@article{wu2018,"]),
        (ENTRY + ENTRY, ["row 6, key: 'wu2018'", "each key once"]),
        (ENTRY[:-2], ["entry wu2018 is not closed", "add a line with }"]),
        ("@misc{a,\n  title = {One},\n@misc{b,\n}\n", ["row 3, a: '@misc{b,'", "one field on one line"]),
        ("@misc{a,\n  title = {One\n  two},\n}\n", ["row 2, a: '  title = {One'", "one field on one line"]),
        ("@misc{a,\n  title = One,\n}\n", ["row 2, a: '  title = One,'", "name = {value},"]),
        ("@misc{a,\n  title = {One}, year = {2018},\n}\n", ["row 2, a:", "one field on one line"]),
        ("@misc{a,\n  title = {One {two},\n}\n", ["row 2, a:", "one field on one line"]),
        ("@misc{a,\n  year = {2018},\n  Year = {2019},\n}\n", ["row 3, a: 'Year'", "each field once"]),
        (ENTRY.replace("2018}", "20l8}"), ["row 5, wu2018, year: '20l8'", "four digits, such as 2018"]),
        (ENTRY.replace("2018}", "3018}"), ["row 5, wu2018, year: '3018'", "four digits, such as 2018"]),
        (ENTRY.replace("2018}", "}"), ["row 5, wu2018, year: a blank", "or no line year"]),
        (ENTRY + "\n@misc{a,\n  note = {Read},\n}\n", ["row 9, a, title: a blank", "a line title = {...}"]),
        (ENTRY.replace("Fracture {UK} services", "{ }"), ["row 5, wu2018, title: a blank"]),
    ],
    ids=[
        "cp1252", "utf-16", "prose", "space in key", "repeated key", "not closed", "next entry", "two lines",
        "no braces", "two fields", "open brace", "repeated field", "letter in a year", "year to come", "blank year",
        "no title", "blank title",
    ],
)  # fmt: skip
def test_what_a_full_reader_would_read_otherwise_is_refused(
    tmp_path: Path, refusal: Refusal, content: str | bytes, parts: list[str]
):
    message = refusal(read_sources, written(tmp_path, content))
    assert message.startswith("sources.bib")
    assert [part for part in parts if part not in message] == [], message


def test_a_missing_file_is_named(tmp_path: Path, refusal: Refusal):
    assert refusal(read_sources, tmp_path / "sources.bib").startswith("sources.bib: cannot be read")


# A row's own sources

KNOWN = ("wu2018", "audit2026")


def cited(source: str, certainty: str = "published", note: str = "") -> Row:
    return Row("rates.csv", 7, {"source": source, "certainty": certainty, "note": note})


def test_a_row_names_its_sources_by_key():
    assert source_keys(cited("wu2018; audit2026"), KNOWN) == ("wu2018", "audit2026")
    assert source_keys(Row("areas.csv", 7, {"population_source": "wu2018"}), KNOWN, "population_source") == (
        "wu2018",
    )


def test_only_a_judgement_with_a_note_may_lack_a_source():
    assert source_keys(cited("", "expert", "Assumed."), KNOWN, judged=("expert", "illustrative")) == ()


@pytest.mark.parametrize(
    ("row", "judged", "value", "remedy"),
    [
        (cited(""), (), "a blank", "a key of sources.bib"),
        (cited("", "illustrative", "Assumed."), (), "a blank", "a key of sources.bib"),
        (cited("", "expert"), ("expert",), "a blank", "only an expert row with a note may lack one"),
        (cited("", "published", "Read."), ("expert",), "a blank", "only an expert row with a note may lack one"),
        (cited("wu2081"), (), "'wu2081'", "keys of sources.bib such as wu2018, joined by ; ('wu2081' is not one)"),
        (cited("x", "expert", "Assumed."), ("expert",), "'x'", "keys of sources.bib, joined by ; ('x' is not one)"),
        (cited("wu2018;wu2018"), (), "'wu2018;wu2018'", "keys of sources.bib, each once, joined by ;"),
    ],
)
def test_a_source_that_is_unknown_or_lacking_is_named(
    refusal: Refusal, row: Row, judged: tuple[str, ...], value: str, remedy: str
):
    message = refusal(lambda: source_keys(row, KNOWN, judged=judged))
    assert message.startswith(f"rates.csv, row 7, source: {value} is not allowed; give ")
    assert message.endswith(remedy)
