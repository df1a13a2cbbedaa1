package curve

import (
	"os"
	"testing"

	"symport/internal/testkit/vector"
)

var book = vector.Book{
	File: "../../docs/validation/curves.md", Title: "Validation of the curves",
	Sections: []vector.Section{
		{Test: "TestVectorAUptakeWashout", Title: "Vector A, uptake-washout", Source: "t = 4, 24, 48, 72, 96 h; 2.10, 5.60, 4.60, 3.55, 2.80; equal weights. SciPy, Levenberg-Marquardt."},
		{Test: "TestVectorAFreeBiExponentialIsRejected", Title: "Vector A, free bi-exponential (rejected: negative at t = 0)", Source: "The same points; SciPy."},
		{Test: "TestVectorAJoined", Title: "Vector A, joined by straight lines", Source: "The same points; by hand."},
		{Test: "TestVectorATwoScans", Title: "Vector A, two scans", Source: "Points at 24 and 96 h; by hand."},
		{Test: "TestVectorB", Title: "Vector B", Source: "3.9, 3.1, 2.2, 1.62, 1.15 at the same times; SciPy."},
		{Test: "TestSNMMIChallenge", Title: "177Lu case of the SNMMI challenge", Source: "PyTheranostics (Apache-2.0), expected_results.csv: areas in MBq h."},
		{Test: "TestSOPCurves", Title: "Synthetic example of the EANM procedure", Source: "0.8 2^(-t/12) + 0.2 2^(-t/60); 2.6e-5 2^(-t/10) + 2e-6 2^(-t/70): exact areas; upper limits of Lassmann 2008, eq. 3, with 0.0036 /h."},
		{Test: "TestSOPJoined", Title: "The same, joined point to point", Source: "Jentzen 2015, method without fit; recomputed independently."},
		{Test: "TestSingleTimePointRatio", Title: "One reading", Source: "Ratio 2x 2^(-x) to the true area."},
	},
}

func TestMain(m *testing.M) { os.Exit(book.Main(m)) }
