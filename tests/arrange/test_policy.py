"""The policies of notes: defaults, statements, and what is no statement."""

import pytest

from compiler.arrange.policy import DEFAULTS, Policy, policies
from compiler.errors import CommandError
from compiler.model.story import NOTE_ROLES
from compiler.model.text import Role


def test_every_kind_of_note_has_a_default():
    assert NOTE_ROLES | {Role.BOILERPLATE} == set(DEFAULTS)


def test_later_statements_win_and_all_spares_boilerplate():
    table = policies(["all=drop", "plea=keep"])
    assert Policy.KEEP is table[Role.PLEA]
    assert Policy.DROP is table[Role.SUMMARY]
    assert Policy.DROP is table[Role.BOILERPLATE]
    assert Policy.DROP is policies(["all=keep"])[Role.BOILERPLATE]


@pytest.mark.parametrize("statement", ["plea", "plea=", "gossip=keep", "plea=burn", "=keep"])
def test_a_statement_that_says_nothing_is_refused_with_the_choices(statement: str):
    with pytest.raises(CommandError) as caught:
        policies([statement])
    assert 2 == caught.value.exit_code
    assert "author-note" in caught.value.mend
    assert "appendix" in caught.value.mend
