package cli

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// shape is what the contract says of an object: each key with its type; a trailing ? allows
// null. List types name their elements' shape in another entry.
type shape map[string]string

// with adds keys of one type.
func (s shape) with(kind, keys string) shape {
	for _, k := range strings.Fields(keys) {
		s[k] = kind
	}
	return s
}

// holds checks an object against its shape.
func (s shape) holds(t *testing.T, of string, got map[string]any) {
	t.Helper()
	for key, kind := range s {
		v, there := got[key]
		kind, nullable := strings.CutSuffix(kind, "?")
		if !there {
			t.Errorf("%s: no key %s", of, key)
			continue
		}
		if v == nil {
			if !nullable {
				t.Errorf("%s: %s is null", of, key)
			}
			continue
		}
		if is := typeOf(v); is != kind {
			t.Errorf("%s: %s is a %s, not a %s", of, key, is, kind)
		}
	}
}

func typeOf(v any) string {
	switch v.(type) {
	case float64:
		return "number"
	case string:
		return "string"
	case bool:
		return "truth"
	case []any:
		return "list"
	}
	return "object"
}

func object(v any) map[string]any { m, _ := v.(map[string]any); return m }

// each checks all objects of a list, which must not be empty.
func (s shape) each(t *testing.T, of string, list any) {
	t.Helper()
	all, _ := list.([]any)
	if len(all) == 0 {
		t.Errorf("%s is empty", of)
	}
	for _, v := range all {
		s.holds(t, of, object(v))
	}
}

var (
	bloodShape = shape{}.with("string", "schema model").with("number", "confidence weight_kg prescribeLimit_Gy dosePerActivity_Gy_per_GBq").
			with("number?", "low high tiac_wholeBody_h tiac_bloodPerMl_h maximumSafeActivity_GBq msaLow msaHigh activityAt5percentRisk_GBq marrowDosePerActivity_Gy_per_GBq "+
			"betaShare_percent retention48h_percent extrapolated_percent ceiling_GBq u_percent lungDosePerActivity_Gy_per_GBq lungDoseRate48h_Gy_per_h_per_GBq tiac_lung_h").
		with("string?", "binding").with("truth", "ceilingIsUpperBound").with("object", "fits reporting hashes").with("object?", "secondCalculation simulation").
		with("list", "limits budget oneMoreSample assumptions warnings sources readings ifSessionMissed")
	limitShape = shape{}.with("string", "id kind applies status unit because").with("number?", "limit activity_GBq low high activityAt5percentRisk_GBq").
			with("truth", "binds").with("list", "needs")
	fitShape = shape{}.with("string", "model sdSource").with("number", "df").with("number?", "chi2 extrapolated_percent beforeFirst_percent tauLimitExcess_percent").
			with("list?", "parameters covariance residuals")
	budgetShape  = shape{"source": "string", "share_percent": "number?", "u_percent": "number?"}
	warningShape = shape{"id": "string", "text": "string"}
	sourceShape  = shape{"id": "string", "citation": "string", "verified": "string"}
	readingShape = shape{}.with("string", "quantity unit role study id at").with("number", "time_h value").with("number?", "sd live_s counted_h").with("truth", "below")
	itemShape    = shape{}.with("string", "group item state where value")
	lesionShape  = shape{}.with("string", "id nuclideMeasured model").with("number", "density_g_per_mL").
			with("number?", "dosePerActivity_Gy_per_GBq low high tiac_h effectiveHalfLife_h mass_g activityFor20Gy_GBq activityFor80Gy_GBq activityFor100Gy_GBq lowA20 highA20 "+
			"lowA80 highA80 lowA100 highA100 recovery sphereS_Gy_per_GBq_h electronOnly_Gy_per_GBq extrapolated_percent u_percent").
		with("object?", "fit secondCalculation simulation").with("list", "models budget oneMoreSample assumptions warnings sources")
	planShape = shape{}.with("string", "schema case asOf preparation extensiveBone").with("number", "confidence").with("number?", "ceiling_GBq ceilingAt5percentRisk_GBq cumulativeBefore_GBq").
			with("string?", "binding").with("truth", "ceilingIsUpperBound").with("object", "window reporting hashes").
			with("list", "excludedBy limits lesions activities warnings sources studies readings assumedUncertainty joint otherStates plannedAndDelivered cumulativeMarks asks")
	planLesionShape = shape{}.with("string", "id study reachesBelowCeiling").with("number?", "dosePerActivity_Gy_per_GBq low high activityFor20Gy_GBq activityFor80Gy_GBq activityFor100Gy_GBq")
	activityShape   = shape{}.with("string", "id").with("number", "activity_GBq").with("number?", "blood_Gy low high pBloodOver2Gy marrow_Gy lung_Gy retained48h_GBq cumulative_GBq").with("list", "exceeds lesions")
	deliveredShape  = shape{}.with("string", "id band").with("number?", "dose_Gy low high p20 p80")
	windowShape     = shape{}.with("string", "lesions state").with("number", "target_Gy").with("number?", "low_GBq high_GBq")
)

// doseJSON runs a command of dose in a folder that holds the given CSV.
func doseJSON(t *testing.T, csv, args string) map[string]any {
	t.Helper()
	dir := t.TempDir()
	if err := os.WriteFile(filepath.Join(dir, "x.csv"), []byte(csv), 0o600); err != nil {
		t.Fatal(err)
	}
	var got map[string]any
	unmarshal(t, dosed(t, dir, args+" --format json"), &got)
	return got
}

// checkReport checks what the three commands share.
func checkReport(t *testing.T, of string, got map[string]any) {
	t.Helper()
	sourceShape.each(t, of+" sources", got["sources"])
	itemShape.each(t, of+" items", object(got["reporting"])["items"])
	for _, w := range got["warnings"].([]any) {
		warningShape.holds(t, of+" warnings", object(w))
	}
}

func TestBloodJSON(t *testing.T) {
	got := doseJSON(t, planBlood, "dose blood x.csv --weight 70kg --sex f --age 50y --diffuse-lung no --extensive-bone no")
	bloodShape.holds(t, "blood", got)
	limitShape.each(t, "limits", got["limits"])
	for _, curve := range []string{"wholeBody", "blood"} {
		fitShape.holds(t, curve, object(object(got["fits"])[curve]))
	}
	budgetShape.each(t, "budget", got["budget"])
	readingShape.each(t, "readings", got["readings"])
	checkReport(t, "blood", got)
	for _, key := range strings.Fields("low high tiac_wholeBody_h tiac_bloodPerMl_h maximumSafeActivity_GBq msaLow msaHigh activityAt5percentRisk_GBq marrowDosePerActivity_Gy_per_GBq betaShare_percent " +
		"retention48h_percent extrapolated_percent ceiling_GBq binding") {
		if got[key] == nil {
			t.Errorf("%s is null where everything was measured", key)
		}
	}
	if got["schema"] != "symport/dose-blood/1" || got["model"] != "bi-exponential+bi-exponential" || got["ceilingIsUpperBound"] != false {
		t.Errorf("schema %v, model %v, upper bound %v", got["schema"], got["model"], got["ceilingIsUpperBound"])
	}
	if n := len(got["readings"].([]any)); n != 14 {
		t.Errorf("%d readings", n)
	}
}

// What is not computed is null, and a warning says why.
func TestBloodJSONNulls(t *testing.T) {
	got := doseJSON(t, planBlood, "dose blood x.csv --weight 70kg --extensive-bone yes")
	bloodShape.holds(t, "bone", got)
	for _, key := range strings.Fields("maximumSafeActivity_GBq msaLow msaHigh activityAt5percentRisk_GBq ceiling_GBq") {
		if v, there := got[key]; !there || v != nil {
			t.Errorf("%s is %v", key, v)
		}
	}
	if !strings.Contains(ids(got), "bone-extensive") {
		t.Errorf("warnings: %s", ids(got))
	}
	got = doseJSON(t, "time_h,quantity,value,unit\n48,whole_body_fraction,10,%\n", "dose blood x.csv --weight 70kg --blood-volume 5L --method single-whole-body")
	bloodShape.holds(t, "single", got)
	if got["tiac_bloodPerMl_h"] != nil || !strings.Contains(ids(got), "single-reading") {
		t.Errorf("%v, warnings: %s", got["tiac_bloodPerMl_h"], ids(got))
	}
}

func ids(got map[string]any) string {
	var out []string
	for _, w := range got["warnings"].([]any) {
		out = append(out, object(w)["id"].(string))
	}
	return strings.Join(out, " ")
}

func TestLesionJSON(t *testing.T) {
	one, _, _ := strings.Cut(planLesions, ",mass,1.7")
	got := doseJSON(t, one, "dose lesion x.csv --fwhm 6mm --voi anatomical")
	lesionShape.holds(t, "the only lesion", got)
	lesionShape.each(t, "lesions", got["lesions"])
	readingShape.each(t, "readings", got["readings"])
	budgetShape.each(t, "budget", got["budget"])
	fitShape.holds(t, "fit", object(got["fit"]))
	checkReport(t, "lesion", got)
	for key := range lesionShape {
		if key != "simulation" && got[key] == nil {
			t.Errorf("%s is null where everything is known", key)
		}
	}
	two := doseJSON(t, planLesions, "dose lesion x.csv")
	if _, there := two["dosePerActivity_Gy_per_GBq"]; there {
		t.Error("two lesions have no dose in common")
	}
	lesionShape.each(t, "two lesions", two["lesions"])
	small := doseJSON(t, "time_h,quantity,value,unit\n24,lesion_fraction,0.1,%\n72,lesion_fraction,0.06,%\n", "dose lesion x.csv --mass 0.03g")
	lesionShape.holds(t, "too small", small)
	if small["dosePerActivity_Gy_per_GBq"] != nil || !strings.Contains(ids(small), "too-small") {
		t.Errorf("%v, warnings: %s", small["dosePerActivity_Gy_per_GBq"], ids(small))
	}
}

func TestPlanJSON(t *testing.T) {
	var got map[string]any
	unmarshal(t, dosed(t, planFolder(t), "dose plan case.yaml --activity 9GBq --format json"), &got)
	planShape.holds(t, "plan", got)
	limitShape.each(t, "limits", got["limits"])
	planLesionShape.each(t, "lesions", got["lesions"])
	activityShape.each(t, "activities", got["activities"])
	for _, a := range got["activities"].([]any) {
		deliveredShape.each(t, "lesions of an activity", object(a)["lesions"])
	}
	windowShape.holds(t, "window", object(got["window"]))
	readingShape.each(t, "readings", got["readings"])
	checkReport(t, "plan", got)
	if n := len(got["readings"].([]any)); n != 24 {
		t.Errorf("%d readings of two studies, 14 of blood and 10 of lesions are in the files", n)
	}
	for _, l := range got["limits"].([]any) {
		if x := object(l); x["kind"] != "hard" && x["kind"] != "advisory" || x["applies"] != "yes" && x["applies"] != "no" && x["applies"] != "unknown" ||
			x["status"] != "computed" && x["status"] != "unknown" || (x["status"] == "computed") != (x["activity_GBq"] != nil) {
			t.Errorf("limit %v", x)
		}
	}
	unmarshal(t, dosed(t, planFolderWith(t, strings.Replace(planCaseFile, "menopause: post", "pregnancy: pregnant", 1)), "dose plan case.yaml --format json"), &got)
	planShape.holds(t, "pregnant", got)
	if got["ceiling_GBq"] != nil || len(got["excludedBy"].([]any)) == 0 || len(got["activities"].([]any)) != 0 {
		t.Errorf("ceiling %v, excluded by %v", got["ceiling_GBq"], got["excludedBy"])
	}
}

func planFolderWith(t *testing.T, caseText string) string {
	t.Helper()
	dir := planFolder(t)
	if err := os.WriteFile(filepath.Join(dir, "case.yaml"), []byte(caseText), 0o600); err != nil {
		t.Fatal(err)
	}
	return dir
}
