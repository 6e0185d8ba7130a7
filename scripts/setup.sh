#!/usr/bin/env bash
# Sets up what `make` needs: system libraries, .venv, locked packages. A second run does nothing twice.
#   scripts/setup.sh        to make briefs
#   scripts/setup.sh dev    to test, check and measure too
set -euo pipefail
cd "$(dirname "$0")/.."
kind=${1:-run}
venv=.venv
packages=(libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0 fontconfig)
libraries=(libpango-1.0.so.0 libpangoft2-1.0.so.0 libharfbuzz-subset.so.0 libfontconfig.so.1)

have_libraries() {
  local cache
  cache=$(PATH="$PATH:/sbin:/usr/sbin" ldconfig -p)
  for library in "${libraries[@]}"; do
    [[ $cache == *"$library"* ]] || return 1
  done
}

install_libraries() {
  local sudo=()
  if [[ $(id -u) != 0 ]]; then
    if ! { command -v sudo && sudo -n true; } >/dev/null 2>&1; then
      echo "The PDF needs system libraries; run: sudo apt-get install --no-install-recommends ${packages[*]}" >&2
      return 1
    fi
    sudo=(sudo -n)
  fi
  export DEBIAN_FRONTEND=noninteractive
  "${sudo[@]}" apt-get update -qq
  "${sudo[@]}" apt-get install -y -qq --no-install-recommends "${packages[@]}" >/dev/null
}

have_libraries || install_libraries

python=${PYTHON:-python3}
"$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' || {
  echo "briefing needs Python 3.11 or newer; this is $("$python" --version). Set PYTHON=/path/to/python3.11" >&2
  exit 1
}
lock=requirements/$kind.lock
stamp=$venv/.ready
wanted() { cat requirements/run.lock "requirements/$1.lock" pyproject.toml | sha256sum; }
want=$(wanted "$kind")
# An environment for tests makes briefs as well; its packages stay as they are.
if [[ -x $venv/bin/python && -f $stamp ]] && grep -qxF -e "$want" -e "$(wanted dev)" "$stamp"; then
  exit 0
fi
[[ -x $venv/bin/python ]] || "$python" -m venv "$venv" || {
  echo "Python cannot make a virtual environment; run: sudo apt-get install python3-venv" >&2
  exit 1
}
"$venv/bin/python" -m pip install --quiet --disable-pip-version-check --require-hashes -r "$lock"
"$venv/bin/python" -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
echo "$want" > "$stamp"
