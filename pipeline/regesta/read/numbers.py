"""JSON's number grammar, read without letting a long number hurt."""

import math
import re
import sys

LARGEST = 2**53
_NUMBER = r"-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?"
_DIGITS = 18  # more cannot be within 2**53, and int() of thousands is slow or refused


def is_number(text: str) -> bool:
    return re.fullmatch(_NUMBER, text) is not None


def number(text: str) -> int | float:
    """Read what `is_number` accepts: an int where it has neither point nor exponent; -0 is 0.

    What lies beyond every float becomes the largest one: `in_range` refuses it, and nothing that follows chokes.
    """
    digits = text.removeprefix("-")
    if len(digits) <= _DIGITS and digits.isdigit():
        return int(text)
    return finite(float(text))


def finite(value: float) -> float:
    """Turn -0.0 into 0.0 and what is not finite into the largest float of its sign."""
    if math.isfinite(value):
        return value + 0.0
    return math.copysign(sys.float_info.max, value)


def tame(value: float) -> float:
    """Keep an int that is in reach of 64 bits; give any other number as a finite float."""
    if isinstance(value, int):
        if -(10**_DIGITS) < value < 10**_DIGITS:
            return value
        value = math.inf if value > 10**300 else -math.inf if value < -(10**300) else float(value)
    return finite(value)


def in_range(value: float) -> bool:
    return -LARGEST <= value <= LARGEST
