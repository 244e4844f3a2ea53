# What people do here. Everything works without make too: these are the commands.

.PHONY: run test fuzz ci generate

# The reference crisis; make run ARGS="small-state -n 100" plays another.
ARGS ?= kazakhstan-2022
run:
	go run ./cmd/casus run $(ARGS)

# Under five minutes on two cores.
test:
	CGO_ENABLED=0 go test -timeout 20m ./...

# What reads strangers' files is given nonsense, a minute for each of the targets;
# make fuzz FUZZTIME=10s FUZZ=Load is shorter, for those with Load in their names.
fuzz:
	.ci/fuzz

# All that must hold before a change is merged. It names what is missing.
ci:
	.ci/run

# Docs and schemas that are made by commands.
generate:
	go generate ./...
