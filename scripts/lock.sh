#!/usr/bin/env bash
# Writes the lock files anew from pyproject.toml and requirements/*.in: newest versions, with hashes.
set -euo pipefail
cd "$(dirname "$0")/.."
tools=$(mktemp -d)
trap 'rm -rf "$tools"' EXIT
python3 -m venv "$tools"
"$tools/bin/pip" install --quiet 'pip-tools>=7.5'
compile() {
  "$tools/bin/pip-compile" --quiet --upgrade --generate-hashes --strip-extras --allow-unsafe \
    --no-emit-index-url --no-emit-find-links --no-emit-trusted-host --no-header "$@"
}
compile --output-file requirements/run.lock pyproject.toml requirements/build.in
compile --output-file requirements/outloud.lock requirements/outloud.in
compile --output-file requirements/dev.lock pyproject.toml requirements/build.in requirements/dev.in
