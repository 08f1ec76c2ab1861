-- The texts on which the staff work. What readers see is in the archive (article.record); here is what it
-- is made of, by whom, and what is being typed at the moment.

CREATE TABLE manuscript (
  article            BIGINT NOT NULL PRIMARY KEY,
  stage              TEXT   NOT NULL,
  body_revision      BIGINT NOT NULL,
  metadata_revision  BIGINT NOT NULL,
  published_body     BIGINT,                -- what readers see; none before the first publication
  published_metadata BIGINT,
  due_at             BIGINT,                -- a publication that the clock will make
  due_body           BIGINT,
  due_metadata       BIGINT,
  headline           TEXT   NOT NULL,       -- of the newest revision, for lists
  section            TEXT   NOT NULL,
  responsible        BIGINT,                -- whose article it is; none: nobody's yet
  changed_at         BIGINT NOT NULL,
  changed_by         TEXT   NOT NULL,
  lease_tab          TEXT   NOT NULL        -- in which tab the body is written; '' for none
);
CREATE INDEX manuscript_by_change ON manuscript (changed_at, article);
CREATE INDEX manuscript_by_stage ON manuscript (stage, changed_at, article);
CREATE INDEX manuscript_by_section ON manuscript (section, changed_at, article);
CREATE INDEX manuscript_by_person ON manuscript (responsible, changed_at, article);
CREATE INDEX manuscript_by_due ON manuscript (due_at);

-- Every revision there ever was. Never altered.
CREATE TABLE manuscript_body (
  article  BIGINT NOT NULL,
  revision BIGINT NOT NULL,
  body     TEXT   NOT NULL,                 -- as in the record
  tab      TEXT   NOT NULL,                 -- from which tab it came; '' for elsewhere
  person   BIGINT,
  name     TEXT   NOT NULL,
  PRIMARY KEY (article, revision)
);
CREATE TABLE manuscript_fields (
  article  BIGINT NOT NULL,
  revision BIGINT NOT NULL,
  fields   TEXT   NOT NULL,                 -- the record without its body and what only publishing sets
  tab      TEXT   NOT NULL,
  person   BIGINT,
  name     TEXT   NOT NULL,
  PRIMARY KEY (article, revision)
);
CREATE TABLE manuscript_history (
  article           BIGINT NOT NULL,
  id                BIGINT NOT NULL,
  at                BIGINT NOT NULL,
  person            BIGINT,
  name              TEXT   NOT NULL,
  what              TEXT   NOT NULL,        -- "saved", "checkpoint", "stage", "published"
  detail            TEXT   NOT NULL,
  body_revision     BIGINT NOT NULL,
  metadata_revision BIGINT NOT NULL,
  PRIMARY KEY (article, id)
);

-- Browser tabs in which an article is open, or was when they were last heard of.
CREATE TABLE manuscript_tab (
  article BIGINT NOT NULL,
  tab     TEXT   NOT NULL,
  person  BIGINT NOT NULL,
  name    TEXT   NOT NULL,
  seen_at BIGINT NOT NULL,
  serial  BIGINT NOT NULL,                  -- the greatest that came from it
  lost    BIGINT NOT NULL,                  -- somebody else writes now: it must be loaded anew
  PRIMARY KEY (article, tab)
);

-- What was typed and is not yet in a revision.
CREATE TABLE manuscript_draft (
  article       BIGINT NOT NULL,
  tab           TEXT   NOT NULL,
  base          BIGINT NOT NULL,
  metadata_base BIGINT NOT NULL,
  saved_at      BIGINT NOT NULL,
  body          TEXT   NOT NULL,
  fields        TEXT   NOT NULL,
  side          BIGINT NOT NULL,            -- its tab has lost the lease
  PRIMARY KEY (article, tab)
);

-- From one colleague to the others, at a place in the text. Never published.
CREATE TABLE manuscript_note (
  article     BIGINT NOT NULL,
  id          BIGINT NOT NULL,
  block       TEXT   NOT NULL,
  quote       TEXT   NOT NULL,
  words       TEXT   NOT NULL,
  person      BIGINT,
  name        TEXT   NOT NULL,
  at          BIGINT NOT NULL,
  resolved_at BIGINT,
  resolved_by TEXT   NOT NULL,
  PRIMARY KEY (article, id)
);

-- Links by which somebody without an account sees a text before it is published. What is kept is a hash.
CREATE TABLE preview_link (
  token_hash TEXT   NOT NULL PRIMARY KEY,
  article    BIGINT NOT NULL,
  ends_at    BIGINT NOT NULL,
  name       TEXT   NOT NULL                -- who made it
);
CREATE INDEX preview_link_by_article ON preview_link (article, ends_at);
