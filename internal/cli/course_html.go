package cli

import (
	"crypto/sha256"
	"encoding/base64"
	"html/template"
	"io"

	"symport/internal/chart"
)

// courseStyle is the whole style of a page of kinetics or response.
const courseStyle = chart.PlotStyle + `body{margin:1.5rem auto;max-width:62rem;padding:0 1rem;font:15px/1.45 system-ui,sans-serif;color:#17202b;background:#fff}
h1{font-size:1.35rem}h2{font-size:1.05rem}pre{overflow-x:auto;font:13px/1.45 ui-monospace,monospace}summary{cursor:pointer}
@media (prefers-color-scheme:dark){body{color:#e7ecf2;background:#171e26}}@media print{body{margin:0;max-width:none}pre{font-size:8.5pt;white-space:pre-wrap}}
table{border-collapse:collapse;font-size:13px}th,td{text-align:left;padding:3px 10px;border-bottom:1px solid #ccc}figure{margin:1rem 0}.tw{overflow-x:auto}`

var coursePage = template.Must(template.New("course").Parse(`<!doctype html>
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
<p>For qualified professionals. Not a medical device.</p>
{{range .Lead}}<p>{{.}}</p>
{{end}}<figure>{{.SVG}}</figure>
{{range .Notes}}<p>{{.}}</p>
{{end}}<details><summary>{{.Table.Caption}} as a table</summary><div class="tw" tabindex="0" role="region" aria-label="{{.Table.Caption}} as a table"><table><thead><tr>{{range .Table.Head}}<th scope="col">{{.}}</th>{{end}}</tr></thead><tbody>
{{range .Table.Rows}}<tr>{{range $i, $c := .}}{{if $i}}<td>{{$c}}</td>{{else}}<th scope="row">{{$c}}</th>{{end}}{{end}}</tr>
{{end}}</tbody></table></div></details>
<h2>In words and numbers</h2>
<pre tabindex="0">{{.Text}}</pre>
</body>
</html>
`))

// coursePageOf is what a page of a course shows: sentences, drawing, table, text.
type coursePageOf struct {
	Title       string
	Lead, Notes []string
	SVG         template.HTML
	Table       chart.Table
	Text        string
}

// writeCourseHTML writes a self-contained page without script.
func writeCourseHTML(w io.Writer, p coursePageOf) error {
	sum := sha256.Sum256([]byte(courseStyle))
	return coursePage.Execute(w, struct {
		coursePageOf
		Style template.CSS
		Hash  template.HTMLAttr
	}{p, template.CSS(courseStyle), template.HTMLAttr(base64.StdEncoding.EncodeToString(sum[:]))})
}
