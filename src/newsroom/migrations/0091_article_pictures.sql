-- Which pictures an article shows, in its text too: whether readers may have a picture's files is asked for each of them.

CREATE TABLE article_picture (
  article   BIGINT NOT NULL,
  picture   TEXT   NOT NULL,
  listed_at BIGINT,
  PRIMARY KEY (article, picture)
);
CREATE INDEX article_picture_by_time ON article_picture (picture, listed_at, article);

-- In a record only pictures have a "file".
-- sqlite: INSERT INTO article_picture (article, picture, listed_at)
-- sqlite:   SELECT DISTINCT a.number, j.value, a.listed_at FROM article a, json_tree(a.record) j WHERE j.key = 'file' AND j.type = 'text';
-- postgres: INSERT INTO article_picture (article, picture, listed_at)
-- postgres:   SELECT DISTINCT a.number, j #>> '{}', a.listed_at FROM article a, jsonb_path_query(a.record::jsonb, 'strict $.**.file') j WHERE jsonb_typeof(j) = 'string';
