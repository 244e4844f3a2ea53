// Package stats holds the statistics of casus, each once: means, quantiles and
// bands, the 90 % intervals, the bootstrap, proper scores, permutation tests,
// a logistic regression, the weights of importance sampling, and Markov chains.
//
// There is one rule for each kind of interval, and all are of 90 %:
//
//	a probability from runs that hit or miss   [ShareOf]    Wilson
//	a mean                                     [MeanOf], [EffectOf]    Student
//	a difference of probabilities, paired      [RiseOf]     Bonett and Price
//	a sample, or resamples of a score          [BandOf], [EstimateOf]    quantiles
//
// Results of this package decide verdicts and are printed, and so they are the
// same bits on every processor. Products that are summed are converted to
// float64, which forbids fused multiply–add; sums run in the order of the sample;
// logarithms and exponentials are those of package portable. Gonum's statistics
// cannot promise that: its sums are written in assembler on amd64, and compiled
// with fused multiply–add on arm64. Tests hold this package against gonum and
// against published tables.
//
// Functions of a sample leave it as it is, and their comments state its
// conditions. A bad sample gives an error where the data may be at fault, and
// panics where only the calling code can be.
package stats
