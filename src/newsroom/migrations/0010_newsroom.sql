-- The newsroom's tables. An article's record (its JSON, as `export` writes it) is the one source;
-- the columns beside it are an index made from it, for lists and addresses.

CREATE TABLE section (
  slug        TEXT   NOT NULL PRIMARY KEY,
  name        TEXT   NOT NULL,
  description TEXT   NOT NULL,
  position    BIGINT NOT NULL              -- order in the navigation, from 1
);

CREATE TABLE author (
  slug        TEXT NOT NULL PRIMARY KEY,
  name        TEXT NOT NULL,
  description TEXT NOT NULL
);

CREATE TABLE topic (
  slug TEXT NOT NULL PRIMARY KEY,
  name TEXT NOT NULL
);

CREATE TABLE article (
  number       BIGINT NOT NULL PRIMARY KEY, -- the identity in the permanent address
  record       TEXT   NOT NULL,             -- the whole article as JSON; all below is made from it
  slug         TEXT   NOT NULL,
  state        TEXT   NOT NULL,             -- draft, published, withdrawn
  language     TEXT   NOT NULL,
  genre        TEXT   NOT NULL,
  kicker       TEXT   NOT NULL,
  headline     TEXT   NOT NULL,
  deck         TEXT   NOT NULL,
  section      TEXT   NOT NULL,
  authors      TEXT   NOT NULL,             -- names of those who wrote it, one a line
  picture      TEXT   NOT NULL,             -- file of the lead picture, or empty
  picture_alt  TEXT   NOT NULL,
  minutes      BIGINT NOT NULL,             -- reading time
  listed_at    BIGINT,                      -- first publication; NULL unless published
  changed_at   BIGINT                       -- what readers see changed last
);
CREATE INDEX article_by_time ON article (listed_at, number);
CREATE INDEX article_by_section ON article (section, listed_at, number);

CREATE TABLE article_topic (
  article   BIGINT NOT NULL,
  topic     TEXT   NOT NULL,
  listed_at BIGINT,
  PRIMARY KEY (article, topic)
);
CREATE INDEX article_topic_by_time ON article_topic (topic, listed_at, article);

CREATE TABLE article_author (
  article   BIGINT NOT NULL,
  author    TEXT   NOT NULL,
  listed_at BIGINT,
  PRIMARY KEY (article, author)
);
CREATE INDEX article_author_by_time ON article_author (author, listed_at, article);

CREATE TABLE placement (
  article  BIGINT NOT NULL,
  issue    TEXT   NOT NULL,                 -- the issue's date
  page     TEXT   NOT NULL,                 -- printed label
  position BIGINT NOT NULL,
  PRIMARY KEY (issue, page, position, article)
);
CREATE INDEX placement_of_article ON placement (article);

-- Where an imported text came from, so that the same file read again changes nothing.
CREATE TABLE article_origin (
  origin  TEXT   NOT NULL PRIMARY KEY,      -- digest of what was read
  article BIGINT NOT NULL
);

-- Pages that are no articles: imprint, privacy, about.
CREATE TABLE text_page (
  slug   TEXT NOT NULL PRIMARY KEY,
  record TEXT NOT NULL
);
