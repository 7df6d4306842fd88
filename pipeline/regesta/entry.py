"""Where the command `regesta` begins."""

import atexit
import gc
import os
import signal
import sys


def main() -> None:
    """Run the command line, with few looks of the garbage collector on the way and none at the end.

    Reading makes many objects and throws few away. When the interpreter ends, it would look through all of them twice,
    which is a fifth of the time of `regesta validate one.yaml`, and take each apart.
    """
    _read_names_as_utf8()
    gc.set_threshold(250_000, 20, 50)
    for name in ("SIGTERM", "SIGHUP"):  # so that what was begun is put away
        number = getattr(signal, name, None)
        if number is not None and signal.getsignal(number) is signal.SIG_DFL:  # nohup ignores the other
            signal.signal(number, lambda ended, _: sys.exit(128 + ended))
    try:
        from regesta.cli import main as run  # noqa: PLC0415 - after the collector is told

        run()
    except SystemExit as ended:
        if isinstance(ended.code, int):
            end(ended.code)
        raise


def _read_names_as_utf8() -> None:
    """Begin anew where Python takes names of files and words of the command for another encoding than UTF-8.

    A locale such as de_DE.ISO-8859-1 makes it do so, and reports would name files that nobody has.
    """
    if sys.getfilesystemencoding() != "utf-8" and sys.executable and "utf8" not in sys._xoptions:  # noqa: SLF001 - documented
        os.execv(sys.executable, [sys.executable, "-X", "utf8", *sys.orig_argv[1:]])  # noqa: S606 - no shell; this program again


def end(code: int) -> None:
    """End the process here, with what is registered for its end; return if something printed cannot be written."""
    atexit._run_exitfuncs()  # noqa: SLF001 - as the interpreter does, without what follows there
    try:
        sys.stdout.flush()
        sys.stderr.flush()
    except OSError:  # the interpreter tells it
        return
    os._exit(code)
