#!/usr/bin/env bash
# Makes tests/files/talks.* from tests/files/talks.md with other people's programs: pandoc, LibreOffice, Chromium and
# WeasyPrint. They are committed, so that the tests need none of these; this is run only when the text changes.
set -euo pipefail
cd "$(dirname "$0")/.."
files=$PWD/tests/files
packages=(pandoc libreoffice-writer-nogui chromium fonts-dejavu-core)
if ! command -v pandoc soffice chromium >/dev/null; then
  apt-get update -qq
  DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "${packages[@]}" >/dev/null
fi
place=$(mktemp -d /tmp/talksXXX)
trap 'rm -rf "$place"' EXIT
cd "$place"
cp "$files/talks.md" .
export SOURCE_DATE_EPOCH=1709632800
pandoc talks.md -o "$files/talks-pandoc.docx"
pandoc talks.md -o "$files/talks-pandoc.odt"
pandoc talks.md --standalone -V document-css=false -o talks.html
cp talks.html "$files/talks-pandoc.html"

convert() { soffice -env:UserInstallation="file://$place/profile" --headless --convert-to "$@" >/dev/null 2>&1; }
cp "$files/talks-pandoc.odt" talks.odt
convert pdf talks.odt && cp talks.pdf "$files/talks-libreoffice.pdf"
convert docx talks.odt && cp talks.docx "$files/talks-libreoffice.docx"
mkdir -p back && cp talks.docx back/ && (cd back && convert odt talks.docx) && cp back/talks.odt "$files/talks-libreoffice.odt"

# Chromium prints the date and the title above each page, the address and the number below it.
chromium --headless --no-sandbox --disable-gpu --user-data-dir="$place/user" --print-to-pdf=talks.pdf talks.html >/dev/null 2>&1
cp talks.pdf "$files/talks-chromium.pdf"
cat > columns.css <<'CSS'
@page { size: A5; margin: 18mm; @top-center { content: "The Valley Gazette" } @bottom-center { content: counter(page) } }
body { column-count: 2; column-gap: 8mm; hyphens: auto; text-align: justify; font: 9pt/1.25 serif; margin: 0 }
p { margin: 0; text-indent: 1em } h1, h2 { font-size: 11pt; margin: 6pt 0 3pt }
CSS
"$files/../../.venv/bin/weasyprint" -q -s columns.css talks.html "$files/talks-columns.pdf"
