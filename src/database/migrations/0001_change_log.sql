-- The steps that brought the tables here. Written by the program when it starts, read to refuse a database that
-- is newer or other than the program.
CREATE TABLE migration (
  -- its place among the steps of all rooms
  number BIGINT PRIMARY KEY,
  -- the file's name
  name TEXT NOT NULL,
  -- of the file's bytes, in hexadecimal
  sha256 TEXT NOT NULL,
  -- microseconds since 1970
  applied_at BIGINT NOT NULL
);

-- What looks different from now on: one row for each change, written in the transaction that makes it. Sequences
-- have no gaps and stand in the order of commits; old rows may be pruned, the newest stays.
CREATE TABLE change (
  -- sqlite: sequence INTEGER PRIMARY KEY,
  -- postgres: sequence BIGINT PRIMARY KEY,
  -- the kind of thing
  what TEXT NOT NULL,
  -- its identity
  which TEXT NOT NULL,
  -- microseconds since 1970
  at BIGINT NOT NULL
);
