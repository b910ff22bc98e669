# Opens this release with base R, in its folder: Rscript start.R
#
# colClasses and na.strings as below keep the code "010" and the letters "NA";
# the defaults of read.csv turn them into 10 and a missing value.

read_table <- function(path) {
  read.csv(path, colClasses = "character", na.strings = "", encoding = "UTF-8")
}

# R reads a carriage return and a line feed as one character, so that places in
# a text with both would be wrong: another character stands for it meanwhile.
open_table <- function(name) {
  path <- paste0(name, ".csv")
  bytes <- readChar(path, file.size(path), useBytes = TRUE)
  if (!grepl("\r", bytes, fixed = TRUE, useBytes = TRUE)) {
    return(read_table(path))
  }
  copy <- tempfile()
  on.exit(unlink(copy))
  writeChar(gsub("\r", "\ue00d", bytes, fixed = TRUE, useBytes = TRUE), copy, eos = NULL, useBytes = TRUE)
  table <- read_table(copy)
  table[] <- lapply(table, function(column) gsub("\ue00d", "\r", column, fixed = TRUE))
  table
}

events <- open_table("events")
print(table(events$kind))
articles <- open_table("articles")
evidence <- open_table("reports")
reports <- evidence[!duplicated(evidence$report_id), ]
cat(nrow(reports), "reports,", nrow(evidence), "pieces of evidence,", nrow(articles), "articles\n")
print(sort(table(reports$type), decreasing = TRUE))

# Days without an event are there: a mean over days is a mean over days.
days <- open_table("dyad_day")
days$events <- as.integer(days$events)
pairs <- aggregate(events ~ actor + recipient, data = days, FUN = sum)
print(head(pairs[order(-pairs$events), ], 10), row.names = FALSE)

# Quotations against their text; the texts are there with --text only.
at <- merge(evidence, articles[c("article_id", intersect(c("title", "text", "caption"), names(articles)))], by = "article_id")
for (field in intersect(c("title", "text", "caption"), names(articles))) {
  these <- at[at$field == field, ]
  words <- substring(these[[field]], as.integer(these$char_start) + 1, as.integer(these$char_end))
  stopifnot(all(words == these$quote))
}
