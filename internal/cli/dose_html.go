package cli

import (
	"crypto/sha256"
	"encoding/base64"
	"html/template"
	"io"
)

// doseStyle is the whole style of a page of dosimetry; it needs no script and prints
// on A4.
const doseStyle = `body{margin:1.5rem auto;max-width:60rem;padding:0 1rem;font-family:system-ui,sans-serif;color:#1a1a1a;background:#fff}
pre{overflow-x:auto;font:13px/1.45 ui-monospace,monospace}
@media print{body{margin:0;max-width:none}pre{font-size:8.5pt;white-space:pre-wrap}}
@media (prefers-color-scheme:dark){body{color:#eee;background:#161616}}`

var dosePage = template.Must(template.New("dose").Parse(`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'sha256-{{.Hash}}'">
<meta name="viewport" content="width=device-width">
<title>{{.Title}}</title>
<style>{{.Style}}</style>
</head>
<body>
<h1>{{.Title}}</h1>
<p>Not a medical device. For a physicist and a physician to check and sign.</p>
<pre tabindex="0">{{.Text}}</pre>
</body>
</html>
`))

// writeDoseHTML puts the page of a dosimetry into HTML.
func writeDoseHTML(w io.Writer, title, text string) error {
	sum := sha256.Sum256([]byte(doseStyle))
	return dosePage.Execute(w, struct {
		Title, Text string
		Style       template.CSS
		Hash        template.HTMLAttr
	}{title, text, template.CSS(doseStyle), template.HTMLAttr(base64.StdEncoding.EncodeToString(sum[:]))})
}
