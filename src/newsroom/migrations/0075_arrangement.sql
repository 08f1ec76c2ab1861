-- What the duty editor has put on front page and section pages by hand. Each change is a row more: the newest is in
-- force, those before it are the way back.
CREATE TABLE arrangement (
  id          BIGINT NOT NULL PRIMARY KEY,
  at          BIGINT NOT NULL,
  name        TEXT   NOT NULL,   -- who
  arrangement TEXT   NOT NULL    -- JSON: {"lead": 2043, "second": [2041], "sections": {"hafen": [2040]}}
);
