"""How long the press file takes, and how much memory: 450 pages with 60 photographs.

python -m bench.press [FOLDER] [RUNS]

The book is written and laid out once (minutes; kept in FOLDER). Then the press file is made from
the laid-out pages in fresh processes: with an empty cache, and with the pictures in it.
"""

from __future__ import annotations

import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import msgspec
from PIL import Image

ROOT = Path(__file__).parent.parent
CHAPTERS, PARAGRAPHS, PHOTOGRAPHS = 30, 43, 60
SIDES = (3000, 2000)
PRELOAD = "octavo.pdf.engine.loaded"

WORDS = (
    "river bridge ledger harvest surveyor winter meadow ferry lantern harbour copper orchard letter "
    "morning valley railway engraver island window garden thunder village paper kitchen mountain"
).split()


def write_book(folder: Path) -> None:
    """Write a publication with as many pages as the bar speaks of."""
    (folder / "manuscript").mkdir(parents=True, exist_ok=True)
    (folder / "images").mkdir(exist_ok=True)
    for number in range(PHOTOGRAPHS):
        photograph(number).save(folder / "images" / f"{number:02d}.jpg", quality=90)
    for chapter in range(CHAPTERS):
        paragraphs = [paragraph(chapter * PARAGRAPHS + step) for step in range(PARAGRAPHS)]
        for place in range(PHOTOGRAPHS // CHAPTERS):
            number = chapter * (PHOTOGRAPHS // CHAPTERS) + place
            paragraphs.insert(8 + 20 * place, f"![Photograph {number}](../images/{number:02d}.jpg)")
        text = "\n\n".join([f"# Chapter {chapter + 1}", *paragraphs]) + "\n"
        if chapter == 0:
            text = (
                "---\ntitle: Four hundred pages\ndate: 2026-01-01\npage: {trim: A5}\n---\n\n" + text
            )
        (folder / "manuscript" / f"{chapter:02d}.md").write_text(text, "utf-8")


def photograph(number: int) -> Image.Image:
    """Six megapixels of soft shapes with grain, as a camera gives them."""
    soft = [
        Image.effect_noise((45, 30), 120).resize(SIDES, Image.Resampling.BICUBIC) for _ in range(3)
    ]
    grain = Image.effect_noise(SIDES, 12 + number % 5)
    return Image.blend(Image.merge("RGB", soft), Image.merge("RGB", [grain] * 3), 0.2)


def paragraph(seed: int) -> str:
    """A paragraph of ninety words in an order that the seed alone decides."""
    chosen = [WORDS[(seed * 7 + step * (3 + seed % 5)) % len(WORDS)] for step in range(90)]
    return f"{chosen[0].title()} {' '.join(chosen[1:])}."


def lay_out(folder: Path) -> None:
    """Lay the book out and keep the pages."""
    from octavo.executors import cores, processes
    from octavo.pipeline.build import open_desk
    from octavo.pipeline.options import BuildOptions, Silence
    from octavo.pipeline.pages import lay_out_pages, page_book
    from octavo.pipeline.workshop import open_workshop

    options, quiet = BuildOptions(folder), Silence()
    with open_workshop(folder / ".octavo") as shop, processes(cores(), PRELOAD) as workers:
        desk = open_desk(options, quiet, shop, workers, [])
        paged, _ = page_book(desk)
        pages, _ = lay_out_pages(desk, paged)
    kept = (pages, desk.publication.metadata, list(desk.pictures.values()))
    (folder / "pages.msgpack").write_bytes(msgspec.msgpack.encode(kept))


def make(folder: Path, cache_folder: Path) -> None:
    """Make the press file once and print seconds and the peak of this process and its workers."""
    from octavo.artifacts import LaidOutPages, Picture
    from octavo.cache import Cache
    from octavo.executors import Job, cores, processes
    from octavo.pdf.pictures import xobject_keys
    from octavo.pipeline.pictures import picture_printer
    from octavo.press.edition import press_pdf
    from octavo.press.profiles import load_profile
    from octavo.publication import Metadata

    with (folder / "pages.msgpack").open("rb") as file:
        pages, metadata, pictures = msgspec.msgpack.decode(
            file.read(), type=tuple[LaidOutPages, Metadata, list[Picture]]
        )
    _, _, before = spent(0)
    profile, _ = load_profile("sheet-fed", folder)
    keys = {key: item for item in pictures for key in xobject_keys(item.path)}
    with processes(min(cores(), 2), PRELOAD) as workers:
        start, busy = time.perf_counter(), time.process_time()
        printer = picture_printer(Cache(cache_folder), workers)
        made = press_pdf(pages, metadata, profile, keys, None, printer)
        seconds, busy = time.perf_counter() - start, time.process_time() - busy
        asked = [Job(f"{number}", 1, number) for number in range(8)]
        told = {pid: (used, peak) for _, (pid, used, peak) in workers.run(spent, asked)}
    _, _, own = spent(0)
    report = {
        "seconds": seconds, "cpu": busy, "workers_cpu": sum(used for used, _ in told.values()),
        "own": own, "loaded": before, "worker": max(peak for _, peak in told.values()),
        "pages": len(pages.page_map.pages), "master": len(pages.pdf) // 10**6,
        "file": len(made.content) // 10**6,
    }  # fmt: skip
    print(msgspec.json.encode(report).decode())


def spent(_: int) -> tuple[int, float, int]:
    """This process: its number, the seconds it has computed, its peak in MB."""
    time.sleep(0.05)  # so that every worker is asked
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    return os.getpid(), time.process_time(), peak


def main(folder: Path, runs: int) -> None:
    """Print the table."""
    if not (folder / "pages.msgpack").exists():
        write_book(folder)
        subprocess.run([sys.executable, "-m", "bench.press", "--lay-out", str(folder)], check=True)
    print("| | seconds | CPU here, in workers | MB here (loaded) | MB a worker | pages | in, out |")
    print("|---|---|---|---|---|---|---|")
    with tempfile.TemporaryDirectory() as kept:
        for name, count in (("cold", runs), ("warm", runs)):
            found = []
            for run in range(count):
                cache = Path(kept) / (f"cold-{run}" if name == "cold" else "cold-0")
                command = [sys.executable, "-m", "bench.press", "--make", str(folder), str(cache)]
                done = subprocess.run(command, check=True, capture_output=True, text=True, cwd=ROOT)
                found.append(msgspec.json.decode(done.stdout))
            middle = {key: statistics.median(item[key] for item in found) for key in found[0]}
            most = {key: max(item[key] for item in found) for key in found[0]}
            print(
                f"| {name} | {middle['seconds']:.2f} "
                f"| {middle['cpu']:.2f}, {middle['workers_cpu']:.2f} "
                f"| {most['own']} ({most['loaded']}) | {most['worker']} | {most['pages']} "
                f"| {most['master']}, {most['file']} MB |"
            )


if __name__ == "__main__":
    arguments = sys.argv[1:]
    if arguments[:1] == ["--lay-out"]:
        lay_out(Path(arguments[1]))
    elif arguments[:1] == ["--make"]:
        make(Path(arguments[1]), Path(arguments[2]))
    else:
        main(
            Path(arguments[0]) if arguments else Path(tempfile.gettempdir()) / "octavo-press-bench",
            int(arguments[1]) if arguments[1:] else 3,
        )
