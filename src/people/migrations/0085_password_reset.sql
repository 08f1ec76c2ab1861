-- What is sent to somebody who has forgotten their password is a random token; what is kept is its hash.

CREATE TABLE password_reset (
  token_hash TEXT   NOT NULL PRIMARY KEY,
  person     BIGINT NOT NULL UNIQUE REFERENCES person (id),
  ends_at    BIGINT NOT NULL
);
