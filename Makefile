# Short names for the chores in xtask/. `make` alone lists them.
.DEFAULT_GOAL := help
.PHONY: help run test walk check fix audit release bench faults dev

help: ## list the commands
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "  make %-9s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

run: rust node ## build and serve the demo municipality on http://localhost:3000
	@cargo xtask run

test: rust node ## every test: both databases, a real browser, the budgets
	@cargo xtask test

walk: rust ## a hundred thousand random steps with cases on each database (make test walks a part)
	@NARA_WALK_STEPS=100000 cargo xtask test rust random_walk

check: rust ## formatting, lints, arrows between crates
	@cargo xtask check

fix: rust ## format, and mend what the lints can mend by themselves
	@cargo xtask fix

audit: rust node ## what is known against what is built in (needs cargo-deny and the network)
	@cargo xtask audit

release: rust node ## one small, fast program with the site inside: target/release/nara
	@cargo xtask release

bench: rust node ## how fast the release is, beside what this machine can do (QUICK=1: five minutes)
	@cargo xtask bench $(if $(QUICK),--quick)

faults: rust node ## everything that can go wrong, again and again (LONG=1: some hours)
	@cargo xtask faults $(if $(LONG),--long)

dev: rust ## rebuild and reload on every save (needs cargo-leptos)
	@command -v cargo-leptos >/dev/null || { \
	  echo "make dev needs cargo-leptos: cargo install --locked cargo-leptos (about 10 minutes)."; \
	  echo "Without it, run 'make run' again after a change: it takes only what changed."; exit 1; }
	@cargo leptos watch

.PHONY: rust node
rust:
	@command -v cargo >/dev/null || { \
	  echo "Rust is missing. Get it from https://rustup.rs, then open a new terminal."; exit 1; }
	@command -v cc >/dev/null || { \
	  echo "A C compiler is missing (SQLite is compiled). Debian: apt install build-essential"; exit 1; }

node:
	@command -v node >/dev/null && command -v npm >/dev/null || { \
	  echo "Node.js with npm is missing (20 or newer). Debian: apt install nodejs npm"; exit 1; }
