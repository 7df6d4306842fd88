"""What stands for email.utils while another module is imported gives what that gives."""

import subprocess
import sys
from collections.abc import Callable
from email import utils
from typing import Any

import pytest

from regesta.without_email import parsedate_to_datetime

ASKED = """
import sys
from regesta.without_email import without_email
import regesta
assert "email.utils" not in sys.modules
with without_email():
    from email import utils as kept
    from email.utils import parseaddr
import email.utils
assert kept.formataddr is email.utils.formataddr and sys.modules["email.utils"] is email.utils
assert parseaddr("Ann <ann@example.org>") == ("Ann", "ann@example.org")
from jsonschema_rs.jsonschema_rs import __build__
print(__build__["info-time"].utcoffset())
"""


@pytest.mark.parametrize(
    "text",
    [
        "Sun, 8 Nov 2026 16:26:25 +0000",
        "Tue, 29 Feb 2028 00:00:00 +0000",
        "Fri, 01 May 2026 09:05:59 -0000",
        "Mon, 2 Mar 2026 09:05:59 +0530",
        "Mon, 2 Mar 2026 09:05:59 GMT",
        "2 Mar 2026 09:05:59 +0000",
    ],
)
def test_a_day_is_read_as_email_reads_it(text: str) -> None:
    found, expected = parsedate_to_datetime(text), utils.parsedate_to_datetime(text)
    assert (found, found.utcoffset()) == (expected, expected.utcoffset())


@pytest.mark.parametrize("text", ["", "yesterday", "Sun, 31 Feb 2026 16:26:25 +0000"])
@pytest.mark.parametrize("read", [parsedate_to_datetime, utils.parsedate_to_datetime], ids=["here", "there"])
def test_what_is_no_day_fails_as_in_email(read: Callable[[str], Any], text: str) -> None:
    with pytest.raises(ValueError, match=r"Invalid date value|day is out of range"):
        read(text)


def test_whatever_else_is_asked_of_it_is_there() -> None:
    done = subprocess.run([sys.executable, "-c", ASKED], capture_output=True, text=True, check=False)
    assert (done.stdout, done.stderr) == ("0:00:00\n", "")
