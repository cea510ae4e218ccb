#!/bin/sh
# Fetch the programs that bench.epub_peers compares octavo with into .tools/peers: Sphinx with MyST
# (PyPI), Vivliostyle and HonKit (npm), crowbook and mdbook-epub (crates.io: minutes of compiling),
# Asciidoctor with its EPUB converter (Maven Central). calibre and bookdown are Debian's:
# apt-get install calibre r-cran-bookdown. For the measurement only; nothing else needs them.
set -eu
cd "$(dirname "$0")/.."
mkdir -p .tools/peers/npm
peers=$PWD/.tools/peers

python3 -m venv "$peers/python"
"$peers/python/bin/pip" install --quiet sphinx==9.0.4 myst-parser
npm install --prefix "$peers/npm" --ignore-scripts --no-audit --no-fund --silent \
    @vivliostyle/cli@11.0.0 honkit@6.1.7
cargo install --quiet --root "$peers/cargo" crowbook@0.17.1 mdbook-epub@0.5.2

cat >"$peers/pom.xml" <<'XML'
<project xmlns="http://maven.apache.org/POM/4.0.0">
  <modelVersion>4.0.0</modelVersion>
  <groupId>octavo</groupId><artifactId>peers</artifactId><version>1</version>
  <dependencies>
    <dependency><groupId>org.asciidoctor</groupId><artifactId>asciidoctorj</artifactId><version>2.5.13</version></dependency>
    <dependency><groupId>org.asciidoctor</groupId><artifactId>asciidoctorj-epub3</artifactId><version>2.2.0</version></dependency>
  </dependencies>
</project>
XML
mvn -q -B -f "$peers/pom.xml" \
    org.apache.maven.plugins:maven-dependency-plugin:3.8.1:copy-dependencies \
    "-DoutputDirectory=$peers/asciidoctor"
