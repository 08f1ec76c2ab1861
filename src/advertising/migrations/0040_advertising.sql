-- Advertisements of the house and of others; each is labelled wherever it stands.

CREATE TABLE advertisement (
  slug   TEXT NOT NULL PRIMARY KEY,
  record TEXT NOT NULL
);
