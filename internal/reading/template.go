package reading

import (
	"html"
	"html/template"
	"regexp"
	"strings"
)

var nuclide = regexp.MustCompile(`\b(131|124|123|18|68|177|90|225|99m)(I|F|Ga|Lu|Y|Ac|Tc)\b`)

// rich escapes text for the page and raises the mass numbers of nuclides.
func rich(s string) template.HTML {
	return template.HTML(nuclide.ReplaceAllString(html.EscapeString(s), `<sup>$1</sup>$2`))
}

func upper(s string) string {
	if s == "" || !strings.Contains("abcdefghijklmnopqrstuvwxyz", s[:1]) {
		return s
	}
	return strings.ToUpper(s[:1]) + s[1:]
}

var pages = template.Must(template.New("").Funcs(template.FuncMap{"rich": rich, "up": upper}).Parse(source))

const source = `{{define "head"}}<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1">{{.Policy}}<title>{{.Title}} · Symport reading room</title>{{.Style}}</head><body>
<a class="skip" href="#main">To the content</a>
<header class="bar"><b>Symport reading room</b><nav aria-label="Pages"><a href="index.html">Index</a> · <a href="a-z.html">A to Z</a> · <a href="coverage.html">Coverage</a></nav><span class="sp"></span><span>edition {{.Edition}}</span></header>
<main class="wrap" id="main"><h1>{{rich .Title}}</h1>{{with .Intro}}<p class="intro">{{rich .}}</p>{{else}}<p class="intro"></p>{{end}}
{{end}}
{{define "foot"}}<footer><p>Clinical content of edition {{.Edition}}, hash {{.Hash}}. Statements in own words; for professionals; not a medical device.</p></footer></main></body></html>
{{end}}
{{define "link"}}{{if .Href}}<a href="{{.Href}}">{{.Text}}</a>{{else}}{{.Text}}{{end}}{{end}}
{{define "list"}}<ul>{{range .}}<li>{{template "link" .}}</li>{{end}}</ul>{{end}}
{{define "state"}}{{if .State}}<span class="st {{.State}}">{{.StateWord}}</span>{{end}}{{end}}
{{define "items"}}{{template "head" .}}{{range .Body}}<article class="card" id="{{.Anchor}}"><p class="id"><span>{{.Kind}}</span><code>{{.ID}}</code>{{template "state" .}}</p><h2><a href="#{{.Anchor}}">{{rich (up .Title)}}</a></h2>
{{with .Text}}<p class="tx">{{rich .}}</p>{{end}}
{{with .Fields}}<dl class="f">{{range .}}<dt>{{.Name}}</dt><dd>{{with .Value}}{{rich .}} {{end}}{{range $i, $l := .Links}}{{if $i}}, {{end}}{{template "link" $l}}{{end}}</dd>{{end}}</dl>{{end}}
{{range .Tables}}<div class="tw" tabindex="0" role="region" aria-label="{{.Title}}"><table class="val"><caption>{{rich .Title}}{{with .Note}}<small>{{rich .}}</small>{{end}}</caption><thead><tr><th scope="col"><span class="vh">what</span></th><th scope="col">printed</th><th scope="col">checked</th><th scope="col">from</th></tr></thead><tbody>{{range .Rows}}<tr><th scope="row">{{rich (up .What)}}</th><td>{{rich .Printed}}</td><td>{{with .Checked}}{{rich .}}{{end}}{{if .By}}<small>{{range $i, $l := .By}}{{if $i}}, {{end}}{{template "link" $l}}{{end}}{{with .Section}}, {{.}}{{end}}{{with .Date}}, {{.}}{{end}}</small>{{end}}{{template "state" .}}</td><td class="r">{{range $i, $l := .Refs}}{{if $i}} {{end}}{{template "link" $l}}{{end}}</td></tr>{{end}}</tbody></table></div>{{end}}
{{range .Notes}}<div class="note" role="note"><b>{{template "link" .Link}}</b> {{rich .Text}}<dl>{{with .Printed}}<dt>printed</dt><dd>{{rich .}}</dd>{{end}}{{with .Checked}}<dt>checked</dt><dd>{{rich .}}</dd>{{end}}{{with .Does}}<dt>here</dt><dd>{{rich .}}</dd>{{end}}</dl></div>{{end}}
{{with .Sources}}<ul class="src">{{range .}}<li>{{template "link" .}}: {{rich .Rest}} {{template "state" .}}{{with .Checked}} last looked at {{.}}{{end}}</li>{{end}}</ul>{{end}}
{{with .Uses}}<div class="refs"><b>Uses</b> {{template "list" .}}</div>{{end}}{{with .UsedBy}}<div class="refs"><b>Used by</b> {{template "list" .}}</div>{{end}}
{{with .Tests}}<details><summary>{{len .}} tests</summary><div class="refs">{{template "list" .}}</div></details>{{end}}
<p class="at">{{range .Reviewed}}Signed by {{.By}}, {{.Role}}, {{.Date}}. {{else}}{{with .Hash}}Not signed by a physician. {{end}}{{end}}{{with .Hash}}State {{.}}. {{end}}{{.At}}</p></article>
{{end}}{{template "foot" .}}{{end}}
{{define "tests"}}{{template "head" .}}{{range .Body}}<article class="card" id="{{.Anchor}}"><p class="id"><span>test</span><code>{{.ID}}</code><span>{{.Dates}}</span></p><h2><a href="#{{.Anchor}}">{{rich (up .About)}}</a></h2>
{{with .Like.Text}}<p class="tx">like {{end}}{{if .Like.Text}}{{template "link" .Like}}, but for what follows</p>{{end}}
<dl class="f">{{range .Given}}<dt>{{template "link" .Fact}}</dt><dd>{{rich .Value}}</dd>{{end}}</dl><p class="refs"><b>Expected</b></p><dl class="f">{{range .Expect}}<dt>{{template "link" .What}}</dt><dd>{{.Want}}</dd>{{end}}</dl>
{{with .Pins}}<div class="refs"><b>Pins</b> {{template "list" .}}</div>{{end}}</article>
{{end}}{{template "foot" .}}{{end}}
{{define "index"}}{{template "head" .}}{{range .Body}}<section class="card"><h2>{{.Title}}</h2><ul class="cols">{{range .Pages}}<li><a href="{{.Href}}">{{rich (up .Text)}}</a>{{with .Count}} <small class="k">{{.}}</small>{{end}}</li>{{end}}</ul></section>
{{end}}{{template "foot" .}}{{end}}
{{define "alphabet"}}{{template "head" .}}<nav class="letters" aria-label="Letters">{{range .Body}}<a href="#letter-{{.Letter}}">{{.Letter}}</a>{{end}}</nav><div class="az">{{range .Body}}<h2 id="letter-{{.Letter}}">{{.Letter}}</h2><ul class="cols">{{range .Entries}}<li><a href="{{.Href}}">{{rich .Text}}</a> <small class="k">{{.Kind}}</small></li>{{end}}</ul>{{end}}</div>{{template "foot" .}}{{end}}
{{define "coverage"}}{{template "head" .}}{{range .Body}}<section class="card"><h2>{{.Name}}</h2><div class="tw" tabindex="0" role="region" aria-label="{{.Name}}"><table><thead><tr><th scope="col">Statement</th><th scope="col">What the program does</th><th scope="col">Carried by</th></tr></thead><tbody>{{range .Rows}}<tr><td class="r">{{template "link" .Statement}}</td><td>{{rich .Does}}</td><td>{{range $i, $l := .By}}{{if $i}}, {{end}}{{template "link" $l}}{{else}}not carried{{end}}{{with .Reason}}<small>{{rich .}}</small>{{end}}</td></tr>{{end}}</tbody></table></div></section>
{{end}}{{template "foot" .}}{{end}}
{{define "sheet"}}{{template "head" .}}{{with .Body}}<article class="card sheet"><p>Name <span class="ln"></span> &nbsp; Date <span class="ln"></span></p>
{{range .Sections}}<section><h2>{{rich .Title}}</h2>
{{if eq .Kind "effects"}}<div class="tw" tabindex="0" role="region" aria-label="{{.Title}}"><table><thead><tr><th scope="col">What</th><th scope="col">How often</th><th scope="col">What helps</th><th scope="col">from</th></tr></thead><tbody>{{range .Lines}}<tr><th scope="row">{{rich .Text}}</th><td>{{rich .Incidence}}</td><td>{{rich .Treatment}}</td><td class="r">{{range $i, $l := .Refs}}{{if $i}} {{end}}{{template "link" $l}}{{end}}</td></tr>{{end}}</tbody></table></div>
{{else if eq .Kind "checks"}}{{range .Lines}}<div class="ck"><span class="box"></span><span>{{rich .Text}} <span class="rf">{{range $i, $l := .Refs}}{{if $i}} {{end}}{{template "link" $l}}{{end}}</span></span><span class="w">date, by <span class="ln"></span></span></div>{{end}}
{{else}}<ul>{{range .Lines}}<li>{{rich .Text}} <span class="rf">{{range $i, $l := .Refs}}{{if $i}} {{end}}{{template "link" $l}}{{end}}</span></li>{{end}}</ul>{{end}}</section>
{{end}}
{{range .Tables}}<div class="tw" tabindex="0" role="region" aria-label="{{.Title}}"><table class="val"><caption>{{rich .Title}}{{with .Note}}<small>{{rich .}}</small>{{end}}</caption><thead><tr><th scope="col"><span class="vh">what</span></th><th scope="col">printed</th><th scope="col">checked</th><th scope="col">from</th></tr></thead><tbody>{{range .Rows}}<tr><th scope="row">{{rich (up .What)}}</th><td>{{rich .Printed}}</td><td>{{rich .Checked}}</td><td class="r">{{range $i, $l := .Refs}}{{if $i}} {{end}}{{template "link" $l}}{{end}}</td></tr>{{end}}</tbody></table></div>{{end}}
{{range .Notes}}<p class="note" role="note"><b>{{.ID}}</b> {{rich .Text}} {{with .Does}}Here: {{rich .}}{{end}}</p>{{end}}
<div class="sign">{{range .Sign}}<p>{{up .}}, date</p>{{end}}</div></article>{{end}}{{template "foot" .}}{{end}}
`
