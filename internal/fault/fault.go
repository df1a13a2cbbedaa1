// Package fault says what went wrong in words that a person can act on: kinds of
// errors, deferred wrapping, and lists of problems with place and hint.
package fault

import (
	"errors"
	"fmt"
)

// Kind sorts errors by what the caller can do about them.
type Kind uint8

// The kinds. Internal is the zero value: an error nobody classified is ours.
const (
	Internal    Kind = iota // a defect of the program
	Invalid                 // the input is wrong; the person who wrote it can mend it
	Usage                   // the command line is wrong
	NotFound                // a named thing does not exist
	Conflict                // the thing changed meanwhile
	Unsupported             // well-formed, but outside what the program does
	Unavailable             // something outside the program did not answer
	Finding                 // a check ran and found something
)

// Error carries a kind and a hint around a cause.
type Error struct {
	Kind Kind
	Hint string
	Err  error
}

func (e *Error) Error() string {
	if e.Hint == "" {
		return e.Err.Error()
	}
	return fmt.Sprintf("%v (%s)", e.Err, e.Hint)
}

func (e *Error) Unwrap() error { return e.Err }

// New returns an error of the given kind.
func New(kind Kind, format string, args ...any) error {
	return &Error{Kind: kind, Err: fmt.Errorf(format, args...)}
}

// Hinted returns an error of the given kind with a hint on how to mend it.
func Hinted(kind Kind, hint, format string, args ...any) error {
	return &Error{Kind: kind, Hint: hint, Err: fmt.Errorf(format, args...)}
}

// KindOf returns the kind of the outermost classified error in the chain;
// a list of problems is Invalid.
func KindOf(err error) Kind {
	var e *Error
	if errors.As(err, &e) {
		return e.Kind
	}
	var p Problems
	if errors.As(err, &p) {
		return Invalid
	}
	return Internal
}

// Wrap adds context to *err if it is not nil. Use it deferred:
//
//	defer fault.Wrap(&err, "reading case %s", id)
func Wrap(err *error, format string, args ...any) {
	if *err != nil {
		*err = fmt.Errorf("%s: %w", fmt.Sprintf(format, args...), *err)
	}
}
