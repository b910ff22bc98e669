// Package casus is the root of the module and has no code. casus reads news
// articles and keeps a record that can be checked: who said or did what to
// whom, when, where, and on whose word.
//
// Package pipeline codes articles, package source reads them, package record
// has the rows that come out; the command is cmd/casus. deps_test.go says which
// package may import which.
package casus
