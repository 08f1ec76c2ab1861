-- Pictures by the name under which articles use them. The bytes are files, named by their content.

CREATE TABLE picture (
  name   TEXT NOT NULL PRIMARY KEY,
  sha256 TEXT NOT NULL                      -- of the file as it came
);

CREATE TABLE rendition (
  file    TEXT   NOT NULL PRIMARY KEY,      -- last part of its address
  picture TEXT   NOT NULL,
  width   BIGINT NOT NULL,
  height  BIGINT NOT NULL
);
CREATE INDEX rendition_of_picture ON rendition (picture, width);
