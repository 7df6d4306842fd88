"""Where the command `regesta` begins."""

import gc


def main() -> None:
    """Run the command line. Reading makes many objects and throws few away: the collector need not look so often."""
    gc.set_threshold(50_000, 20, 50)
    from regesta.cli import main as run  # noqa: PLC0415 - after the collector is told

    run()
