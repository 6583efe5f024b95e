// Reads YAML as kubectl does. Takes a JSON array of documents from standard input and prints a JSON array with a result for each
// document: {"value": …} or {"error": "…"}.
package main

import (
	"encoding/json"
	"fmt"
	"os"

	"sigs.k8s.io/yaml"
)

type result struct {
	Value json.RawMessage `json:"value,omitempty"`
	Error string          `json:"error,omitempty"`
}

func main() {
	if err := run(); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func run() error {
	var documents []string
	if err := json.NewDecoder(os.Stdin).Decode(&documents); err != nil {
		return err
	}
	results := make([]result, len(documents))
	for i, document := range documents {
		results[i] = read(document)
	}
	return json.NewEncoder(os.Stdout).Encode(results)
}

func read(document string) result {
	value, err := yaml.YAMLToJSON([]byte(document))
	if err != nil {
		return result{Error: err.Error()}
	}
	return result{Value: value}
}
