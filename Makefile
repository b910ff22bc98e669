# make build   bin/casus
# make demo    build, then code the articles of the demo
# make test    everything that must pass: format, vet, linters, tidy, tests
# make bench   speed of the whole and of every stage, on one core
# make check   the part of "make test" that needs no test run
# make fuzz    every fuzz test for FUZZTIME (10s)

GO ?= go
FUZZTIME ?= 10s
TOOL = $(GO) tool -modfile=tools/go.mod

.PHONY: build demo test bench check fuzz clean

build:
	$(GO) build -trimpath -o bin/casus ./cmd/casus

demo: build
	./bin/casus demo

test: check
	$(GO) test -timeout 60m ./...
	$(GO) test -tags purego ./english/internal/...
	$(GO) test -tags purego -run TestFloors ./english

check:
	@fmt="$$($(TOOL) gofumpt -l .)"; test -z "$$fmt" || { echo "not formatted (gofumpt -w):"; echo "$$fmt"; exit 1; }
	$(GO) vet ./...
	GOARCH=arm64 $(GO) vet ./english/...
	$(TOOL) staticcheck ./...
	$(GO) mod tidy -diff

bench: build
	GOMAXPROCS=1 $(GO) test -run '^$$' -bench . -benchmem ./english/... ./actor ./when ./where ./speech ./coder ./pipeline ./source ./merge ./store

# Inputs that reach new code are made smaller 50 times at most, not for the minute that is the default: what
# documents reach depends a little on pools and maps, and a reader would spend its time on that alone.
fuzz:
	@for pkg in $$($(GO) list ./...); do \
		for target in $$($(GO) test -list '^Fuzz' $$pkg | grep '^Fuzz'); do \
			$(GO) test -run '^$$' -fuzz "^$$target\$$" -fuzztime $(FUZZTIME) -fuzzminimizetime 50x $$pkg || exit 1; \
		done; \
	done

clean:
	rm -rf bin
