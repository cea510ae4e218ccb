"""Other engines set the same prose: plain WeasyPrint, LuaLaTeX with microtype, Typst.

Used by bench.typography --peers. Each gets the same static faces, page, size, leading, measure and
indent, English hyphenation, no widows and no orphans. What is not installed is left out: LuaLaTeX
with microtype and fontspec (Debian: texlive-luatex texlive-latex-recommended), the package typst.
"""

from __future__ import annotations

import importlib.util
import shutil
import subprocess
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

import pypandoc

PLAIN = """
@font-face { font-family: "EB Garamond"; src: url(regular.ttf) }
@font-face { font-family: "EB Garamond"; src: url(italic.ttf); font-style: italic }
h1 { break-before: page }
"""

LATEX = r"""\documentclass{article}
\usepackage[paperwidth=419.528bp,paperheight=595.276bp,top=54.54bp,bottom=54.52bp,
  left=56.69bp,right=56.69bp,nohead,nofoot,marginparwidth=0bp]{geometry}
\usepackage{fontspec}
\setmainfont{regular.ttf}[Path=./,ItalicFont=italic.ttf]
\usepackage[english]{babel}
\usepackage[protrusion=true,expansion=true]{microtype}
\makeatletter
\renewcommand\normalsize{\fontsize{11bp}{14.3bp}\selectfont}\normalsize
\renewcommand\section[1]{\clearpage\vspace*{28.6bp}{\fontsize{16bp}{28.6bp}\selectfont
  \raggedright\noindent #1\par}\nobreak\vspace{14.3bp}\@afterindentfalse\@afterheading}
\makeatother
\setlength\parindent{13.2bp}\setlength\parskip{0bp}\setlength\topskip{11bp}
\frenchspacing\raggedbottom\pagestyle{empty}
\widowpenalty=10000\clubpenalty=10000
\begin{document}
$body$
\end{document}
"""

TYPST = """#set page(width: 419.528pt, height: 595.276pt,
  margin: (top: 54.54pt, bottom: 54.52pt, x: 56.69pt))
#set text(font: "EB Garamond", size: 11pt, lang: "en", top-edge: .8em, bottom-edge: -.2em)
#set par(justify: true, leading: 3.3pt, spacing: 3.3pt, first-line-indent: 13.2pt%s)
#show heading: it => [
  #pagebreak(weak: true)
  #set par(leading: 12.6pt, justify: false)
  #block(above: 0pt, below: 26.9pt, inset: (top: 28.6pt),
    text(size: 16pt, weight: "regular", hyphenate: false, it.body))
]
$body$
"""
TRACKING = (
    ", justification-limits: (spacing: (min: 66.67%, max: 150%),"
    " tracking: (min: -.01em, max: .02em))"
)


def peers(
    text: Sequence[tuple[str, tuple[str, ...]]], style: str, regular: Path, italic: Path, work: Path
) -> dict[str, Path]:
    """Set chapters (title and paragraphs, as XHTML) with all that is installed; give each PDF."""
    folder = work.resolve() / "peers"
    folder.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(regular, folder / "regular.ttf")
    shutil.copyfile(italic, folder / "italic.ttf")
    body = "".join(
        f"<h1>{title}</h1>{''.join(f'<p>{words}</p>' for words in paragraphs)}\n"
        for title, paragraphs in text
    )
    (folder / "text.html").write_text(
        f'<html lang="en-US"><head><meta charset="utf-8"/><title>t</title><style>{PLAIN}{style}</style></head>'
        f"<body>{body}</body></html>",
        "utf-8",
    )
    ways: dict[str, Callable[[Path], Path]] = {"WeasyPrint": _weasyprint}
    if shutil.which("lualatex"):
        ways["LuaLaTeX, microtype"] = _lualatex
    if importlib.util.find_spec("typst"):
        ways["Typst"] = lambda folder: _typst(folder, "typst", "")
        ways["Typst, tracking"] = lambda folder: _typst(folder, "typst-tracking", TRACKING)
    return {name: way(folder) for name, way in ways.items()}


def _weasyprint(folder: Path) -> Path:
    out = folder / "weasyprint.pdf"
    _run(folder, sys.executable, "-m", "weasyprint", "--quiet", "text.html", out)
    return out


def _lualatex(folder: Path) -> Path:
    (folder / "template.tex").write_text(LATEX, "utf-8")
    _pandoc(folder, "latex", "template.tex", "lualatex.tex")
    _run(folder, "lualatex", "-interaction=batchmode", "-halt-on-error", "lualatex.tex")
    return folder / "lualatex.pdf"


def _typst(folder: Path, name: str, limits: str) -> Path:
    (folder / "template.typ").write_text(TYPST.replace("%s", limits), "utf-8")
    _pandoc(folder, "typst", "template.typ", f"{name}.typ")
    code = "import sys, typst; typst.compile(sys.argv[1], output=sys.argv[2], font_paths=['.'])"
    _run(folder, sys.executable, "-c", code, f"{name}.typ", f"{name}.pdf")
    return folder / f"{name}.pdf"


def _pandoc(folder: Path, to: str, template: str, out: str) -> None:
    pandoc = pypandoc.get_pandoc_path()
    words = ("-f", "html-auto_identifiers", "-t", to, "-s", f"--template={template}", "-o", out)
    _run(folder, pandoc, "text.html", *words)


def _run(folder: Path, *command: str | Path) -> None:
    subprocess.run(command, cwd=folder, check=True, stdout=subprocess.DEVNULL)
