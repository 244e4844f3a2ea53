// Package claims tests an argument: claims in the analyst's own estimative
// words, each a formula over what runs report, against the worlds it speaks of.
//
// [Load] reads claims.yaml, [Argument.Worlds] lists the worlds that have to be
// played, [Test] gives each claim its verdict, the size of the effect, and the
// parameters that separate the draws in which it holds from those in which it fails.
//
// A replicate has the same draw of parameters and the same luck in every
// world. So a claim about two worlds can be judged within each replicate,
// and an effect is a mean of differences within replicates.
//
// The rule of the verdict is in [Judge] and [JudgeEffect], and in words in
// docs/claims.md. A verdict is about this model under these assumptions, and about
// nothing else.
package claims
