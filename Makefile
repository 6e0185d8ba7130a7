# make brief   a brief for each source in seeds/, in out/, in all five formats
# make test    all tests      make check   lint, types, contracts      make bench   the figures of the README
#                    make test-documents   a corpus of sources in all templates and formats, in outside validators
.PHONY: brief test test-documents check bench fuzz audit sbom setup setup-dev clean
.DEFAULT_GOAL := brief

brief: setup
	@for source in seeds/*; do \
	  .venv/bin/briefing make "$$source" -o out/ -f docx -f pdf -f html -f markdown -f json || exit 1; \
	  echo "$$source: a brief in out/, in five formats"; \
	done

test: setup-dev
	.venv/bin/pytest

test-documents: setup-dev
	@scripts/setup_validators.sh
	.venv/bin/pytest -m documents tests/documents

check: setup-dev
	.venv/bin/ruff check .
	.venv/bin/ruff format --check .
	.venv/bin/mypy
	.venv/bin/lint-imports

bench: setup-dev
	.venv/bin/python -m bench
	.venv/bin/python -m bench.documents
	.venv/bin/python -m bench.main_text
	.venv/bin/python -m bench.hostile
	.venv/bin/python -m bench.throughput

# Each reader for a few seconds; `make fuzz SECONDS=300` for longer.
fuzz: setup-dev
	.venv/bin/python scripts/fuzz.py --seconds $(or $(SECONDS),20)

# Known holes in the locked packages; asks the index of vulnerabilities over the network.
audit: setup-dev
	.venv/bin/pip-audit --require-hashes --disable-pip -r requirements/run.lock

# What the package is made of, as CycloneDX 1.6.
sbom: setup-dev
	.venv/bin/cyclonedx-py requirements requirements/run.lock --pyproject pyproject.toml --output-reproducible --sv 1.6 --of JSON -o sbom.json

setup:
	@scripts/setup.sh run

setup-dev:
	@scripts/setup.sh dev

clean:
	rm -rf .venv dist build .mypy_cache .pytest_cache .ruff_cache .hypothesis .import_linter_cache
