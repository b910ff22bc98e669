-- A report that is known to the month or the year alone is kept for merging
-- beside its block, with what is read of its article: its mates lie all over the
-- archive, and each would cost reading an article.
ALTER TABLE blocks ADD COLUMN kept BLOB; -- JSON; NULL for other reports
