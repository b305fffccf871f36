"""The report: everything that was done is in it, and the words add up."""

import hashlib
import json
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from compiler.errors import Gravity, Remark, Where
from compiler.model.book import Matter, Part, Place, Placement, Section
from compiler.model.edits import Edit, Replace, Restyle, Splice, apply
from compiler.model.text import Block, Blocks, Kind, Mark, Role, words
from compiler.write import report
from compiler.write.report import account
from tests.model.strategies import edits_of, stories_blocks
from tests.write.proofs import OWNS_NOTHING, book, galley, made_by, p, printed, reported, small, write

# -- the words add up ------------------------------------------------------------------------------------------


@given(st.data(), stories_blocks())
def test_the_words_read_and_the_change_by_rule_are_the_words_printed(
    data: st.DataObject, before: Blocks
) -> None:
    blocks, revisions = before, []
    for rule in ("lines.unwrap", "quotes.double"):
        revisions.append(made_by(rule, *data.draw(edits_of(blocks))))
        blocks, _ = apply(blocks, revisions[-1])
    story, _ = reported(galley(before, *revisions))
    account_of = story["words"]
    assert account_of["read"] == sum(words(block.text) for block in before)
    assert account_of["balance"] == 0
    assert account_of["places"]["story"] == sum(words(block.text) for block in blocks)
    assert account_of["read"] + sum(account_of["rules"].values()) == sum(account_of["places"].values())


@given(st.data(), st.text(alphabet="ab’' -\n文", max_size=20))
def test_counting_round_the_edits_is_counting_everything(data: st.DataObject, text: str) -> None:
    cuts = sorted(data.draw(st.lists(st.integers(0, len(text)), max_size=8)))
    edits: list[Edit] = [
        Replace(0, start, end, text[start:end], data.draw(st.text(alphabet="a '-", max_size=2)))
        for start, end in zip(cuts[::2], cuts[1::2], strict=False)
    ]
    before = (p(text),)
    after, revision = apply(before, edits)
    assert account.changed(before, revision.edits) == account.total(after) - account.total(before)


def test_a_rule_that_joins_words_has_a_row() -> None:
    before = (p("He was foot\n-sore and over\njoyed."),)
    edits = made_by("lines.unwrap", Replace(0, 11, 12, "\n", ""), Replace(0, 26, 27, "\n", ""))
    story, page = reported(galley(before, edits))
    assert story["words"]["read"] == 7
    assert story["words"]["rules"] == {"lines.unwrap": -2}
    assert story["words"]["balance"] == 0
    assert '<th scope="row">lines.unwrap</th><td>−2</td>' in page


def test_a_block_that_arranging_forgets_is_a_loss_with_its_full_text() -> None:
    made = galley((p("One two."), p("Three four five.", line=8)))
    placements = printed(made)[:1]
    story, page = reported(made, placements)
    (loss,) = story["remarks"]
    (passage,) = story["left_out"]
    assert story["words"]["balance"] == 3
    assert (loss["gravity"], loss["file"]) == ("loss", "ferry.txt")
    assert (passage["place"], passage["text"], passage["line"]) == ("nowhere", "Three four five.", 8)
    assert "3 words are not accounted for." in page
    (remark,) = report.unaccounted([made], placements)
    assert remark.gravity is Gravity.LOSS
    assert (
        json.loads(write(made, placements=placements, remarks=[remark])["night.report.json"])["remarks"] == []
    )


def test_words_printed_twice_are_a_loss_of_balance_too() -> None:
    made = galley((p("One two."),))
    story, _ = reported(made, printed(made) * 2)
    assert story["words"]["balance"] == -2
    assert "2 words more than there are in the story" in story["remarks"][0]["what"]


def test_words_that_add_up_leave_nothing_to_remark() -> None:
    made, placements = small()
    assert report.unaccounted([made], placements) == ()
    assert "Every word is accounted for." in reported(made, placements)[1]


# -- everything is in it ---------------------------------------------------------------------------------------


def test_doubts_come_first_losses_before_them_and_proposals_after() -> None:
    made, placements = small()
    _, page = reported(made, placements)
    places = [
        page.index(text)
        for text in ("a picture is missing", "thin evidence", "it begins “It was”", "<table>")
    ]
    assert places == sorted(places)
    assert page.index("ferry.txt:4") < page.index("put map.png beside it") < page.index("thin evidence")


def test_what_was_moved_or_left_out_is_there_with_its_evidence() -> None:
    story, page = reported(*small())
    (moved,) = story["moved"]
    (left_out,) = story["left_out"]
    (divider,) = story["breaks"]
    assert (moved["label"], moved["place"], moved["text"]) == ("disclaimer", "imprint", OWNS_NOTHING.text)
    assert (moved["rule"], moved["because"]) == ("notes.disclaimer", "disclaims ownership +4")
    assert (left_out["label"], left_out["text"], left_out["line"]) == (
        "furniture of the site",
        "reviews: 12",
        9,
    )
    assert (divider["label"], divider["text"]) == ("scene break", "* * *")
    for text in ("disclaims ownership +4", OWNS_NOTHING.text, "moved to the imprint", "reviews: 12"):
        assert text in page


def test_a_passage_left_out_is_shown_in_full_however_long() -> None:
    blocks = (p("word " * 4000),)
    made = galley(blocks, made_by("notes.disclaimer", Splice(0, blocks, (blocks[0].labelled(Role.PLEA),))))
    story, page = reported(made, printed(made, b0=Place.LEFT_OUT))
    assert story["left_out"][0]["text"] == blocks[0].text
    assert blocks[0].text in page


def test_an_interruption_inside_a_paragraph_has_its_own_passage() -> None:
    text = "He ran (A/N: sorry!) on."
    marking = made_by(
        "notes.disclaimer", Restyle(0, Mark(7, 20, "note", (("kind", "plea"),)), add=True, because="a label")
    )
    made = galley((p(text, line=4),), marking)
    placements = [
        Placement("ferry", 0, Place.STORY, "He ran on.", "s1"),
        Placement("ferry", 0, Place.NOTES, "(A/N: sorry!)", "notes", part=True),
    ]
    story, _ = reported(made, placements)
    (moved,) = story["moved"]
    assert moved["part"]
    assert moved["label"] == "plea for reviews, inside a paragraph"
    assert (moved["text"], moved["because"], moved["line"]) == ("(A/N: sorry!)", "a label", 4)


def test_an_edit_is_shown_where_it_was_made() -> None:
    story, page = reported(*small())
    opening = next(edit for edit in story["edits"] if edit["kind"] == "replaced" and edit["new"] == "“")
    assert (opening["line"], opening["left"], opening["right"]) == (3, "", 'No," he said.')
    assert (
        '<del class="tiny">&quot;</del><ins class="tiny">“</ins>No,'
        '<del class="tiny">&quot;</del><ins class="tiny">”</ins> he said.'
    ) in page
    assert '<del class="tiny">*</del><ins>very</ins><del class="tiny">*</del> late.' in page
    assert "--without quotes.double" in page
    assert "Double marks open and close." in page


@given(st.data(), stories_blocks())
def test_every_edit_is_in_the_json_in_the_words_of_the_text_it_changed(
    data: st.DataObject, before: Blocks
) -> None:
    made = galley(before, made_by("quotes.double", *data.draw(edits_of(before))))
    story, _ = reported(made)
    (edits,) = (revision.edits for revision in made.ledger.revisions) if made.ledger.revisions else ((),)
    told = [row for row in story["edits"] if row["kind"] == "replaced"]
    for edit in edits:
        if isinstance(edit, Replace):
            row = next(row for row in told if (row["block"], row["offset"]) == (edit.block, edit.start))
            told.remove(row)
            assert (row["old"], row["new"]) == (edit.old, edit.new)
            assert row["left"] + row["old"] + row["right"] == before[edit.block].text
    assert len(story["edits"]) >= len(edits)


def test_context_is_cut_at_words() -> None:
    text = "The ferry that had run for forty years" * 3
    before = (p(f'{text} "No" {text}'),)
    at = len(text) + 1
    story, _ = reported(galley(before, made_by("quotes.double", Replace(0, at, at + 1, '"', "“"))))
    (edit,) = story["edits"]
    assert edit["left"] == "…ferry that had run for forty years "
    assert edit["right"] == 'No" The ferry that had run for…'


ONE, TWO = p("one", line=1), p("two", line=2)
CHAPTER = Block(Kind.HEADING, "one", role=Role.CHAPTER, level=2, line=1)


@pytest.mark.parametrize(
    ("old", "new", "kind", "what"),
    [
        ((ONE,), (ONE.labelled(Role.AUTHOR_NOTE),), "relabelled", "paragraph → author’s note"),
        ((ONE,), (CHAPTER,), "relabelled", "paragraph → chapter heading"),
        ((ONE,), (replace(ONE, kind=Kind.BREAK),), "relabelled", "paragraph → scene break"),
        ((ONE,), (ONE.labelled(Role.BODY, "chat"),), "relabelled", "paragraph → paragraph (chat)"),
        ((ONE,), (ONE.labelled(Role.BODY, "gap:3"),), "noted", "noted: gap:3"),
        ((CHAPTER,), (replace(CHAPTER, level=3),), "noted", "heading of level 3"),
        ((ONE,), (replace(ONE, marks=(Mark(0, 1, "em"),)),), "restyled", "marks changed"),
        ((ONE, TWO), (p("one two"),), "joined", "2 × paragraph → paragraph"),
        ((p("one* two"),), (p("one*"), p("two")), "split", "paragraph → 2 × paragraph"),
        ((p("one*"),), (p("one"), Block(Kind.BREAK, "*")), "split", "paragraph → paragraph, scene break"),
        ((ONE, TWO), (p("one"), p("three")), "rearranged", "2 × paragraph → 2 × paragraph"),
        ((ONE, TWO), (CHAPTER, CHAPTER), "rearranged", "2 × paragraph → 2 × chapter heading"),
        ((), (Block(Kind.BREAK, ""),), "inserted", "scene break inserted"),
        ((p(""),), (), "removed", "empty paragraph removed"),
    ],
)  # fmt: skip
def test_whole_blocks_are_told_in_words(old: Blocks, new: Blocks, kind: str, what: str) -> None:
    made = galley((*old, p("after")), made_by("lines.unwrap", Splice(0, old, new, because="so")))
    story, page = reported(made)
    (edit,) = story["edits"]
    assert (edit["kind"], edit["what"], edit["because"]) == (kind, what, "so")
    assert [piece["text"] for piece in edit["before"]] == [block.text for block in old]
    assert [piece["text"] for piece in edit["after"]] == [block.text for block in new]
    assert what in page


def test_a_block_inserted_is_shown_between_its_neighbours() -> None:
    _, page = reported(*small())
    assert (
        'he said.<span class="unseen">¶</span> <ins>scene break</ins> <span class="unseen">¶</span>* * *'
        in page
    )


def test_a_correction_whose_marks_were_lost_is_shown_piece_by_piece() -> None:
    before = (p("a - b and c - d", Mark(0, 3, "em"), Mark(4, 5, "b")),)
    edits = made_by("lines.unwrap", Replace(0, 1, 4, " - ", "—"), Replace(0, 11, 14, " - ", "—"))
    made = galley(before, edits)
    assert [type(edit) for edit in made.ledger.revisions[0].edits] == [Splice]
    story, _ = reported(made)
    assert [(row["old"], row["new"]) for row in story["edits"]] == [(" - ", "—"), (" - ", "—")]


def test_edits_that_are_alike_are_counted_in_the_page_and_listed_in_the_json() -> None:
    before = tuple(p(f"'{index}", line=index) for index in range(1, 201))
    made = galley(before, made_by("quotes.double", *(Replace(i, 0, 1, "'", "’") for i in range(200))))
    story, page = reported(made)
    assert len(story["edits"]) == 200
    assert "200 ×" in page
    assert "and 195 more like these" in page
    assert page.count('<ins class="tiny">’</ins>') == 6


def test_edits_that_differ_are_shown_until_there_are_too_many() -> None:
    before = tuple(p(f"{index}x", line=index) for index in range(200))
    made = galley(
        before, made_by("lines.unwrap", *(Replace(i, 0, len(str(i)), str(i), "n") for i in range(200)))
    )
    _, page = reported(made)
    assert page.count("<li><span") == 80
    assert "and 120 more</li>" in page


def test_a_proposed_title_is_called_proposed_and_says_how_to_give_another() -> None:
    made, placements = small()
    story, page = reported(made, placements)
    title = next(item for item in story["proposals"] if item["change"]["rule"] == "titles.incipit")
    assert (story["title"], story["title_from"]) == ("No, he said", "proposed")
    assert "top of ferry.txt" in title["mend"]
    assert page.count('No, he said</a> <span class="tag">proposed</span>') == 1


def test_a_proposal_is_shown_in_the_text_its_rule_saw() -> None:
    before = (p("a *b* c", line=6),)
    made = galley(
        before,
        made_by("lines.unwrap", Replace(0, 0, 0, "", "At first: ")),
        made_by("quotes.double", Replace(0, 0, 9, "At first:", "Now")),
        proposed=(Replace(0, 12, 13, "*", "", "emphasis.stars"),),
    )
    story, page = reported(made)
    (proposal,) = story["proposals"]
    assert proposal["change"]["left"] == "At first: a "
    assert proposal["mend"] == "--apply emphasis.stars makes the change"
    assert "Words between stars are emphatic." in page


def test_a_proposal_of_an_unknown_rule_is_shown_at_least() -> None:
    made = galley((p("new"),), proposed=(Replace(7, 4, 7, "old", "young", "own.rule"),))
    story, page = reported(made)
    assert story["proposals"][0]["change"]["old"] == "old"
    assert "<del>old</del><ins>young</ins>" in page


def test_remarks_of_a_story_are_not_said_again_of_the_build() -> None:
    made, placements = small()
    passed_over = Remark("passed over", Where("cover.psd"), gravity=Gravity.INFO)
    files = write(made, placements=placements, remarks=[passed_over, *made.remarks])
    told = json.loads(files["night.report.json"])
    assert [remark["what"] for remark in told["remarks"]] == ["passed over"]
    assert len(told["stories"][0]["remarks"]) == 3
    assert "cover.psd" in files["night.report.html"].decode()


def test_the_files_made_are_there_with_their_digests() -> None:
    files = write(small()[0], placements=small()[1], files={"night.epub": b"content"})
    (made,) = json.loads(files["night.report.json"])["files"]
    assert made == {"name": "night.epub", "sha256": hashlib.sha256(b"content").hexdigest(), "bytes": 7}
    assert made["sha256"] in files["night.report.html"].decode()


def test_totals_are_the_sums_of_the_stories() -> None:
    first, placements = small()
    second = galley((p("One two three."),), name="other")
    files = write(first, second, placements=[*placements, *printed(second)])
    told = json.loads(files["night.report.json"])
    assert told["totals"]["stories"] == 2
    assert told["totals"]["words"]["read"] == sum(story["words"]["read"] for story in told["stories"])
    assert told["totals"]["edits"] == sum(len(story["edits"]) for story in told["stories"]) == 8
    assert [told["totals"][name] for name in ("losses", "doubts", "proposals")] == [1, 1, 2]
    assert list(told["rules"]) == [
        "breaks.lost",
        "notes.disclaimer",
        "emphasis.stars",
        "quotes.double",
        "titles.incipit",
    ]


def test_a_passage_in_another_section_names_it() -> None:
    made = galley((CHAPTER, p("Text.")))
    sections = [Section("s1", Matter.CHAPTER, Part.BODY, "The Weir", ())]
    page = report.write(book(*sections), [made], printed(made), [], {}, stem="n", why={})[
        "n.report.html"
    ].decode()
    assert "in “The Weir”" in page
