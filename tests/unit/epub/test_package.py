"""The container: the same bytes every time, the files in the order that readers expect."""

from __future__ import annotations

import io
import subprocess
import sys
import zipfile
from dataclasses import replace
from pathlib import Path

from rivers import Sample, make_sample


def test_the_same_book_gives_the_same_bytes(sample: Sample) -> None:
    assert sample.build().content == make_sample(sample.faces).build().content


def test_another_process_gives_the_same_bytes(sample: Sample, tmp_path: Path) -> None:
    import pickle

    stored = tmp_path / "sample"
    stored.write_bytes(pickle.dumps(sample))
    code = (
        "import pickle, sys; from pathlib import Path;"
        "sys.stdout.buffer.write(pickle.loads(Path(sys.argv[1]).read_bytes()).build().content)"
    )
    folders = ":".join(map(str, Path(__file__).parents[2:4]))
    environment = {"PYTHONPATH": folders, "PYTHONHASHSEED": "7"}
    made = subprocess.run(
        [sys.executable, "-c", code, str(stored)], capture_output=True, check=True, env=environment
    )
    assert made.stdout == sample.build().content


def test_the_mimetype_comes_first_and_uncompressed(sample: Sample) -> None:
    content = sample.build().content
    assert content[30:58] == b"mimetypeapplication/epub+zip"
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        infos = archive.infolist()
    assert infos[0].compress_type == zipfile.ZIP_STORED
    assert not infos[0].extra
    assert {info.date_time for info in infos} == {(1980, 1, 1, 0, 0, 0)}


def test_text_is_compressed_and_pictures_are_not_squeezed_twice(sample: Sample) -> None:
    with zipfile.ZipFile(io.BytesIO(sample.build().content)) as archive:
        kinds = {
            info.filename.rpartition(".")[2]: info.compress_type for info in archive.infolist()
        }
    assert kinds["xhtml"] == kinds["css"] == kinds["opf"] == zipfile.ZIP_DEFLATED
    assert kinds["png"] == kinds["woff2"] == zipfile.ZIP_STORED


def test_every_file_is_in_the_manifest_once_and_has_its_own_id(sample: Sample) -> None:
    built = sample.build()
    items = list(built.tree("content.opf").iter("{*}item"))
    files = [f"EPUB/{item.get('href')}" for item in items]
    aside = {"mimetype", "META-INF/container.xml", "EPUB/content.opf"}
    assert sorted(files) == sorted(set(built.names()) - aside)
    assert len({item.get("id") for item in items}) == len(items)


def test_the_spine_is_in_reading_order(sample: Sample) -> None:
    spine = [item.get("idref") for item in sample.build().tree("content.opf").iter("{*}itemref")]
    assert spine == ["nav", "text-preface", "text-part-1", "text-chapter-1", "text-chapter-2",
                     "text-accessibility-statement"]  # fmt: skip


def test_a_text_with_several_lists_of_styles_links_each_to_its_own(sample: Sample) -> None:
    other = replace(sample.documents[5], stylesheets=("p { color: green }",))
    built = replace(sample, documents=(*sample.documents[:5], other)).build()
    (link,) = built.tree("chapter-2.xhtml").iter("{*}link")
    assert b"color: green" in built.read(link.get("href", ""))
    (first,) = built.tree("chapter-1.xhtml").iter("{*}link")
    assert b"color: green" not in built.read(first.get("href", ""))


def test_pictures_of_style_sheets_come_along(sample: Sample) -> None:
    pictures = {**sample.pictures, "images/ornament.png": sample.pictures["images/Photo of it.png"]}
    css = 'hr { background: url("images/ornament.png") }'
    documents = tuple(replace(each, stylesheets=(css,)) for each in sample.documents)
    built = replace(sample, documents=documents, pictures=pictures).build()
    assert "EPUB/images/ornament.png" in built.names()
    assert 'url("../images/ornament.png")' in built.read("styles/book.css").decode()


def test_what_epub_forbids_in_style_sheets_is_taken_out(sample: Sample) -> None:
    css = "p { color: red; direction: rtl; margin: 0 } @media print { q { unicode-bidi: embed } }"
    documents = tuple(replace(each, stylesheets=(css,)) for each in sample.documents)
    text = replace(sample, documents=documents).build().read("styles/book.css").decode()
    assert "direction" not in text
    assert "bidi" not in text
    assert "color: red" in text
    assert "margin: 0" in text
