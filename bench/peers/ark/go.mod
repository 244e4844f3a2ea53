module casus/bench/peers/ark

go 1.26.0

require (
	casus v0.0.0-00010101000000-000000000000
	github.com/mlange-42/ark v0.8.1
)

replace casus => ../../..
