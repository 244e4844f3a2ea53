// Package argue finds the sentences of an article that estimate, and makes drafts of
// claims of them.
//
// [Read] takes an article apart: plain text, Markdown or HTML becomes sentences with
// their lines and paragraphs. [Article.Estimates] are the sentences with a word of
// likelihood, such as "likely" or "cannot be ruled out"; the list of such words, each with
// its source, is in words.go, and what is no estimate although it has such a word (the
// month of May, a permission, a likely candidate) in except.go. [Vocabulary.Guess] names
// the outcomes of a scenario that share words with a sentence, and says which.
// [Article.Claims] writes it all as a claims.yaml of drafts.
//
// Nothing is invented. A draft has the sentence, its place, its word and the guesses; its
// formula is missing, and says so. No model of language is at work: lists and rules, whose
// recall and precision are in docs/argue.md.
package argue
