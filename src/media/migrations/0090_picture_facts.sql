-- What the house knows of a picture, and who took it in. `words` is what it is found by: each word of its name and facts,
-- folded, with a blank before it.

ALTER TABLE picture ADD COLUMN credit       TEXT   NOT NULL DEFAULT '';
ALTER TABLE picture ADD COLUMN caption      TEXT   NOT NULL DEFAULT '';
ALTER TABLE picture ADD COLUMN alt          TEXT   NOT NULL DEFAULT '';
ALTER TABLE picture ADD COLUMN focus_x      BIGINT NOT NULL DEFAULT 50;
ALTER TABLE picture ADD COLUMN focus_y      BIGINT NOT NULL DEFAULT 50;
ALTER TABLE picture ADD COLUMN ends_at      BIGINT;
ALTER TABLE picture ADD COLUMN added_at     BIGINT NOT NULL DEFAULT 0;
ALTER TABLE picture ADD COLUMN added_by     TEXT   NOT NULL DEFAULT '';
ALTER TABLE picture ADD COLUMN added_person BIGINT;
ALTER TABLE picture ADD COLUMN words        TEXT   NOT NULL DEFAULT '';

UPDATE picture SET words = ' ' || replace(replace(name, '-', ' '), '.', ' ');

CREATE INDEX picture_by_time ON picture (added_at, name);
CREATE INDEX picture_by_content ON picture (sha256);
CREATE INDEX picture_by_end ON picture (ends_at);
