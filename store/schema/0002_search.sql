-- Full-text search over the sentences. The words are not stored again: the
-- index reads them out of the texts.

CREATE VIEW sentence_words AS
  SELECT s.id AS id, CAST(substr(CAST(t.text AS BLOB), s.start + 1, s.finish - s.start) AS TEXT) AS words
  FROM sentences s JOIN texts t ON t.version = s.version;

CREATE VIRTUAL TABLE search USING fts5 (
  words, content = 'sentence_words', content_rowid = 'id', tokenize = 'unicode61 remove_diacritics 2'
);

-- Removed words leave the index at once.
INSERT INTO search (search, rank) VALUES ('secure-delete', 1);
INSERT INTO search (search) VALUES ('rebuild');
