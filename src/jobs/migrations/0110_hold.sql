-- A paper that came back from a backup does nothing that reaches others until its operator has looked: what happened
-- after the backup is not known here, and would be sent, or collected, once more. The newest row counts.

CREATE TABLE outward_hold (
  id          BIGINT NOT NULL PRIMARY KEY,  -- 1, 2, 3 …
  reason      TEXT   NOT NULL,
  since       BIGINT NOT NULL,              -- microseconds since 1970, as released_at
  released_at BIGINT                        -- none: it holds
);
