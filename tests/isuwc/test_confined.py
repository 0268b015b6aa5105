"""Readers: processes of their own with limits, a few at once."""

import io
import tempfile
import threading
import time

import pytest

from isuwc.confined import run
from isuwc.confined.run import MB, Answer, Limits, UnreadableError, read
from isuwc.confined.slots import AT_ONCE, NoSlotError, slot

LIMITS = Limits(memory=256 * MB, seconds=1, answer=MB)


def ask(function: str, *arguments, source=b"La la", limits=LIMITS, patience=60.0) -> Answer:
    return read("song", source, "tests.factories.readers", function, *arguments, limits=limits, patience=patience)


def refusal(function: str, **options) -> tuple[str, str]:
    with pytest.raises(UnreadableError) as caught:
        ask(function, **options)
    return caught.value.reason, str(caught.value)


def test_reader_answers_with_facts_and_files():
    files = ((["first", 1], b"La la"), ("second", b"\x00\xff"))
    assert ask("echo", 1, "ö") == Answer({"size": 5, "arguments": [1, "ö"]}, files)


@pytest.mark.parametrize("make", [io.BytesIO, tempfile.TemporaryFile], ids=["in memory", "on the disk"])
def test_reader_gets_the_whole_of_a_file_that_was_read_before(make):
    with make() as file:
        file.write(b"La la la")
        file.flush()
        assert file.tell() == 8
        assert ask("echo", source=file).files[0][1] == b"La la la"


def test_reader_knows_nothing_of_the_site(monkeypatch):
    monkeypatch.setenv("SECRET_KEY", "secret")
    facts = ask("surroundings").facts
    assert facts["django"] is False
    assert set(facts["environment"]) <= {"MALLOC_ARENA_MAX", "LC_CTYPE"}


@pytest.mark.parametrize(
    ("function", "reason", "words"),
    [
        ("refuse", "refused", "It is no song."),
        ("hungry", "memory", "This song is too large to read: unpacked it takes more than 256 MB of memory."),
        ("talkative", "memory", "This song is too large to read: unpacked it takes more than 256 MB of memory."),
        ("endless", "time", "This song is too large to read: reading it takes longer than 1 seconds."),
        ("crash", "damage", "This song is damaged: reading it failed."),
        ("fail", "damage", "This song is damaged: reading it failed."),
    ],
)
def test_reader_that_gives_no_answer_is_answered_in_words(function, reason, words):
    assert refusal(function) == (reason, words)


def test_reader_that_only_waits_is_stopped(monkeypatch):
    monkeypatch.setattr(run, "LONGEST", 0.5)
    assert refusal("asleep")[0] == "time"


def test_mistake_of_ours_is_logged(caplog):
    refusal("fail")
    assert "LookupError: a mistake of ours" in caplog.text


def test_no_more_than_a_few_read_at_once():
    with slot(60), slot(60):
        assert AT_ONCE == 2
        with pytest.raises(NoSlotError), slot(0):
            pass
        assert refusal("echo", patience=0) == (
            "wait",
            "Other files are being read just now, and this song was not. Send it again in a minute.",
        )
    with slot(60):
        pass


def test_whoever_waits_is_next():
    with slot(60):
        with slot(60):
            waiting = threading.Thread(target=ask, args=["echo"])
            waiting.start()
            time.sleep(0.1)
            assert waiting.is_alive()
        waiting.join(60)
        assert not waiting.is_alive()
