// Package knowledge is the clinical content: data only, read through FS. README.md
// describes the files.
package knowledge

import "embed"

// FS holds every file of content.
//
//go:embed *.yaml */*.yaml */*/*.yaml */*/*/*.yaml */*/*/*/*.yaml
var FS embed.FS
