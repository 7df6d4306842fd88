"""Long work shows itself, and shows nothing where nobody looks or it is short."""

import io

import pytest

from regesta.progress import shown, stage


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def run(stream: io.StringIO | None, patience: float = 0.0) -> list[int]:
    steps = stage("counting", [3, 4, 5], 3, lambda step: step)
    if stream is None:
        return list(steps)
    with shown(stream, patience):
        return list(steps)


@pytest.mark.parametrize("stream", [None, io.StringIO(), Terminal()], ids=["nobody", "a log", "a terminal"])
def test_the_steps_are_those_that_were_given(stream: io.StringIO | None) -> None:
    assert run(stream) == [3, 4, 5]


def test_a_log_gets_one_line_a_stage_with_the_rate() -> None:
    log = io.StringIO()
    run(log)
    (line,) = log.getvalue().splitlines()
    assert line.startswith("counting: 12 records in 0.0 s, ")
    assert line.endswith(" a second")


def test_one_record_is_not_called_records() -> None:
    log = io.StringIO()
    with shown(log, 0.0):
        list(stage("counting", ["one"], 1, len, "row"))
        list(stage("counting", ["1"], 1, len, "row"))
    assert [line.partition(" in ")[0] for line in log.getvalue().splitlines()] == [
        "counting: 3 rows",
        "counting: 1 row",
    ]


def test_a_terminal_gets_a_bar_with_the_rate() -> None:
    terminal = Terminal()
    run(terminal)
    assert "counting" in terminal.getvalue()
    assert "12 records, " in terminal.getvalue()


@pytest.mark.parametrize("stream", [io.StringIO(), Terminal()], ids=["a log", "a terminal"])
def test_what_takes_no_time_is_not_told(stream: io.StringIO) -> None:
    run(stream, patience=60.0)
    assert stream.getvalue() == ""


def test_an_error_of_a_step_comes_through_and_no_line_is_written() -> None:
    log = io.StringIO()
    with shown(log, 0.0), pytest.raises(ZeroDivisionError):
        list(stage("counting", (1 // number for number in (1, 0)), 2, lambda step: step))
    assert log.getvalue() == ""


@pytest.mark.parametrize("stream", [io.StringIO(), Terminal()], ids=["a log", "a terminal"])
def test_each_stage_leaves_a_line_if_asked_for(stream: io.StringIO) -> None:
    with shown(stream, 60.0, each=True):
        assert list(stage("counting", [3, 4, 5], None, lambda step: step)) == [3, 4, 5]
    assert stream.getvalue().startswith("counting: 12 records in 0.0 s, ")


def test_a_bar_needs_no_total() -> None:
    terminal = Terminal()
    with shown(terminal, 0.0):
        list(stage("counting", [3, 4, 5], None, lambda step: step))
    assert "12 records, " in terminal.getvalue()
