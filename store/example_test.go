package store_test

import (
	"context"
	"fmt"
	"log"
	"os"

	"casus/store"
)

// A run takes coded articles in; queries find their reports.
func Example() {
	ctx := context.Background()
	dir, err := os.MkdirTemp("", "store")
	if err != nil {
		log.Fatal(err)
	}
	defer os.RemoveAll(dir)
	w, err := store.OpenWriter(ctx, dir, store.Options{})
	if err != nil {
		log.Fatal(err)
	}
	defer w.Close()
	run, err := w.Begin(ctx, store.RunOptions{Versions: versions})
	if err != nil {
		log.Fatal(err)
	}
	for _, article := range someArticles() {
		if _, err := run.Add(ctx, article); err != nil {
			log.Fatal(err)
		}
	}
	if err := run.End(ctx, nil); err != nil {
		log.Fatal(err)
	}
	page, err := w.Reports(ctx, store.Query{Dyad: [2]string{"IRN", "RUS"}})
	if err != nil {
		log.Fatal(err)
	}
	fmt.Printf("%d of %d articles\n", page.Articles, page.Read)
	for _, h := range page.Hits {
		fmt.Println(h.Day, h.Report.Type, h.Report.Actors[0].Text, "→", h.Report.Recipients[0].Text)
		fmt.Println(h.Report.Evidence[0].Quote)
	}
	// Output:
	// 1 of 2 articles
	// 2026-03-01 ASSAULT Russia → Iran
	// Russia attacked Iran on Monday, a spokesman said.
}
