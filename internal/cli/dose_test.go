package cli

import (
	"bytes"
	"crypto/sha256"
	"encoding/base64"
	"encoding/json"
	"html"
	"strings"
	"testing"

	"symport/internal/worksheet"
)

const doseTwoReadings = "time_h,quantity,value,unit\n24,lesion_fraction,0.5,%\n72,lesion_fraction,0.3,%\n"

// Exit codes of the contract: 2 for wrong usage, 3 for invalid input.
func TestDoseExitCodes(t *testing.T) {
	for args, want := range map[string]int{
		"dose lesion - --mass 4g":                  0,
		"dose lesion -":                            3, // no size
		"dose lesion - --mass 4mL":                 2,
		"dose lesion - --mass 4g --volume 4mL":     2,
		"dose lesion - --mass 4g --model nonsense": 2,
		"dose lesion - --mass 4g --format xml":     2,
		"dose lesion":                              2,
		"dose blood - --weight 70kg":               3, // no blood
		"dose blood - --weight 70":                 2,
		"dose blood - --sex x":                     2,
	} {
		var out, errs bytes.Buffer
		env := Env{Stdin: strings.NewReader(doseTwoReadings), Stdout: &out, Stderr: &errs}
		if got := Main(strings.Fields(args), env); got != want {
			t.Errorf("%s: exit %d, want %d\n%s", args, got, want, errs.String())
		}
		if want != 0 && out.Len() > 0 {
			t.Errorf("%s: data in spite of the error: %s", args, out.String())
		}
	}
}

// The keys of the contract are there, one lesion at the top and in the list.
func TestDoseLesionJSONKeys(t *testing.T) {
	var out bytes.Buffer
	env := Env{Stdin: strings.NewReader(doseTwoReadings), Stdout: &out, Stderr: &out}
	if code := Main(strings.Fields("dose lesion - --volume 4mL --density 1.04g/mL --format json"), env); code != 0 {
		t.Fatal(code, out.String())
	}
	var got map[string]any
	if err := json.Unmarshal(out.Bytes(), &got); err != nil {
		t.Fatal(err)
	}
	for _, key := range strings.Fields("schema lesions dosePerActivity_Gy_per_GBq low high tiac_h effectiveHalfLife_h mass_g activityFor20Gy_GBq " +
		"activityFor80Gy_GBq activityFor100Gy_GBq lowA20 highA20 model extrapolated_percent recovery density_g_per_mL sphereS_Gy_per_GBq_h " +
		"electronOnly_Gy_per_GBq nuclideMeasured warnings sources") {
		if _, ok := got[key]; !ok {
			t.Errorf("no key %s", key)
		}
	}
	if len(got["lesions"].([]any)) != 1 || got["mass_g"].(float64) != 4.16 {
		t.Errorf("mass %v", got["mass_g"])
	}
}

// The page needs no script, its style is the one the policy allows, and text from the
// file cannot break out.
func TestDoseHTML(t *testing.T) {
	var out bytes.Buffer
	csv := "time_h,quantity,value,unit,id\n,mass,4,g,<b>L1\n24,lesion_fraction,0.5,%,<b>L1\n72,lesion_fraction,0.3,%,<b>L1\n"
	env := Env{Stdin: strings.NewReader(csv), Stdout: &out, Stderr: &out}
	if code := Main(strings.Fields("dose lesion - --format html"), env); code != 0 {
		t.Fatal(code, out.String())
	}
	page := html.UnescapeString(out.String())
	sum := sha256.Sum256([]byte(worksheet.Style))
	for _, want := range []string{"<!doctype html>", "style-src 'sha256-" + base64.StdEncoding.EncodeToString(sum[:]) + "'", "<style>" + worksheet.Style + "</style>"} {
		if !strings.Contains(page, want) {
			t.Errorf("missing %q", want)
		}
	}
	if strings.Contains(out.String(), "<script") || strings.Contains(out.String(), "<b>L1") || !strings.Contains(out.String(), "&lt;b&gt;L1") {
		t.Error("script or markup from the file")
	}
}
