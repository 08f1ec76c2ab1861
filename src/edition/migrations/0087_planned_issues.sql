-- An issue is planned before it is the readers'. What is there already is theirs.

ALTER TABLE issue ADD COLUMN state TEXT NOT NULL DEFAULT 'published';
