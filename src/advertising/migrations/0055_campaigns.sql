-- An advertisement becomes a campaign: from when to when, where, how often. What was there is a campaign of the
-- house, without end. Beside it, what was shown and clicked: sums, one row a day.

CREATE TABLE campaign (
  slug   TEXT NOT NULL PRIMARY KEY,
  record TEXT NOT NULL
);

INSERT INTO campaign (slug, record)
  SELECT slug, REPLACE(record, '"format":"allmende-advertisement/1"', '"format":"allmende-campaign/1"')
  FROM advertisement;

DROP TABLE advertisement;

CREATE TABLE campaign_day (
  slug    TEXT NOT NULL,
  place   TEXT NOT NULL,
  day     TEXT NOT NULL,
  shown   BIGINT NOT NULL,
  clicked BIGINT NOT NULL,
  PRIMARY KEY (slug, day, place)
);

CREATE INDEX campaign_day_by_day ON campaign_day (day);
