"""Uploads of pictures killed in their midst many times, and a disk that fills up: no file is ever torn.

Run it as `.venv/bin/python bench/trials/torn_files.py [kills]`; 100 kills take some minutes. A worker uploads pictures
through the admin's form and is killed without warning (SIGKILL) at a random moment. After each kill every file that has
a picture's name is whole, every photo that was acknowledged has all its files, and the picture that was being uploaded
is taken again whole. Then a small file system of its own (which takes root) is filled until an upload is refused: the
answer holds what was typed, and no file is torn. All is in a database and a folder of its own.
"""

import contextlib
import io
import multiprocessing
import random
import re
import shutil
import subprocess
import sys
import tempfile
import time
from contextlib import contextmanager
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from measuring import own_database  # first: it sets Django up

# isort: split
from django.conf import settings
from django.contrib.auth.models import User
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import override_settings
from PIL import Image

from isuwc.files.pictures.soundness import is_sound
from isuwc.files.whole import WholeFileStorage, private
from news.models import Photo, Upload
from news.pictures.storage import is_there

KILLS = 100
FORK = multiprocessing.get_context("fork")
FORM = {"focal_x": "0.5", "focal_y": "0.4"}
SMALL = 2 << 20  # bytes of the file system that is filled


def picture(number: int) -> bytes:
    """One that takes a while to write: noise is not compressed much. The same for the same number."""
    chance = random.Random(number)
    small = Image.frombytes("RGB", (150, 100), chance.randbytes(45_000))
    buffer = io.BytesIO()
    small.resize((480, 320), Image.Resampling.NEAREST).save(buffer, "JPEG", quality=90)
    return buffer.getvalue()


def send(client: Client, number: int) -> int:
    """Upload one; the status of the answer."""
    upload = SimpleUploadedFile(f"{number}.jpg", picture(number), "image/jpeg")
    return client.post("/admin/news/photo/add/", {**FORM, "caption": f"Picture {number}", "upload": upload}).status_code


def signed_in() -> Client:
    client = Client(SERVER_NAME="localhost")
    client.force_login(User.objects.get(username="writer"))
    return client


def work(seed: int, said: Connection) -> None:
    """Upload until the end: says which picture comes next, and which were acknowledged."""
    client, number = signed_in(), 1000 * (seed + 1)
    while True:
        number += 1
        said.send(("sends", number))
        if (status := send(client, number)) != 302:
            sys.exit(f"The upload was answered with {status}.")
        said.send(("sent", number))


def main(kills: int) -> None:
    User.objects.create_superuser("writer", password=None)
    with (
        tempfile.TemporaryDirectory() as folder,
        override_settings(MEDIA_ROOT=f"{folder}/media", PRIVATE_ROOT=f"{folder}/private"),
    ):
        start, parts, acknowledged = time.monotonic(), 0, 0
        for seed in range(kills):
            lines = run_and_kill(seed)
            parts += left_parts()
            check(lines)
            acknowledged += sum(what == "sent" for what, _ in lines)
            again(lines)
            if seed % 10 == 9:
                print(f"{seed + 1} kills, {acknowledged} uploads, {parts} parts left: none torn", flush=True)
        print(
            f"{kills} kills in {time.monotonic() - start:.0f} s: {acknowledged} uploads acknowledged, {parts} parts "
            f"left by the killed, {len(whole_files())} files, none torn."
        )
    fill_a_disk()


def run_and_kill(seed: int) -> list[tuple[str, int]]:
    """What the worker said before it was killed: a copy of this process, with a connection of its own."""
    connection.close()
    heard, said = FORK.Pipe(duplex=False)
    worker = FORK.Process(target=work, args=(seed, said))
    worker.start()
    said.close()
    _wait_for_a_moment(worker, seed)
    if not worker.is_alive():
        sys.exit("The worker ended by itself.")
    worker.kill()
    worker.join()
    lines = []
    with contextlib.suppress(EOFError):
        while True:
            lines.append(heard.recv())
    return lines


def _wait_for_a_moment(worker: BaseProcess, seed: int) -> None:
    """Twice of three times until a file is being written, or a tenth of a second longer; else up to six seconds."""
    if seed % 3 == 2:
        time.sleep(random.uniform(0, 6))
        return
    folders, until = (Path(settings.MEDIA_ROOT), Path(settings.PRIVATE_ROOT)), time.monotonic() + 20
    while time.monotonic() < until and worker.is_alive() and not any(any(each.rglob(".*.part")) for each in folders):
        time.sleep(0.0002)
    if seed % 3:
        time.sleep(random.uniform(0, 0.1))


def left_parts() -> int:
    """How many parts the killed worker left; they are removed, as `check_media --mend` does with older ones."""
    found: list[Path] = []
    for storage in (default_storage, private()):
        if not isinstance(storage, WholeFileStorage):
            sys.exit("Another storage is configured.")
        found += storage.parts()
    for part in found:
        part.unlink()
    return len(found)


def whole_files() -> list[Path]:
    """Every file with a name; ends the trial where one is torn."""
    folders = (settings.MEDIA_ROOT, settings.PRIVATE_ROOT)
    files = [path for folder in folders for path in Path(folder).rglob("*") if path.is_file()]
    for path in files:
        must(is_sound(path.read_bytes()), f"torn: {path.name}")
    return files


def check(lines: list[tuple[str, int]]) -> None:
    whole_files()
    for what, number in lines:
        if what == "sent":
            names = files_of(Photo.objects.get(caption=f"Picture {number}"))
            must(all(is_there(name) for name in names), f"lost: a file of picture {number}")


def files_of(photo: Photo) -> list[str]:
    shown = f"{photo.picture.srcset}, {photo.picture.fallback_srcset}".split(", ")
    original = Upload.objects.get(pk=photo.digest).original_name
    return [str(photo.file), original, *(source.partition(settings.MEDIA_URL)[2].split()[0] for source in shown)]


def again(lines: list[tuple[str, int]]) -> None:
    """The picture that was being uploaded when the worker was killed is taken, whole, unless it had arrived already:
    then the library has it whole, and says so."""
    number = lines[-1][1] if lines else 1
    if not Photo.objects.filter(caption=f"Picture {number}").exists():
        must(send(signed_in(), number) == 302, f"picture {number} is not taken again")
    whole_files()
    names = files_of(Photo.objects.filter(caption=f"Picture {number}").latest("pk"))
    must(all(is_there(name) for name in names), f"lost: a file of picture {number}")


@contextmanager
def small_file_system():
    """A file system of SMALL bytes; None where this account may not mount one."""
    folder = tempfile.mkdtemp()
    mount = [shutil.which("mount") or "mount", "-t", "tmpfs", "-o", f"size={SMALL}", "tmpfs", folder]
    done = subprocess.run(mount, capture_output=True, text=True, check=False)
    try:
        yield folder if done.returncode == 0 else None
    finally:
        if done.returncode == 0:
            subprocess.run([shutil.which("umount") or "umount", folder], check=True)
        Path(folder).rmdir()


def fill_a_disk() -> None:
    with small_file_system() as folder:
        if folder is None:
            print("The full disk is skipped: only root can mount a small file system here.")
            return
        with override_settings(MEDIA_ROOT=f"{folder}/media", PRIVATE_ROOT=f"{folder}/private"):
            client, taken = signed_in(), 0
            while (status := send(client, 900_000 + taken)) == 302:
                taken += 1
            must(status == 507, f"a full disk is answered with {status}")
            upload = SimpleUploadedFile("x.jpg", picture(990_000), "image/jpeg")
            page = client.post("/admin/news/photo/add/", {**FORM, "caption": "Typed on a full disk", "upload": upload})
            given_back = re.findall(r'name="caption" value="([^"]*)"', page.content.decode())
            must(given_back == ["Typed on a full disk"], "what was typed is not in the answer")
            must(not Photo.objects.filter(caption="Typed on a full disk").exists(), "saved without its files")
            must(left_parts() == 0, "a part was left")
            print(
                f"A disk of {SMALL >> 20} MB: {taken} uploads taken, the next two answered 507 with the words typed; "
                f"{len(whole_files())} files, none torn."
            )


def must(holds: bool, what: str) -> None:
    if not holds:
        sys.exit(f"Not held: {what}")


if __name__ == "__main__":
    with own_database("trial_torn_files"):
        main(int(sys.argv[1]) if sys.argv[1:] else KILLS)
