// Command symport is the workbench for metastatic differentiated thyroid cancer.
package main

import (
	"os"

	"symport/internal/cli"
)

func main() {
	os.Exit(cli.Main(os.Args[1:], cli.System()))
}
