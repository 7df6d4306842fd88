"""What goes wrong outside the records: configuration, disk, use. Bad records are diagnostics, not exceptions."""


class RegestaError(Exception):
    """The command cannot go on; its text says why and what to do. The command line ends with exit code 2."""
