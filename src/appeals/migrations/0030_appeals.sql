-- What the paper says when it asks for support.

CREATE TABLE appeal (
  slug     TEXT   NOT NULL PRIMARY KEY,
  language TEXT   NOT NULL,                 -- stands under articles of this language
  record   TEXT   NOT NULL                  -- title, text, purposes … as JSON
);
