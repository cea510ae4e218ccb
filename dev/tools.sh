#!/bin/sh
# Fetch the judges that are not Python into .tools/: veraPDF (Java); Ace and the reading systems of
# dev/readers/package.json (Node.js 20 or newer). Says what it does; quick when all is there.
# What cannot be had is left out here and named at the end of the tests; with CI=true the
# programs that Debian packages are installed, and what is then still missing fails the tests.
set -u
cd "$(dirname "$0")/.."
verapdf=1.28.2

say() { printf 'octavo: %s\n' "$*"; }

if [ "${CI:-}" = true ] && [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; then
    missing=""
    command -v java >/dev/null 2>&1 || missing="$missing default-jre-headless"
    command -v mvn >/dev/null 2>&1 || missing="$missing maven"
    command -v gs >/dev/null 2>&1 || missing="$missing ghostscript"
    command -v qpdf >/dev/null 2>&1 || missing="$missing qpdf"
    command -v node >/dev/null 2>&1 || missing="$missing nodejs"
    command -v npm >/dev/null 2>&1 || missing="$missing npm"
    [ -d /usr/share/fonts/truetype/vlgothic ] || missing="$missing fonts-vlgothic"
    command -v chromium >/dev/null 2>&1 || command -v chromium-browser >/dev/null 2>&1 ||
        command -v google-chrome >/dev/null 2>&1 || missing="$missing chromium"
    if [ -n "$missing" ]; then
        say "installing with apt:$missing"
        apt-get update -qq
        # shellcheck disable=SC2086
        DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $missing >/dev/null
    fi
fi

if [ ! -f .tools/verapdf/verapdf.jar ]; then
    if command -v mvn >/dev/null 2>&1; then
        say "fetching veraPDF $verapdf into .tools/verapdf"
        mkdir -p .tools/verapdf
        mvn -q -B org.apache.maven.plugins:maven-dependency-plugin:3.8.1:copy \
            "-Dartifact=org.verapdf.apps:greenfield-apps:$verapdf" \
            "-DoutputDirectory=$PWD/.tools/verapdf" -Dmdep.stripVersion=true >/dev/null 2>&1 &&
            mv .tools/verapdf/greenfield-apps.jar .tools/verapdf/verapdf.jar ||
            say "veraPDF could not be fetched"
    else
        say "veraPDF needs Maven (mvn) to be fetched"
    fi
fi

# The lock beside the installed packages says what they are; scripts of packages are never run,
# so that none fetches a browser.
if ! cmp -s dev/readers/package-lock.json .tools/node_modules/octavo-lock.json; then
    if command -v npm >/dev/null 2>&1; then
        say "fetching Ace, epub.js, foliate-js and Readium's navigator into .tools/node_modules"
        mkdir -p .tools
        cp dev/readers/package.json dev/readers/package-lock.json .tools/ &&
            npm ci --prefix .tools --ignore-scripts --no-audit --no-fund --silent >/dev/null 2>&1 &&
            cp dev/readers/package-lock.json .tools/node_modules/octavo-lock.json ||
            say "the reading systems could not be fetched"
    else
        say "the reading systems need Node.js and npm to be fetched"
    fi
fi
exit 0
