// Package browser opens pages in a real Chromium for tests: what overlaps, what is cut,
// what an accessibility engine finds, how many sheets of paper it takes.
package browser

import (
	"context"
	_ "embed"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/chromedp"
)

//go:embed axe/axe.min.js
var axe string

// requireEnv makes a missing browser a failure instead of a skipped test.
const requireEnv = "SYMPORT_REQUIRE_BROWSER"

var shared struct {
	once   sync.Once
	ctx    context.Context
	cancel []context.CancelFunc
	err    error
}

// Page is the page open in the one tab that all tests of a package share, one after
// another.
type Page struct {
	t   testing.TB
	ctx context.Context
}

// Open writes the page to a file and opens it. Without Chromium the test is skipped,
// unless SYMPORT_REQUIRE_BROWSER is set.
func Open(t testing.TB, html []byte) *Page {
	t.Helper()
	name := executable()
	if name == "" {
		if os.Getenv(requireEnv) != "" {
			t.Fatalf("%s is set and no Chromium is installed", requireEnv)
		}
		t.Skip("no Chromium is installed")
	}
	shared.once.Do(func() { start(name) })
	if shared.err != nil {
		t.Fatalf("starting %s: %v", name, shared.err)
	}
	file := filepath.Join(t.TempDir(), "page.html")
	if err := os.WriteFile(file, html, 0o600); err != nil {
		t.Fatal(err)
	}
	ctx, stop := context.WithTimeout(shared.ctx, 90*time.Second)
	t.Cleanup(stop)
	p := &Page{t, ctx}
	p.Media("screen", "light")
	do(p, chromedp.Navigate("file://"+file))
	return p
}

// Close ends the browser; call it from TestMain.
func Close() {
	for i := len(shared.cancel) - 1; i >= 0; i-- {
		shared.cancel[i]()
	}
}

func executable() string {
	for _, name := range []string{"chromium", "chromium-browser", "google-chrome", "google-chrome-stable"} {
		if path, err := exec.LookPath(name); err == nil {
			return path
		}
	}
	return ""
}

func start(path string) {
	opts := append(chromedp.DefaultExecAllocatorOptions[:],
		chromedp.ExecPath(path), chromedp.NoSandbox, chromedp.DisableGPU,
		chromedp.Flag("disable-background-networking", true), chromedp.Flag("hide-scrollbars", true))
	alloc, stopAlloc := chromedp.NewExecAllocator(context.Background(), opts...)
	ctx, stop := chromedp.NewContext(alloc)
	shared.ctx, shared.cancel = ctx, []context.CancelFunc{stopAlloc, stop}
	_, shared.err = chromedp.Run(ctx, chromedp.Navigate("about:blank"))
}

// do runs an action of the tab; the test ends if it fails.
func do[T any](p *Page, action chromedp.Action[T]) T {
	p.t.Helper()
	v, err := chromedp.Run(p.ctx, action)
	if err != nil {
		p.t.Fatal(err)
	}
	return v
}

// Size sets the window in CSS pixels.
func (p *Page) Size(width, height int64) { do(p, chromedp.EmulateViewport(width, height)) }

// Media sets the medium ("screen", "print") and the colour scheme ("light", "dark").
func (p *Page) Media(medium, scheme string) {
	params := emulation.SetEmulatedMediaParams{
		Media:    medium,
		Features: []*emulation.MediaFeature{{Name: "prefers-color-scheme", Value: scheme}},
	}
	do(p, func(ctx context.Context, t *chromedp.Target) (cdp.Empty, error) {
		return cdp.Call(ctx, t, emulation.SetEmulatedMedia, params)
	})
}

// Number evaluates an expression that is a number.
func (p *Page) Number(expression string) float64 {
	p.t.Helper()
	return do(p, chromedp.Evaluate[float64](expression))
}

// Lines evaluates an expression that is, or promises, a list of strings.
func (p *Page) Lines(expression string) []string {
	p.t.Helper()
	return do(p, chromedp.Evaluate[[]string](expression, chromedp.EvalAwaitPromise))
}

// Sheets prints the page and returns the number of sheets of paper.
func (p *Page) Sheets() int {
	p.t.Helper()
	css := true
	p.Media("print", "light")
	result := do(p, func(ctx context.Context, t *chromedp.Target) (page.PrintToPDFResult, error) {
		return cdp.Call(ctx, t, page.PrintToPDF, page.PrintToPDFParams{PreferCSSPageSize: &css})
	})
	return strings.Count(strings.ReplaceAll(string(result.Data), "/Type /Pages", ""), "/Type /Page")
}

// Violations runs axe-core and returns one line for each finding.
func (p *Page) Violations() []string {
	p.t.Helper()
	return p.Lines(axe + `;axe.run(document,{preload:false}).then(r=>r.violations.map(v=>v.id+": "+v.help+": "+v.nodes.map(n=>n.target.join(" ")).slice(0,3).join(", ")))`)
}

// Clashes returns the pairs of visible texts of one drawing that overlap, and the texts
// that leave their drawing.
func (p *Page) Clashes() []string {
	p.t.Helper()
	return p.Lines(clashes)
}

const clashes = `(()=>{
const out=[];
for(const svg of document.querySelectorAll('svg.tl,svg.th,svg.pl')){
  const frame=svg.getBoundingClientRect();
  if(frame.width===0)continue;
  const texts=[...svg.querySelectorAll('text')].map(t=>({s:t.textContent,r:t.getBoundingClientRect()}));
  texts.forEach((a,i)=>{
    if(a.r.left<frame.left-1||a.r.right>frame.right+1||a.r.top<frame.top-1||a.r.bottom>frame.bottom+1)out.push('leaves the drawing: '+a.s);
    for(const b of texts.slice(i+1)){
      const w=Math.min(a.r.right,b.r.right)-Math.max(a.r.left,b.r.left),h=Math.min(a.r.bottom,b.r.bottom)-Math.max(a.r.top,b.r.top);
      if(w>1&&h>3)out.push('overlap: '+a.s+' / '+b.s);
    }
  });
}
return out})()`

// CutFromSheet returns by how many pixels the content of the board sheet leaves it.
func (p *Page) CutFromSheet() float64 {
	p.t.Helper()
	return p.Number(`(()=>{const s=document.querySelector('.sheet'),b=s.getBoundingClientRect();return Math.max(...[...s.querySelectorAll('.dec,.ft,td,li')].map(e=>e.getBoundingClientRect().bottom-b.bottom))})()`)
}

// Bottom returns where the first element of the selector ends, 0 if there is none.
func (p *Page) Bottom(selector string) float64 {
	p.t.Helper()
	return p.Number(`(()=>{const e=document.querySelector(` + "`" + selector + "`" + `);return e?e.getBoundingClientRect().bottom:0})()`)
}
