-- The printed paper: issues and their pages. Which article stands where is the article's own placement.

CREATE TABLE issue (
  date   TEXT   NOT NULL PRIMARY KEY,
  number BIGINT,                            -- counted through, if the paper counts
  label  TEXT   NOT NULL                    -- "Wochenende"
);

CREATE TABLE issue_page (
  issue    TEXT   NOT NULL,
  position BIGINT NOT NULL,                 -- from 1, in the order of the paper
  label    TEXT   NOT NULL,                 -- what is printed on it: "4", "B3"
  title    TEXT   NOT NULL,
  PRIMARY KEY (issue, position),
  UNIQUE (issue, label)
);
