# One command per intent. `make` alone lists them.

SHELL         := bash
.SHELLFLAGS   := -euo pipefail -c
.DEFAULT_GOAL := help

CONTRACT := tests/contract
PARSERS  := tests/parsers
PEER     := tests/Benchmarks/peers/fastify
REQUESTS := 100000
SERVICE  := artifacts/service
SEED     := $(shell date +%s)

.PHONY: help run test faults fuzz publish bench bench-growth openapi lint verify clean

help: ## Show this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  %-12s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

run: ## Start the service with its own Postgres and the 2014 story; Swagger UI on http://localhost:5080/swagger
	dotnet run --project src/Api

test: ## Run every test on real Postgres
	dotnet test

faults: ## Kill, freeze and cut at least a hundred times under writers, one scenario after another, and print what was lost and doubled
	mkdir -p artifacts
	rm -f artifacts/faults.md
	FAULTS=long FAULTS_FIGURES=$(CURDIR)/artifacts/faults.md dotnet test tests/Faults -p:VSTestBlameHang=false -- xUnit.ParallelizeTestCollections=false \
		|| { cat artifacts/faults.md 2>/dev/null || true; exit 1; }
	@cat artifacts/faults.md

fuzz: ## Send 100,000 requests made up from the OpenAPI document and hold every answer against it (REQUESTS=n SEED=n for others)
	FUZZ_REQUESTS=$(REQUESTS) FUZZ_SEED=$(SEED) dotnet run --project tests/Api.Tests --configuration Release -- \
		-class "ClaimCheck.Api.Tests.Fuzz.FuzzTests" -showLiveOutput -noLogo

publish: ## Build the service as it is deployed, compiled beforehand for this kind of machine, into artifacts/service
	dotnet publish src/Api --configuration Release --use-current-runtime --no-self-contained -p:PublishReadyToRun=true \
		--artifacts-path artifacts/build --output $(SERVICE)

bench: publish ## Measure the service beside pgbench and a Fastify program in the same run and print ratios (ARGS go to the program)
	dotnet run --project tests/Benchmarks --configuration Release -- $(ARGS)

bench-growth: publish ## Measure one corpus as it grows from 0.5 to 4 million claims: half an hour, 25 GB in a temporary folder or ARGS="--data FOLDER"
	dotnet run --project tests/Benchmarks --configuration Release -- --growth 500000 1000000 2000000 4000000 $(ARGS)

openapi: ## Write the committed OpenAPI document anew after a change to the API
	UPDATE_OPENAPI=1 dotnet test tests/Api.Tests --filter "FullyQualifiedName~The_committed_document_is_the_one_that_is_served"

lint: $(CONTRACT)/node_modules ## Lint the OpenAPI document, make TypeScript types of it and compile a client
	npm --prefix $(CONTRACT) run --silent lint
	npm --prefix $(CONTRACT) run --silent types
	npm --prefix $(CONTRACT) run --silent check

$(CONTRACT)/node_modules: $(CONTRACT)/package-lock.json
	npm --prefix $(CONTRACT) ci --ignore-scripts --no-audit --no-fund
	@touch $@

verify: ## Run everything that CI runs
	.ci/run

clean: ## Remove what builds and checks made; data in .claimcheck stays
	rm -rf artifacts src/*/bin src/*/obj tests/*/bin tests/*/obj tests/*/TestResults
	rm -rf $(CONTRACT)/node_modules $(CONTRACT)/generated $(PARSERS)/node_modules $(PEER)/node_modules
