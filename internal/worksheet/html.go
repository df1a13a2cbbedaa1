package worksheet

import (
	"bytes"
	"crypto/sha256"
	"encoding/base64"
	"html/template"
	"slices"
	"strings"
)

// Style is the whole look of a page, on screen and on paper.
const Style = `:root{color-scheme:light dark;--bg:#fff;--ink:#17202b;--mut:#566273;--line:#d8dde4;--soft:#eef1f5;--acc:#14508f;--red:#a1202a;--amb:#8a5200}
@media (prefers-color-scheme:dark){:root{--bg:#0f141a;--ink:#e7ecf2;--mut:#a3afbd;--line:#2d3845;--soft:#1f2832;--acc:#8abcf5;--red:#ff9a94;--amb:#f0bf66}}
*{box-sizing:border-box}
body{margin:0 auto;max-width:62rem;padding:1.2rem 1.2rem 3rem;background:var(--bg);color:var(--ink);font:15px/1.45 Inter,-apple-system,"Segoe UI",Roboto,Arial,"Liberation Sans",sans-serif;font-variant-numeric:tabular-nums}
h1{font-size:1.45rem;margin:0 0 .2rem;line-height:1.2}h2{font-size:.82rem;letter-spacing:.05em;text-transform:uppercase;color:var(--acc);margin:1.5rem 0 .35rem;padding-top:.5rem;border-top:1px solid var(--line)}
p{margin:.3rem 0;max-width:52rem}.lead{color:var(--mut)}.warn{color:var(--amb)}
ul{margin:.2rem 0;padding-left:1.1rem;max-width:54rem}li{margin:.15rem 0}
.scroll{overflow-x:auto}table{border-collapse:collapse;margin:.4rem 0;font-size:.93rem}th{text-align:left;font-weight:600;color:var(--mut);font-size:.82rem;vertical-align:bottom}th,td{padding:.22rem .9rem .22rem 0;border-bottom:1px solid var(--line);vertical-align:top}
td.n,th.n{text-align:right}td:not(:last-child){white-space:nowrap}th.p,td.p{font:12.5px/1.6 ui-monospace,"Liberation Mono",monospace;white-space:pre}tr.s td{font-weight:650}td.x{color:var(--mut);border-bottom:0;padding-top:.6rem}
pre{font:13px/1.5 ui-monospace,"Liberation Mono",monospace;background:var(--soft);padding:.5rem .7rem;border-radius:4px;white-space:pre-wrap;margin:.4rem 0}
figure{margin:.6rem 0 1rem}figcaption{font-size:.85rem;color:var(--mut)}svg{max-width:46rem;width:100%;height:auto;display:block}
svg text{fill:var(--ink);font-size:12px;font-family:inherit}svg .m{fill:var(--mut)}svg .b{font-weight:650}svg .hi{fill:var(--red)}
svg .frame{fill:none;stroke:var(--mut)}svg .grid{stroke:var(--line)}svg .lim{stroke:var(--red);stroke-dasharray:5 4}svg .fit{fill:none;stroke:var(--acc);stroke-width:2}svg .fit2{fill:none;stroke:var(--mut);stroke-width:1.6;stroke-dasharray:2 3}svg .tail{fill:none;stroke:var(--acc);stroke-width:2;stroke-dasharray:6 4}svg .band{fill:var(--acc);fill-opacity:.14;stroke:none}
svg .pt{fill:var(--bg);stroke:var(--ink);stroke-width:1.6}svg .bar{stroke:var(--ink);stroke-width:1.4}svg .zero{stroke:var(--mut)}svg .ceil{stroke:var(--ink);stroke-width:1.6}svg .organ{fill:none;stroke:var(--red);stroke-width:2.4}svg .les{fill:none;stroke:var(--acc);stroke-width:1.6}svg .les2{fill:none;stroke:var(--acc);stroke-width:1.6;stroke-dasharray:6 3}svg .les3{fill:none;stroke:var(--acc);stroke-width:1.6;stroke-dasharray:2 3}svg .lead{stroke:var(--mut);stroke-width:.8;fill:none}svg .halo{paint-order:stroke;stroke:var(--bg);stroke-width:4px;stroke-linejoin:round}
.sign{display:grid;grid-template-columns:repeat(4,1fr);gap:1rem;margin-top:2rem}.sign span{border-top:1px solid var(--ink);padding-top:.2rem;font-size:.82rem;color:var(--mut)}
.foot{color:var(--mut);font-size:.82rem;margin-top:1.2rem}
@media (max-width:40rem){.sign{grid-template-columns:1fr 1fr}table.f td{white-space:normal}table.f td.n{white-space:nowrap}table.f td:last-child,table.f th:last-child{min-width:10rem}}
@media (forced-colors:active){svg .fit,svg .les,svg .organ,svg .bar,svg .pt,svg .frame{stroke:CanvasText}svg text{fill:CanvasText}}
@media print{@page{size:A4;margin:14mm}:root{--bg:#fff;--ink:#000;--mut:#444;--line:#bbb;--soft:#f3f3f3;--acc:#14508f;--red:#a1202a;--amb:#6b4000}body{max-width:none;padding:0;font-size:10pt}h2{break-after:avoid}section:last-of-type{break-before:avoid}.scroll{overflow:visible}table{font-size:8.5pt}th{font-size:7.5pt}th,td{padding-right:.55rem}figure,tr,pre,.sign{break-inside:avoid}svg{max-width:150mm}}
`

var frame = template.Must(template.New("page").Funcs(template.FuncMap{"kind": kindOf, "svg": trusted, "strong": strong, "number": Table.right, "heads": heads, "drawing": Table.drawing, "dots": dots}).Parse(`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'sha256-{{.Hash}}'">
<meta name="viewport" content="width=device-width">
<title>{{dots .Page.Title}}</title>
<style>{{.Style}}</style>
</head>
<body>
<main>
<h1>{{dots .Page.Title}}</h1>
{{range .Page.Head}}<p class="lead">{{dots .}}</p>
{{end}}{{range .Page.Sections}}<section>
{{if .Heading}}<h2>{{.Heading}}</h2>
{{end}}{{range .Parts}}{{$k := kind .}}{{if eq $k "para"}}<p>{{.}}</p>
{{else if eq $k "list"}}<ul>{{range .}}<li>{{.}}</li>
{{end}}</ul>
{{else if eq $k "formulas"}}<pre>{{range .}}{{.}}
{{end}}</pre>
{{else if eq $k "signatures"}}<div class="sign">{{range .}}<span>{{.}}, date</span>{{end}}</div>
{{else if eq $k "table"}}{{$t := .}}<div class="scroll" tabindex="0"><table{{if .Fold}} class="f"{{end}}>{{if heads .Head}}<thead><tr>{{range $i, $c := .Head}}<th scope="col"{{if number $t $i}} class="n"{{else if drawing $t $i}} class="p"{{end}}>{{$c}}</th>{{end}}</tr></thead>{{end}}
<tbody>{{range $r, $row := .Rows}}<tr{{if strong $t $r}} class="s"{{end}}>{{if eq (len $row) 1}}<td class="x" colspan="20">{{index $row 0}}</td>{{else}}{{range $i, $c := $row}}<td{{if number $t $i}} class="n"{{else if drawing $t $i}} class="p"{{end}}>{{$c}}</td>{{end}}{{end}}</tr>
{{end}}</tbody></table></div>
{{else if eq $k "figure"}}<figure>{{svg .}}<figcaption>{{.Caption}}</figcaption></figure>
{{end}}{{end}}</section>
{{end}}<p class="foot">Not a medical device. For a physicist and a physician to check and sign.</p>
</main>
</body>
</html>
`))

func kindOf(x Part) string {
	switch x.(type) {
	case Para:
		return "para"
	case List:
		return "list"
	case Formulas:
		return "formulas"
	case Signatures:
		return "signatures"
	case Table:
		return "table"
	}
	return "figure"
}

// trusted: drawings are made by the chart package, which escapes every text.
func trusted(f Figure) template.HTML { return template.HTML(f.SVG) }

// dots part what a text parts by three blanks.
func dots(s string) string { return strings.ReplaceAll(s, "   ", " \u00b7 ") }

// heads reports whether a head says anything.
func heads(head []string) bool {
	return slices.ContainsFunc(head, func(s string) bool { return s != "" })
}

func strong(t Table, row int) bool { return slices.Contains(t.Strong, row) }

// HTML writes the page: one file, no script, a policy that allows its own style alone.
func (p *Page) HTML() ([]byte, error) {
	sum := sha256.Sum256([]byte(Style))
	var b bytes.Buffer
	err := frame.Execute(&b, struct {
		Page  *Page
		Style template.CSS
		Hash  template.HTMLAttr
	}{p, template.CSS(Style), template.HTMLAttr(base64.StdEncoding.EncodeToString(sum[:]))})
	return b.Bytes(), err
}
