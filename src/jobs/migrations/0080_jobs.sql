-- What is to be done at its time. A row goes when it is done; one that has failed for good stays for people to see.

CREATE TABLE job (
  kind       TEXT   NOT NULL,             -- who does it
  key        TEXT   NOT NULL,             -- which one of the kind: putting it again moves it
  payload    TEXT   NOT NULL,             -- what the kind needs to know
  due_at     BIGINT NOT NULL,             -- when it was to be done; microseconds since 1970, as next_at
  next_at    BIGINT NOT NULL,             -- when it is looked at next: later after a fault; the end of the lease
  state      TEXT   NOT NULL,             -- waiting, claimed (being done, by lease), failed (for good)
  number     BIGINT NOT NULL,             -- of the change that put it: another one whenever it is put or retried
  attempts   BIGINT NOT NULL,             -- begun since then, without success
  last_error TEXT   NOT NULL,             -- of the last attempt; empty: none
  PRIMARY KEY (kind, key)
);
CREATE INDEX job_by_next ON job (kind, state, next_at, number);
