"""Readers: processes of their own with limits, a few at once."""

import io
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path

import pytest

from isuwc.files.confined import run
from isuwc.files.confined.run import MB, Answer, Limits, UnreadableError, read, together
from isuwc.files.confined.slots import AT_ONCE, NoSlotError, slot

ROOT = Path(__file__).resolve().parents[3]
LIMITS = Limits(memory=256 * MB, seconds=1, answer=MB)


def ask(function: str, *arguments, source=b"La la", limits=LIMITS, patience=60.0, longest=run.LONGEST) -> Answer:
    times = {"patience": patience, "longest": longest}
    return read("song", source, "tests.factories.readers", function, *arguments, limits=limits, **times)


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
        ("refuse", "refused", "It is not a song."),
        ("hungry", "memory", "This song is too large to read: unpacked, it needs more than 256 MB of memory."),
        ("talkative", "memory", "This song is too large to read: unpacked, it needs more than 256 MB of memory."),
        ("endless", "time", "This song is too large to read: reading it takes longer than 1 seconds."),
        ("crash", "damage", "This song is damaged: reading it failed."),
        ("fail", "damage", "This song is damaged: reading it failed."),
    ],
)
def test_reader_that_gives_no_answer_is_answered_in_words(function, reason, words):
    assert refusal(function) == (reason, words)


def test_reader_that_only_waits_is_stopped_and_the_file_is_not_blamed():
    words = "This song was not read in time, as the server is busy. Send it again in a minute."
    assert refusal("asleep", longest=0.5) == ("slow", words)


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
            "This song was not read, as other files are being read right now. Send it again in a minute.",
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


def limits_where(machine: str) -> str:
    """The limits that a reader has in a process that the machine has given such ones."""
    code = (
        f"import resource; {machine}; from isuwc.files.confined.run import MB, Limits, read; "
        "limits = Limits(memory=256 * MB, seconds=10, answer=MB); "
        "print(read('song', b'La', 'tests.factories.readers', 'limits', limits=limits).facts)"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=False)
    return done.stdout.strip() or done.stderr


def test_lower_limits_of_the_machine_hold():
    assert limits_where("pass") == str({"AS": [256 << 20] * 2, "CPU": [10, 11], "FSIZE": [1 << 20] * 2})
    lower = "; ".join(
        f"resource.setrlimit(resource.RLIMIT_{kind}, ({most}, {most}))"
        for kind, most in {"AS": 200 << 20, "CPU": 8, "FSIZE": 1000}.items()
    )
    assert limits_where(lower) == str({"AS": [200 << 20] * 2, "CPU": [7, 8], "FSIZE": [1000] * 2})


def test_reader_that_can_t_begin_blames_no_file(caplog):
    words = "This song could not be read because of a fault of the server. Its operators find it in the log."
    assert refusal("no_such_function") == ("machine", words)
    assert [(record.levelname, "no_such_function" in record.getMessage()) for record in caplog.records] == [
        ("ERROR", True)
    ]


def test_folder_of_slots_that_somebody_else_made_blames_no_file(monkeypatch, tmp_path, caplog):
    (tmp_path / "taken").touch()
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path / "taken"))
    assert refusal("echo")[0] == "machine"
    assert [record.levelname for record in caplog.records] == ["ERROR"]


def test_files_of_one_request_have_a_time_together():
    late = ("late", "There was no time left to read this song after the files before it. Send fewer at once.")
    with together(2):
        assert ask("echo").facts["size"] == 5
        began = time.monotonic()
        assert refusal("asleep") == late
        assert time.monotonic() - began < 10
        assert refusal("echo") == late
    assert ask("echo").facts["size"] == 5


def test_turn_is_waited_for_no_longer_than_the_time_together():
    with slot(60), slot(60), together(0.2):
        assert refusal("echo")[0] == "wait"
