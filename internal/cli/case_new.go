package cli

import "github.com/spf13/cobra"

func newCaseNew(env Env) *cobra.Command { return &cobra.Command{Use: "new"} }
