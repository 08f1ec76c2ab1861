-- What banks told, and what was done with it. What must never be altered is kept so by the database itself, on both engines.
--
-- "Sealed" columns are texts of the vault; "identity" columns are blind indexes. Times are microseconds since 1970, days
-- texts, money whole cents; what went out is below zero.

-- The paper's own accounts. What the last statement said moves on.
CREATE TABLE bank_account (
  id             BIGINT NOT NULL PRIMARY KEY,
  iban           TEXT   NOT NULL UNIQUE,
  ledger_account BIGINT NOT NULL UNIQUE REFERENCES ledger_account (number),
  opening        BIGINT NOT NULL,
  opened_on      TEXT   NOT NULL,
  balance        BIGINT NOT NULL,  -- after the last statement
  last_number    BIGINT,           -- its number; none: it had none
  last_year      BIGINT NOT NULL,  -- in which it closed; 0: not known
  last_day       TEXT              -- on which it closed
);

CREATE TABLE bank_import (
  id          BIGINT NOT NULL PRIMARY KEY,
  sha256      TEXT   NOT NULL UNIQUE,  -- of the file's bytes
  name        TEXT   NOT NULL,
  at          BIGINT NOT NULL,
  person      BIGINT,
  by_whom     TEXT   NOT NULL,
  statements  BIGINT NOT NULL,
  entries     BIGINT NOT NULL,
  booked      BIGINT NOT NULL,
  lines       BIGINT NOT NULL,
  unexplained BIGINT NOT NULL,
  explained   BIGINT NOT NULL,
  rejections  BIGINT NOT NULL
);

CREATE TABLE bank_entry (
  id         BIGINT NOT NULL PRIMARY KEY,
  account    BIGINT NOT NULL REFERENCES bank_account (id),
  identity   TEXT   NOT NULL,  -- of its content
  occurrence BIGINT NOT NULL,  -- of entries alike the how-manieth this is
  import     BIGINT NOT NULL REFERENCES bank_import (id),
  n          BIGINT NOT NULL,  -- in the import
  place      TEXT   NOT NULL,  -- in the file
  statement  TEXT   NOT NULL,  -- its number and year, or its day
  day        TEXT   NOT NULL,
  value_day  TEXT   NOT NULL,
  cents      BIGINT NOT NULL,
  currency   TEXT   NOT NULL,
  lines      BIGINT NOT NULL,
  UNIQUE (account, identity, occurrence)
);
CREATE INDEX bank_entry_by_import ON bank_entry (import, n);

CREATE TABLE bank_line (
  id          BIGINT NOT NULL PRIMARY KEY,
  entry       BIGINT REFERENCES bank_entry (id),  -- none: a rejection
  number      BIGINT NOT NULL,                    -- 1, 2, … in its entry
  import      BIGINT NOT NULL REFERENCES bank_import (id),  -- that told of it
  identity    TEXT,                               -- of a rejection
  kind        TEXT   NOT NULL,
  day         TEXT   NOT NULL,
  cents       BIGINT NOT NULL,
  currency    TEXT   NOT NULL,
  fee         BIGINT NOT NULL,
  code        TEXT   NOT NULL,
  sealed      TEXT   NOT NULL,  -- what the bank wrote of the payment
  state       TEXT   NOT NULL,  -- booked, waiting, open, set_aside, divided
  cause       TEXT   NOT NULL,
  detail      TEXT   NOT NULL,
  agreement   BIGINT REFERENCES agreement (id),
  attempt     BIGINT REFERENCES attempt (id),
  run         BIGINT REFERENCES collection_run (id),
  account     BIGINT REFERENCES ledger_account (number),  -- against which it is booked; none: several, or suspense
  turn        BIGINT NOT NULL,  -- how often it was booked from one place to another
  UNIQUE (entry, number)
);
CREATE UNIQUE INDEX bank_line_by_identity ON bank_line (identity) WHERE identity IS NOT NULL;
CREATE INDEX bank_line_to_explain ON bank_line (state, id) WHERE state IN ('waiting', 'open', 'set_aside');

-- What a file told of beside the entries that were booked from it.
CREATE TABLE bank_sighting (
  import   BIGINT NOT NULL REFERENCES bank_import (id),
  n        BIGINT NOT NULL,
  place    TEXT   NOT NULL,
  fate     TEXT   NOT NULL,  -- known, told, pending, rejected
  day      TEXT,
  cents    BIGINT NOT NULL,
  currency TEXT   NOT NULL,
  entry    BIGINT REFERENCES bank_entry (id),
  line     BIGINT REFERENCES bank_line (id),
  PRIMARY KEY (import, n)
);

-- What reports and notifications told of batches, until a statement's entry takes it.
CREATE TABLE bank_advice (
  id         BIGINT NOT NULL PRIMARY KEY,
  account    BIGINT NOT NULL REFERENCES bank_account (id),
  identity   TEXT   NOT NULL,
  occurrence BIGINT NOT NULL,
  day        TEXT   NOT NULL,
  cents      BIGINT NOT NULL,
  currency   TEXT   NOT NULL,
  batch      TEXT   NOT NULL,  -- index of the batch's name; empty: not told
  import     BIGINT NOT NULL REFERENCES bank_import (id),
  entry      BIGINT REFERENCES bank_entry (id),  -- that took it
  UNIQUE (account, identity, occurrence)
);
CREATE INDEX bank_advice_by_amount ON bank_advice (account, day, cents, currency);
CREATE TABLE bank_advice_line (
  advice  BIGINT NOT NULL REFERENCES bank_advice (id),
  number  BIGINT NOT NULL,
  kind    TEXT   NOT NULL,
  cents   BIGINT NOT NULL,
  fee     BIGINT NOT NULL,
  code    TEXT   NOT NULL,
  blocked TEXT   NOT NULL,  -- the cause that keeps it in suspense; empty: none
  sealed  TEXT   NOT NULL,
  PRIMARY KEY (advice, number)
);

-- ---- What the database refuses. (In SQLite an INSERT OR REPLACE deletes without asking the triggers of deleting.)

-- postgres: CREATE FUNCTION banking_stays() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
-- postgres:   RAISE EXCEPTION '% stays as it is', TG_TABLE_NAME; END $$;
-- sqlite: CREATE TRIGGER bank_account_no_update BEFORE UPDATE OF id, iban, ledger_account, opening, opened_on ON bank_account
-- sqlite: BEGIN SELECT RAISE(ABORT, 'bank_account stays as it is'); END;
-- sqlite: CREATE TRIGGER bank_account_no_delete BEFORE DELETE ON bank_account
-- sqlite: BEGIN SELECT RAISE(ABORT, 'bank_account stays as it is'); END;
-- sqlite: CREATE TRIGGER bank_account_no_replace BEFORE INSERT ON bank_account WHEN EXISTS (SELECT 1 FROM bank_account
-- sqlite:   WHERE id = NEW.id OR iban = NEW.iban OR ledger_account = NEW.ledger_account)
-- sqlite: BEGIN SELECT RAISE(ABORT, 'bank_account stays as it is'); END;
-- postgres: CREATE TRIGGER bank_account_stays BEFORE UPDATE OF id, iban, ledger_account, opening, opened_on OR DELETE OR TRUNCATE ON bank_account
-- postgres:   FOR EACH STATEMENT EXECUTE FUNCTION banking_stays();
-- sqlite: CREATE TRIGGER bank_import_no_update BEFORE UPDATE OF id, sha256, name, at, person, by_whom ON bank_import
-- sqlite: BEGIN SELECT RAISE(ABORT, 'bank_import stays as it is'); END;
-- sqlite: CREATE TRIGGER bank_import_no_delete BEFORE DELETE ON bank_import
-- sqlite: BEGIN SELECT RAISE(ABORT, 'bank_import stays as it is'); END;
-- sqlite: CREATE TRIGGER bank_import_no_replace BEFORE INSERT ON bank_import WHEN EXISTS (SELECT 1 FROM bank_import
-- sqlite:   WHERE id = NEW.id OR sha256 = NEW.sha256)
-- sqlite: BEGIN SELECT RAISE(ABORT, 'bank_import stays as it is'); END;
-- postgres: CREATE TRIGGER bank_import_stays BEFORE UPDATE OF id, sha256, name, at, person, by_whom OR DELETE OR TRUNCATE ON bank_import
-- postgres:   FOR EACH STATEMENT EXECUTE FUNCTION banking_stays();
-- sqlite: CREATE TRIGGER bank_entry_no_update BEFORE UPDATE ON bank_entry
-- sqlite: BEGIN SELECT RAISE(ABORT, 'bank_entry stays as it is'); END;
-- sqlite: CREATE TRIGGER bank_entry_no_delete BEFORE DELETE ON bank_entry
-- sqlite: BEGIN SELECT RAISE(ABORT, 'bank_entry stays as it is'); END;
-- sqlite: CREATE TRIGGER bank_entry_no_replace BEFORE INSERT ON bank_entry WHEN EXISTS (SELECT 1 FROM bank_entry
-- sqlite:   WHERE id = NEW.id OR (account = NEW.account AND identity = NEW.identity AND occurrence = NEW.occurrence))
-- sqlite: BEGIN SELECT RAISE(ABORT, 'bank_entry stays as it is'); END;
-- postgres: CREATE TRIGGER bank_entry_stays BEFORE UPDATE OR DELETE OR TRUNCATE ON bank_entry
-- postgres:   FOR EACH STATEMENT EXECUTE FUNCTION banking_stays();
-- sqlite: CREATE TRIGGER bank_line_no_update BEFORE UPDATE OF id, entry, number, import, identity, kind, day, cents, currency, fee, code ON bank_line
-- sqlite: BEGIN SELECT RAISE(ABORT, 'bank_line stays as it is'); END;
-- sqlite: CREATE TRIGGER bank_line_no_delete BEFORE DELETE ON bank_line
-- sqlite: BEGIN SELECT RAISE(ABORT, 'bank_line stays as it is'); END;
-- sqlite: CREATE TRIGGER bank_line_no_replace BEFORE INSERT ON bank_line WHEN EXISTS (SELECT 1 FROM bank_line
-- sqlite:   WHERE id = NEW.id OR (entry = NEW.entry AND number = NEW.number))
-- sqlite: BEGIN SELECT RAISE(ABORT, 'bank_line stays as it is'); END;
-- postgres: CREATE TRIGGER bank_line_stays BEFORE UPDATE OF id, entry, number, import, identity, kind, day, cents, currency, fee, code OR DELETE OR TRUNCATE ON bank_line
-- postgres:   FOR EACH STATEMENT EXECUTE FUNCTION banking_stays();
-- sqlite: CREATE TRIGGER bank_sighting_no_update BEFORE UPDATE ON bank_sighting
-- sqlite: BEGIN SELECT RAISE(ABORT, 'bank_sighting stays as it is'); END;
-- sqlite: CREATE TRIGGER bank_sighting_no_delete BEFORE DELETE ON bank_sighting
-- sqlite: BEGIN SELECT RAISE(ABORT, 'bank_sighting stays as it is'); END;
-- sqlite: CREATE TRIGGER bank_sighting_no_replace BEFORE INSERT ON bank_sighting WHEN EXISTS (SELECT 1 FROM bank_sighting
-- sqlite:   WHERE import = NEW.import AND n = NEW.n)
-- sqlite: BEGIN SELECT RAISE(ABORT, 'bank_sighting stays as it is'); END;
-- postgres: CREATE TRIGGER bank_sighting_stays BEFORE UPDATE OR DELETE OR TRUNCATE ON bank_sighting
-- postgres:   FOR EACH STATEMENT EXECUTE FUNCTION banking_stays();

-- A line that is booked, or divided, is not in suspense again; and how often it was booked is not forgotten.
-- sqlite: CREATE TRIGGER bank_line_goes_forward BEFORE UPDATE OF state, turn ON bank_line
-- sqlite: WHEN NEW.turn < OLD.turn OR (OLD.state IN ('booked', 'divided') AND NEW.state <> OLD.state)
-- sqlite: BEGIN SELECT RAISE(ABORT, 'what is booked does not lie in suspense again'); END;
-- postgres: CREATE FUNCTION bank_line_goes_forward() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
-- postgres:   IF NEW.turn < OLD.turn OR (OLD.state IN ('booked', 'divided') AND NEW.state <> OLD.state) THEN
-- postgres:     RAISE EXCEPTION 'what is booked does not lie in suspense again'; END IF;
-- postgres:   RETURN NEW; END $$;
-- postgres: CREATE TRIGGER bank_line_goes_forward BEFORE UPDATE OF state, turn ON bank_line
-- postgres:   FOR EACH ROW EXECUTE FUNCTION bank_line_goes_forward();
