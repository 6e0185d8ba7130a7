#!/usr/bin/env bash
# Builds the wheel, installs it with the locked packages in an empty environment outside the checkout, and makes the
# brief of the first sample source there in all formats. The bytes must be those that the checkout makes.
set -euo pipefail
cd "$(dirname "$0")/.."
scripts/setup.sh dev
place=$(mktemp -d)
trap 'rm -rf "$place"' EXIT
.venv/bin/python -m build --quiet --no-isolation --wheel --outdir "$place/dist" .
"${PYTHON:-python3}" -m venv "$place/venv"
"$place/venv/bin/pip" install --quiet --disable-pip-version-check --require-hashes -r requirements/run.lock
"$place/venv/bin/pip" install --quiet --disable-pip-version-check --no-deps "$place"/dist/*.whl
source=$(ls seeds/000_*.txt)
mkdir "$place/here" "$place/there"
targets() { for form in docx pdf html md json; do printf -- '-o %s/note.%s ' "$1" "$form"; done; }
# shellcheck disable=SC2046
.venv/bin/briefing "$source" $(targets "$place/here")
cp "$source" "$place/"
# shellcheck disable=SC2046
(cd "$place" && venv/bin/briefing "$(basename "$source")" $(targets there) && venv/bin/briefing doctor)
for form in docx pdf html md json; do cmp "$place/here/note.$form" "$place/there/note.$form"; done
echo "the installed wheel makes the same five files"
