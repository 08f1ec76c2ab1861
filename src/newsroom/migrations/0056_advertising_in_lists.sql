-- Lists know which articles are closed to advertising, so that none stands beside their teasers.

ALTER TABLE article ADD COLUMN advertising BIGINT NOT NULL DEFAULT 1;

UPDATE article SET advertising = 0 WHERE record LIKE '%"advertising":false%';
