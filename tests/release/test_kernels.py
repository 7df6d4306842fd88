"""Kernels that Arrow has not under a name of its own."""

import pyarrow as pa
from hypothesis import example, given
from hypothesis import strategies as st

from regesta.release.kernels import is_utf8, lean


def decodes(data: bytes) -> bool:
    try:
        data.decode()
    except UnicodeDecodeError:
        return False
    return True


@given(data=st.binary(max_size=12) | st.text(max_size=6).map(str.encode))
@example(data=b"\xed\xa0\x80")
@example(data=b"\xc0\x80")
@example(data=b"\xf4\x90\x80\x80")
@example(data=b"a" * 40 + b"\xe2\x82")
def test_bytes_are_utf8_where_python_decodes_them(data: bytes) -> None:
    assert is_utf8(data) is decodes(data)


def test_the_memory_of_arrow_is_its_own_again_afterwards() -> None:
    before = pa.default_memory_pool().backend_name
    with lean():
        assert pa.default_memory_pool().backend_name == "system"
    assert pa.default_memory_pool().backend_name == before
