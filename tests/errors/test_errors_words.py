"""Errors are sentences in the reader's language."""

from guanlan.errors import InputError, OurFault, ReadingError, describe, phrase


def test_a_refusal_quotes_says_why_and_what_to_do():
    """The same code speaks both languages."""
    error = InputError("date.impossible", value="2月30日")

    assert "2月30日" in describe(error)
    assert describe(error, "en") == str(error)
    assert describe(error) != describe(error, "en")


def test_exit_statuses_are_of_the_class():
    """Bad input ends in 2, our own fault in 3."""
    assert [kind.exit_status for kind in (InputError, ReadingError, OurFault)] == [2, 2, 3]


def test_an_unknown_code_is_shown_as_it_is():
    """Better a bare code than a crash while telling of one."""
    assert phrase("no.such", "zh", {"value": 1}) == "no.such(value=1)"
