import re
from collections.abc import Callable
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flsguide.evidence.areas import ENGLAND, areas, find_area
from flsguide.evidence.errors import EvidenceError

Refusal = Callable[..., str]
Edit = Callable[[str, str, str], None]


@pytest.mark.parametrize(("kind", "number"), [("country", 4), ("region", 9), ("icb", 42), ("local_authority", 296)])
def test_there_are_4_countries_9_regions_42_boards_and_296_local_authorities(kind: str, number: int):
    assert sum(a.kind == kind for a in areas().values()) == number


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("England", ENGLAND),
        ("RX1", "RX1"),
        (" rx1 ", "RX1"),
        ("Nottingham University Hospitals", "RX1"),
        ("nottingham university hospitals nhs trust", "RX1"),
        ("Nottingham", "E06000018"),
        ("Newcastle-upon-Tyne", "E08000021"),
        ("Guy's & St Thomas'", "RJ1"),
        ("Oldham", "E08000004"),
        ("NHS Gloucestershire ICB", "QR1"),
        ("Gloucestershire Integrated Care Board", "QR1"),
        ("NHS Dorset Integrated Care Board", "QVV"),
        ("E54000048", "QE1"),
        ("South West", "E12000009"),
        ("Imperial", "RYJ"),
    ],
)
def test_an_area_is_found_by_code_or_by_what_people_call_it(text: str, code: str):
    assert find_area(text).code == code


def test_every_code_finds_its_own_area():
    assert all(find_area(c.lower()) == a for a in areas().values() for c in (a.code, *a.other_codes))


@pytest.mark.parametrize("area", [a for a in areas().values() if a.kind in ("region", "icb")], ids=lambda a: a.code)
def test_every_full_name_finds_its_own_area(area: object):
    assert find_area(area.name) == area  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("", ["name or code of an area in England"]),
        ("   ", ["name or code of an area in England"]),
        (None, ["name or code of an area in England"]),
        (5, ["name or code of an area in England"]),
        ("Glasgow", ["English local authority, integrated care board, trust or region"]),
        ("W99999999", ["English local authority, integrated care board, trust or region"]),
        ("NHS Trust", ["English local authority, integrated care board, trust or region"]),
        ("*", ["English local authority, integrated care board, trust or region"]),
        ("Nottinham", ["such as", "Nottingham (E06000018)"]),
        ("Glocestershire", ["such as", "NHS Gloucestershire Integrated Care Board (QR1)"]),
        ("Newcastle", ["the code of one of", "E07000195, local authority", "E08000021", "RTD, NHS trust catchment"]),
        ("Bath", ["E06000022, local authority", "QOX, integrated care board", "RD1, NHS trust catchment"]),
        ("Mid and South Essex", ["QH8, integrated care board", "RAJ, NHS trust catchment"]),
        ("North", ["the code of one of", "North East (E12000001, region)", " more"]),
        ("Ross", ["the code of one of", "Rossendale (E07000125, local authority)"]),
        ("Mersey", ["the code of one of", "Cheshire and Merseyside"]),
    ],
)
def test_an_unknown_or_ambiguous_area_is_answered_with_the_choices(refusal: Refusal, text: object, parts: list[str]):
    message = refusal(find_area, text)
    assert message.startswith(f"areas.csv, area: {repr(text) if text != '' else 'a blank'} is not allowed; give ")
    assert [part for part in parts if part not in message] == [], message


LEFT_OUT = {"nhs", "trust", "foundation", "the", "integrated", "care", "board", "icb"}


def words(name: str) -> set[str]:
    return set(re.findall(r"[a-z0-9]+", name.casefold().replace("'", "")))


@st.composite
def a_part_of_a_name(draw: st.DrawFn) -> str:
    name = draw(st.sampled_from([a.name for a in areas().values()]))
    start, end = sorted(draw(st.tuples(*[st.integers(0, len(name))] * 2)))
    return name[start:end]


@given(a_part_of_a_name())
def test_a_part_of_a_word_never_picks_an_area_unseen(text: str):
    try:
        found, message = find_area(text), ""
    except EvidenceError as problem:
        found, message = None, str(problem)
    assert (found is None) == message.startswith("areas.csv, area: ")
    if found is not None:  # "rth" is a part of North and the code of a trust
        assert words(text) - LEFT_OUT <= words(found.name) or text.strip().upper() in (found.code, *found.other_codes)


def test_an_area_says_the_day_its_name_and_code_held():
    assert find_area("England").as_at == date(2023, 4, 1)


def test_an_area_may_stand_above_the_one_it_lies_in(edit_data: Edit):
    row = "X0,region,Above,Above,,E92000001,2023-04-01,2023,ons_population_mid2023,published,current,\n"
    edit_data("areas.csv", "E92000001,country,", row + "E92000001,country,")
    assert areas()["X0"].parent == ENGLAND


def test_a_board_is_derived_and_a_local_authority_published():
    assert {a.certainty for a in areas().values() if a.kind in ("icb", "trust")} == {"derived"}
    assert {a.certainty for a in areas().values() if a.kind not in ("icb", "trust")} == {"published"}


def test_an_area_says_its_kind_in_words():
    assert find_area("QR1").kind_in_words == "integrated care board"
    assert find_area("RX1").kind_in_words == "NHS trust catchment"


def test_a_merged_or_specialist_trust_carries_a_note():
    assert all(a.note for a in areas().values() if a.status != "current")
    assert find_area("Moorfields").status == "specialist"


@pytest.mark.parametrize(
    ("old", "new", "parts"),
    [
        ("E12000001,region,", "E12000001,county,", ["row 3, area_type: 'county'", "region, local_authority, icb"]),
        ("E12000001,region,North East,", "E12000001,region,,", ["row 3, name: a blank", "a value"]),
        ("E12000002,region,", "E12000001,region,", ["row 4, area_code: 'E12000001'", "row 3 has it already"]),
        ("North East,North East,,E92000001,2023-04-01,2023,", "North East,North East,,E92000001,2023-04-01,2023.5,",
         ["row 3, population_year: '2023.5'", "a whole number from 2000 to 2100"]),
        ("North East,North East,,E92000001,2023-04-01,2023,", "North East,North East,,E92000001,2023-04-01,,",
         ["row 3, population_year: a blank"]),
        ("North East,North East,,E92000001,2023-04-01,", "North East,North East,,E92000001,01/04/2023,",
         ["row 3, as_at: '01/04/2023'", "a date such as 2026-11-23"]),
        ("North East,North East,,E92000001,2023-04-01,", "North East,North East,,E92000001,,",
         ["row 3, as_at: a blank", "a date such as 2026-11-23"]),
        ("North East,North East,,E92000001,2023-04-01,2023,ons",
         "North East,North East,,E92000001,2023-04-01,2023,ns",
         ["row 3, population_source: 'ns_population_mid2023'", "sources.bib such as ons_population_mid2023"]),
        ("North East,North East,,E92000001,2023-04-01,2023,ons_population_mid2023",
         "North East,North East,,E92000001,2023-04-01,2023,", ["row 3, population_source: a blank", "a key of"]),
        ("North East,North East,,E92000001,", "North East,North East,,E92000009,",
         ["row 3, parent_code: 'E92000009'", "a row whose area_type is country"]),
        ("North East,North East,,E92000001,", "North East,North East,,E12000002,",
         ["row 3, parent_code: 'E12000002'", "a row whose area_type is country"]),
        ("North East,North East,,E92000001,", "North East,North East,,,",
         ["row 3, parent_code: a blank", "a row whose area_type is country"]),
        ("country,England,England,,,", "country,England,England,,E12000001,",
         ["row 2, parent_code: 'E12000001'", "a blank"]),
        ("region,North East,North East,,", "region,North East,North East,RX1,",
         ["row 3, other_codes: 'RX1'", "codes that no other area has (RX1 is RX1, row "]),
        ("region,North East,North East,,", "region,North East,North East,X9;rx1,",
         ["row 3, other_codes: 'X9;rx1'", "(rx1 is RX1, row "]),
        ("region,North East,North East,,", "region,North East,North East,E12000001,",
         ["row 3, other_codes: 'E12000001'", "(E12000001 is E12000001, row 3)"]),
        ("region,North East,North East,,", "region,North East,North East,E54000048,",
         ["other_codes: ", "codes that no other area has (E54000048 is E12000001, row 3)"]),
        ("region,North West,North West,", "region,North East,North West,",
         ["row 4, name: 'North East'", "of its kind has (it is that of E12000001, row 3)"]),
        ("region,North West,North West,", "region,North West,NORTH EAST,",
         ["row 4, short_name: 'NORTH EAST'", "(it is that of E12000001, row 3)"]),
    ],
)  # fmt: skip
def test_a_broken_row_of_the_areas_is_named(edit_data: Edit, refusal: Refusal, old: str, new: str, parts: list[str]):
    edit_data("areas.csv", old, new)
    message = refusal(areas)
    assert message.startswith("areas.csv, row ")
    assert [part for part in parts if part not in message] == [], message


@pytest.mark.parametrize("name", ["Dorset", "Somerset", "Bolton", "Isle of Wight"])
def test_a_name_that_several_kinds_of_area_go_by_is_never_settled_silently(name: str, refusal) -> None:  # noqa: ANN001
    message = refusal(find_area, name)
    assert message.count("(") >= 2
    assert "local authority" in message


@pytest.mark.parametrize(
    ("name", "code"), [("NHS Dorset Integrated Care Board", "QVV"), ("bolton nhs foundation trust", "RMC")]
)
def test_a_full_official_name_settles_it(name: str, code: str) -> None:
    assert find_area(name).code == code


def test_areas_of_two_kinds_may_share_a_name() -> None:
    kinds = [a.kind for a in areas().values() if a.short_name == "Bolton"]
    assert len(kinds) == len(set(kinds)) > 1
