"""The version of this program, as its package states it."""

from importlib.metadata import version

VERSION = version("regesta")
