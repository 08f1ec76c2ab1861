-- Who works at the paper, how they prove who they are, and who did what.

CREATE TABLE person (
  id            BIGINT NOT NULL PRIMARY KEY,
  name          TEXT   NOT NULL,
  email         TEXT   NOT NULL UNIQUE,     -- in lower case: what is signed in with
  language      TEXT   NOT NULL,
  roles         TEXT   NOT NULL,            -- "author editor", in the order of the roles
  active        BIGINT NOT NULL,
  added_at      BIGINT NOT NULL,
  password      TEXT,                       -- argon2id, as libsodium writes it; none before the invitation is taken
  second_factor TEXT,                       -- the shared key of RFC 6238, sealed
  last_step     BIGINT NOT NULL             -- of RFC 6238: a code is good once
);

-- What is sent to a person is a random token; what is kept is its hash.
CREATE TABLE invitation (
  token_hash TEXT   NOT NULL PRIMARY KEY,
  person     BIGINT NOT NULL UNIQUE REFERENCES person (id),
  ends_at    BIGINT NOT NULL
);

CREATE TABLE recovery_code (
  person    BIGINT NOT NULL REFERENCES person (id),
  code_hash TEXT   NOT NULL,
  PRIMARY KEY (person, code_hash)
);

CREATE TABLE staff_session (
  id         BIGINT NOT NULL PRIMARY KEY,
  token_hash TEXT   NOT NULL UNIQUE,
  person     BIGINT NOT NULL REFERENCES person (id),
  browser    TEXT   NOT NULL,               -- "Firefox, Linux", for its owner to know it by
  began_at   BIGINT NOT NULL,
  seen_at    BIGINT NOT NULL
);
CREATE INDEX staff_session_by_person ON staff_session (person);

-- For good. The name stands here too: what was done stays readable when the person has gone.
CREATE TABLE deed (
  id     BIGINT NOT NULL PRIMARY KEY,
  at     BIGINT NOT NULL,
  person BIGINT,                            -- none: the command line, the clock
  name   TEXT   NOT NULL,
  what   TEXT   NOT NULL,                   -- "published", "signed in"
  kind   TEXT   NOT NULL,                   -- "article", "person"
  which  TEXT   NOT NULL,
  detail TEXT   NOT NULL
);
CREATE INDEX deed_by_subject ON deed (kind, which, id);
