#!/usr/bin/env bash
# Sets up what `make test-documents` runs beside Python: LibreOffice, Java, Chromium, Node, qpdf, poppler, fonts, and
# the validators of HTML. What cannot be had is named; the tests that need it are then skipped, and say so.
set -uo pipefail
cd "$(dirname "$0")/.."

# A command, and the Debian package that has it.
wanted=(
  soffice:libreoffice-writer-nogui java:default-jre-headless chromium:chromium node:nodejs npm:npm
  qpdf:qpdf pdftotext:poppler-utils
)
missing=()
for pair in "${wanted[@]}"; do
  command -v "${pair%%:*}" >/dev/null || missing+=("${pair#*:}")
done
fc-list 2>/dev/null | grep -q "Noto Sans Arabic" || missing+=(fonts-noto-core)
# Of the widths of Calibri and Cambria, so that LibreOffice breaks lines and pages where Word does.
fc-list 2>/dev/null | grep -q Carlito || missing+=(fonts-crosextra-carlito)
fc-list 2>/dev/null | grep -q Caladea || missing+=(fonts-crosextra-caladea)

if ((${#missing[@]})); then
  sudo=()
  [[ $(id -u) == 0 ]] || sudo=(sudo -n)
  export DEBIAN_FRONTEND=noninteractive
  if command -v apt-get >/dev/null && "${sudo[@]}" true 2>/dev/null; then
    "${sudo[@]}" apt-get update -qq || true
    for package in "${missing[@]}"; do
      "${sudo[@]}" apt-get install -y -qq --no-install-recommends "$package" >/dev/null 2>&1 ||
        echo "documents: $package could not be installed; the tests that need it are skipped" >&2
    done
  else
    echo "documents: not installed, and the tests that need them are skipped: ${missing[*]}" >&2
    echo "documents: as root, this installs them: apt-get install --no-install-recommends ${missing[*]}" >&2
  fi
fi

# Their install scripts fetch a Java and a browser, which are here already.
if command -v npm >/dev/null; then
  (cd tests/documents/node && { cmp -s package-lock.json node_modules/.made-from || {
    npm ci --ignore-scripts --no-audit --no-fund --silent && cp package-lock.json node_modules/.made-from
  }; }) || echo "documents: the validators of HTML could not be installed; their tests are skipped" >&2
fi

# A validator in Python whose own needs the project does not share.
outloud=.venv/outloud
cmp -s requirements/outloud.lock "$outloud/.made-from" || {
  "${PYTHON:-python3}" -m venv "$outloud" &&
    "$outloud/bin/python" -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/outloud.lock &&
    cp requirements/outloud.lock "$outloud/.made-from"
} || echo "documents: outloud could not be installed; its tests are skipped" >&2
exit 0
