import pytest
from hypothesis import given
from hypothesis import strategies as st

from kindward.web.http.ranges import NoSuchRange, Range, asked_range

NUMBERS = st.integers(0, 10**9)
SIZES = st.integers(1, 10**9)


@given(first=NUMBERS, last=NUMBERS, size=SIZES)
def test_a_range_is_the_part_of_it_that_is_there(first, last, size):
    header = f"bytes={first}-{last}"
    if last < first:
        assert asked_range(header, size) is None
    elif first >= size:
        with pytest.raises(NoSuchRange):
            asked_range(header, size)
    else:
        assert asked_range(header, size) == Range(first, min(last + 1, size))


@given(first=NUMBERS, size=SIZES)
def test_an_open_range_goes_to_the_end(first, size):
    if first < size:
        assert asked_range(f"bytes={first}-", size) == Range(first, size)
    else:
        with pytest.raises(NoSuchRange):
            asked_range(f"bytes={first}-", size)


@given(count=st.integers(1, 10**9), size=SIZES)
def test_a_range_from_the_end_has_that_many_bytes_or_all(count, size):
    assert asked_range(f"bytes=-{count}", size) == Range(max(0, size - count), size)


def test_the_last_no_bytes_are_not_there():
    with pytest.raises(NoSuchRange):
        asked_range("bytes=-0", 100)


@pytest.mark.parametrize(
    "header",
    [
        "", "bytes", "bytes=", "bytes=-", "bytes=a-b", "bytes=1", "bytes=--1", "bytes=1-2-3", "1-2",
        "bytes=0-1,2-3", "bytes=0-1,", "bytes=" + ",".join(["0-1"] * 1500), "items=0-1",
        "bytes=5-4", "bytes=٠-١", "bytes=0x0-0x1", "bytes=0.0-1.0", "bytes=" + "9" * 8000 + "-",
        "bytes=0-1\n",
    ],
)  # fmt: skip
def test_what_is_no_single_range_means_the_whole(header):
    assert asked_range(header, 100) is None


@given(header=st.text(max_size=40), size=SIZES)
def test_whatever_is_asked_stays_within(header, size):
    try:
        found = asked_range("bytes=" + header, size)
    except NoSuchRange:
        return
    assert found is None or 0 <= found.start < found.stop <= size
