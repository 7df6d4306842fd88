"""Where the command `regesta` begins."""

import gc
import signal
import sys


def main() -> None:
    """Run the command line, with few looks of the garbage collector on the way and none at the end.

    Reading makes many objects and throws few away. When the interpreter ends, it would look through all of them twice,
    which is a fifth of the time of `regesta validate one.yaml`; frozen objects are passed over.
    """
    gc.set_threshold(50_000, 20, 50)
    for name in ("SIGTERM", "SIGHUP"):  # so that what was begun is put away
        number = getattr(signal, name, None)
        if number is not None and signal.getsignal(number) is signal.SIG_DFL:  # nohup ignores the other
            signal.signal(number, lambda ended, _: sys.exit(128 + ended))
    try:
        from regesta.cli import main as run  # noqa: PLC0415 - after the collector is told

        run()
    finally:
        gc.freeze()
