// Package cases holds worked patients: published, de-identified cases restated from
// their sources, and synthetic ones.
package cases

import "embed"

// FS holds published/<id>.yaml.
//
//go:embed published/*.yaml
var FS embed.FS
