-- The books. What was booked is never altered and never deleted: the database itself refuses it, on both engines.
--
-- A transaction's entries are written before its own row. That row is let in only if its entries are at least two and
-- sum to zero in each currency, and no entry is let in after it: so what has its row is whole, balanced, and stays so.
-- (An entry without its row does not outlive the commit: the reference is looked at then.)

CREATE TABLE ledger_account (
  number BIGINT NOT NULL PRIMARY KEY,
  kind   TEXT   NOT NULL,              -- asset, liability, equity, income, expense
  name   TEXT   NOT NULL,
  closed BIGINT NOT NULL               -- 1: nothing more is booked on it
);

CREATE TABLE ledger_entry (
  transaction_id BIGINT NOT NULL,
  line           BIGINT NOT NULL,      -- 1, 2, … in its transaction
  account        BIGINT NOT NULL REFERENCES ledger_account (number),
  booked_on      TEXT   NOT NULL,      -- as its transaction's
  currency       TEXT   NOT NULL,
  cents          BIGINT NOT NULL,      -- debit positive, credit negative
  PRIMARY KEY (transaction_id, line)
  -- sqlite: , FOREIGN KEY (transaction_id) REFERENCES ledger_transaction (id) DEFERRABLE INITIALLY DEFERRED
);
CREATE INDEX ledger_entry_by_account ON ledger_entry (account, booked_on, transaction_id, line);

CREATE TABLE ledger_transaction (
  id          BIGINT NOT NULL PRIMARY KEY,  -- 1, 2, 3 … without gaps
  source_type TEXT   NOT NULL,              -- what it was booked from: once, however often it is told
  source_id   TEXT   NOT NULL,
  source_kind TEXT   NOT NULL,
  booked_on   TEXT   NOT NULL,              -- the day in the books, in a month that was open
  day         TEXT   NOT NULL,              -- the day to which it belongs: earlier, when that month was closed
  value_day   TEXT   NOT NULL,              -- from when the bank counts it
  text        TEXT   NOT NULL,
  corrects    BIGINT REFERENCES ledger_transaction (id),
  at          BIGINT NOT NULL,              -- when it was booked; microseconds since 1970
  person      BIGINT,                       -- by whom; none: by the program or its command line
  name        TEXT   NOT NULL,
  UNIQUE (source_type, source_id, source_kind)
);
CREATE INDEX ledger_transaction_by_day ON ledger_transaction (booked_on, id);
CREATE INDEX ledger_transaction_by_corrected ON ledger_transaction (corrects);
-- postgres: ALTER TABLE ledger_entry ADD FOREIGN KEY (transaction_id) REFERENCES ledger_transaction (id) DEFERRABLE INITIALLY DEFERRED;

-- Sums of the entries, kept beside them, so that a balance costs days and not entries.
CREATE TABLE ledger_day (
  account  BIGINT NOT NULL REFERENCES ledger_account (number),
  day      TEXT   NOT NULL,
  currency TEXT   NOT NULL,
  debit    BIGINT NOT NULL,
  credit   BIGINT NOT NULL,
  PRIMARY KEY (account, day, currency)
);

-- A month is closed with all before it.
CREATE TABLE ledger_closing (
  month  TEXT   NOT NULL PRIMARY KEY,  -- "2026-11"
  last   BIGINT NOT NULL,              -- the newest transaction at that moment; 0: none
  digest TEXT   NOT NULL,              -- SHA-256 of the digest before and of all that was booked since
  at     BIGINT NOT NULL,
  person BIGINT,
  name   TEXT   NOT NULL
);

-- A correction that waits for a second person, and what was decided.
CREATE TABLE ledger_proposal (
  id        BIGINT NOT NULL PRIMARY KEY,
  corrects  BIGINT NOT NULL REFERENCES ledger_transaction (id),
  cause     TEXT   NOT NULL,
  day       TEXT,                      -- of what comes instead; none: nothing does
  value_day TEXT,
  text      TEXT,
  at        BIGINT NOT NULL,
  person    BIGINT NOT NULL,
  name      TEXT   NOT NULL
);
CREATE TABLE ledger_proposed_entry (
  proposal BIGINT NOT NULL REFERENCES ledger_proposal (id),
  line     BIGINT NOT NULL,
  account  BIGINT NOT NULL REFERENCES ledger_account (number),
  currency TEXT   NOT NULL,
  cents    BIGINT NOT NULL,
  PRIMARY KEY (proposal, line)
);
CREATE TABLE ledger_decision (
  proposal BIGINT NOT NULL PRIMARY KEY REFERENCES ledger_proposal (id),
  approved BIGINT NOT NULL,
  at       BIGINT NOT NULL,
  person   BIGINT,
  name     TEXT   NOT NULL
);

-- When the books were found wrong nothing more is booked, until a release stands beside it.
CREATE TABLE ledger_halt (
  id      BIGINT NOT NULL PRIMARY KEY,
  finding TEXT   NOT NULL,
  at      BIGINT NOT NULL
);
CREATE TABLE ledger_release (
  halt   BIGINT NOT NULL PRIMARY KEY REFERENCES ledger_halt (id),
  note   TEXT   NOT NULL,
  at     BIGINT NOT NULL,
  person BIGINT,
  name   TEXT   NOT NULL
);

-- ---- What the database refuses. (In SQLite an INSERT OR REPLACE deletes without asking the triggers of deleting; so
-- ---- those of inserting refuse what is there already.)

-- postgres: CREATE FUNCTION ledger_is_append_only() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
-- postgres:   RAISE EXCEPTION '% is only ever added to', TG_TABLE_NAME; END $$;
-- sqlite: CREATE TRIGGER ledger_entry_no_update BEFORE UPDATE ON ledger_entry
-- sqlite: BEGIN SELECT RAISE(ABORT, 'ledger_entry is only ever added to'); END;
-- sqlite: CREATE TRIGGER ledger_entry_no_delete BEFORE DELETE ON ledger_entry
-- sqlite: BEGIN SELECT RAISE(ABORT, 'ledger_entry is only ever added to'); END;
-- postgres: CREATE TRIGGER ledger_entry_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON ledger_entry
-- postgres:   FOR EACH STATEMENT EXECUTE FUNCTION ledger_is_append_only();
-- sqlite: CREATE TRIGGER ledger_transaction_no_update BEFORE UPDATE ON ledger_transaction
-- sqlite: BEGIN SELECT RAISE(ABORT, 'ledger_transaction is only ever added to'); END;
-- sqlite: CREATE TRIGGER ledger_transaction_no_delete BEFORE DELETE ON ledger_transaction
-- sqlite: BEGIN SELECT RAISE(ABORT, 'ledger_transaction is only ever added to'); END;
-- sqlite: CREATE TRIGGER ledger_transaction_no_replace BEFORE INSERT ON ledger_transaction WHEN EXISTS (SELECT 1 FROM ledger_transaction
-- sqlite:   WHERE id = NEW.id OR (source_type = NEW.source_type AND source_id = NEW.source_id AND source_kind = NEW.source_kind))
-- sqlite: BEGIN SELECT RAISE(ABORT, 'ledger_transaction is only ever added to'); END;
-- postgres: CREATE TRIGGER ledger_transaction_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON ledger_transaction
-- postgres:   FOR EACH STATEMENT EXECUTE FUNCTION ledger_is_append_only();
-- sqlite: CREATE TRIGGER ledger_closing_no_update BEFORE UPDATE ON ledger_closing
-- sqlite: BEGIN SELECT RAISE(ABORT, 'ledger_closing is only ever added to'); END;
-- sqlite: CREATE TRIGGER ledger_closing_no_delete BEFORE DELETE ON ledger_closing
-- sqlite: BEGIN SELECT RAISE(ABORT, 'ledger_closing is only ever added to'); END;
-- sqlite: CREATE TRIGGER ledger_closing_no_replace BEFORE INSERT ON ledger_closing WHEN EXISTS (SELECT 1 FROM ledger_closing
-- sqlite:   WHERE month = NEW.month)
-- sqlite: BEGIN SELECT RAISE(ABORT, 'ledger_closing is only ever added to'); END;
-- postgres: CREATE TRIGGER ledger_closing_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON ledger_closing
-- postgres:   FOR EACH STATEMENT EXECUTE FUNCTION ledger_is_append_only();
-- sqlite: CREATE TRIGGER ledger_proposal_no_update BEFORE UPDATE ON ledger_proposal
-- sqlite: BEGIN SELECT RAISE(ABORT, 'ledger_proposal is only ever added to'); END;
-- sqlite: CREATE TRIGGER ledger_proposal_no_delete BEFORE DELETE ON ledger_proposal
-- sqlite: BEGIN SELECT RAISE(ABORT, 'ledger_proposal is only ever added to'); END;
-- sqlite: CREATE TRIGGER ledger_proposal_no_replace BEFORE INSERT ON ledger_proposal WHEN EXISTS (SELECT 1 FROM ledger_proposal
-- sqlite:   WHERE id = NEW.id)
-- sqlite: BEGIN SELECT RAISE(ABORT, 'ledger_proposal is only ever added to'); END;
-- postgres: CREATE TRIGGER ledger_proposal_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON ledger_proposal
-- postgres:   FOR EACH STATEMENT EXECUTE FUNCTION ledger_is_append_only();
-- sqlite: CREATE TRIGGER ledger_proposed_entry_no_update BEFORE UPDATE ON ledger_proposed_entry
-- sqlite: BEGIN SELECT RAISE(ABORT, 'ledger_proposed_entry is only ever added to'); END;
-- sqlite: CREATE TRIGGER ledger_proposed_entry_no_delete BEFORE DELETE ON ledger_proposed_entry
-- sqlite: BEGIN SELECT RAISE(ABORT, 'ledger_proposed_entry is only ever added to'); END;
-- sqlite: CREATE TRIGGER ledger_proposed_entry_no_replace BEFORE INSERT ON ledger_proposed_entry WHEN EXISTS (SELECT 1 FROM ledger_proposed_entry
-- sqlite:   WHERE proposal = NEW.proposal AND line = NEW.line)
-- sqlite: BEGIN SELECT RAISE(ABORT, 'ledger_proposed_entry is only ever added to'); END;
-- postgres: CREATE TRIGGER ledger_proposed_entry_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON ledger_proposed_entry
-- postgres:   FOR EACH STATEMENT EXECUTE FUNCTION ledger_is_append_only();
-- sqlite: CREATE TRIGGER ledger_decision_no_update BEFORE UPDATE ON ledger_decision
-- sqlite: BEGIN SELECT RAISE(ABORT, 'ledger_decision is only ever added to'); END;
-- sqlite: CREATE TRIGGER ledger_decision_no_delete BEFORE DELETE ON ledger_decision
-- sqlite: BEGIN SELECT RAISE(ABORT, 'ledger_decision is only ever added to'); END;
-- sqlite: CREATE TRIGGER ledger_decision_no_replace BEFORE INSERT ON ledger_decision WHEN EXISTS (SELECT 1 FROM ledger_decision
-- sqlite:   WHERE proposal = NEW.proposal)
-- sqlite: BEGIN SELECT RAISE(ABORT, 'ledger_decision is only ever added to'); END;
-- postgres: CREATE TRIGGER ledger_decision_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON ledger_decision
-- postgres:   FOR EACH STATEMENT EXECUTE FUNCTION ledger_is_append_only();
-- sqlite: CREATE TRIGGER ledger_halt_no_update BEFORE UPDATE ON ledger_halt
-- sqlite: BEGIN SELECT RAISE(ABORT, 'ledger_halt is only ever added to'); END;
-- sqlite: CREATE TRIGGER ledger_halt_no_delete BEFORE DELETE ON ledger_halt
-- sqlite: BEGIN SELECT RAISE(ABORT, 'ledger_halt is only ever added to'); END;
-- sqlite: CREATE TRIGGER ledger_halt_no_replace BEFORE INSERT ON ledger_halt WHEN EXISTS (SELECT 1 FROM ledger_halt
-- sqlite:   WHERE id = NEW.id)
-- sqlite: BEGIN SELECT RAISE(ABORT, 'ledger_halt is only ever added to'); END;
-- postgres: CREATE TRIGGER ledger_halt_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON ledger_halt
-- postgres:   FOR EACH STATEMENT EXECUTE FUNCTION ledger_is_append_only();
-- sqlite: CREATE TRIGGER ledger_release_no_update BEFORE UPDATE ON ledger_release
-- sqlite: BEGIN SELECT RAISE(ABORT, 'ledger_release is only ever added to'); END;
-- sqlite: CREATE TRIGGER ledger_release_no_delete BEFORE DELETE ON ledger_release
-- sqlite: BEGIN SELECT RAISE(ABORT, 'ledger_release is only ever added to'); END;
-- sqlite: CREATE TRIGGER ledger_release_no_replace BEFORE INSERT ON ledger_release WHEN EXISTS (SELECT 1 FROM ledger_release
-- sqlite:   WHERE halt = NEW.halt)
-- sqlite: BEGIN SELECT RAISE(ABORT, 'ledger_release is only ever added to'); END;
-- postgres: CREATE TRIGGER ledger_release_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON ledger_release
-- postgres:   FOR EACH STATEMENT EXECUTE FUNCTION ledger_is_append_only();

-- No entry after its transaction.
-- sqlite: CREATE TRIGGER ledger_entry_sealed BEFORE INSERT ON ledger_entry
-- sqlite: WHEN EXISTS (SELECT 1 FROM ledger_transaction WHERE id = NEW.transaction_id)
-- sqlite: BEGIN SELECT RAISE(ABORT, 'this transaction is booked already'); END;
-- postgres: CREATE FUNCTION ledger_entry_sealed() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
-- postgres:   IF EXISTS (SELECT 1 FROM ledger_transaction WHERE id = NEW.transaction_id) THEN
-- postgres:     RAISE EXCEPTION 'this transaction is booked already'; END IF;
-- postgres:   RETURN NEW; END $$;
-- postgres: CREATE TRIGGER ledger_entry_sealed BEFORE INSERT ON ledger_entry FOR EACH ROW EXECUTE FUNCTION ledger_entry_sealed();

-- No transaction that does not balance, none in a closed month.
-- sqlite: CREATE TRIGGER ledger_transaction_balances BEFORE INSERT ON ledger_transaction
-- sqlite: WHEN (SELECT COUNT(*) FROM ledger_entry WHERE transaction_id = NEW.id) < 2
-- sqlite:   OR EXISTS (SELECT 1 FROM ledger_entry WHERE transaction_id = NEW.id GROUP BY currency HAVING SUM(cents) <> 0)
-- sqlite:   OR EXISTS (SELECT 1 FROM ledger_entry WHERE transaction_id = NEW.id AND booked_on <> NEW.booked_on)
-- sqlite: BEGIN SELECT RAISE(ABORT, 'a transaction sums to zero'); END;
-- sqlite: CREATE TRIGGER ledger_transaction_month_is_open BEFORE INSERT ON ledger_transaction
-- sqlite: WHEN EXISTS (SELECT 1 FROM ledger_closing WHERE month >= SUBSTR(NEW.booked_on, 1, 7))
-- sqlite: BEGIN SELECT RAISE(ABORT, 'this month is closed'); END;
-- postgres: CREATE FUNCTION ledger_transaction_balances() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
-- postgres:   IF (SELECT COUNT(*) FROM ledger_entry WHERE transaction_id = NEW.id) < 2
-- postgres:     OR EXISTS (SELECT 1 FROM ledger_entry WHERE transaction_id = NEW.id GROUP BY currency HAVING SUM(cents) <> 0)
-- postgres:     OR EXISTS (SELECT 1 FROM ledger_entry WHERE transaction_id = NEW.id AND booked_on <> NEW.booked_on) THEN
-- postgres:     RAISE EXCEPTION 'a transaction sums to zero'; END IF;
-- postgres:   IF EXISTS (SELECT 1 FROM ledger_closing WHERE month >= SUBSTR(NEW.booked_on, 1, 7)) THEN
-- postgres:     RAISE EXCEPTION 'this month is closed'; END IF;
-- postgres:   RETURN NEW; END $$;
-- postgres: CREATE TRIGGER ledger_transaction_balances BEFORE INSERT ON ledger_transaction
-- postgres:   FOR EACH ROW EXECUTE FUNCTION ledger_transaction_balances();

-- An account stays what it is. (One that is booked on cannot be deleted: entries refer to it.)
-- sqlite: CREATE TRIGGER ledger_account_no_replace BEFORE INSERT ON ledger_account
-- sqlite: WHEN EXISTS (SELECT 1 FROM ledger_account WHERE number = NEW.number)
-- sqlite: BEGIN SELECT RAISE(ABORT, 'there is this account already'); END;
-- sqlite: CREATE TRIGGER ledger_account_keeps_its_kind BEFORE UPDATE OF number, kind ON ledger_account
-- sqlite: BEGIN SELECT RAISE(ABORT, 'an account keeps its number and kind'); END;
-- postgres: CREATE FUNCTION ledger_account_keeps_its_kind() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
-- postgres:   RAISE EXCEPTION 'an account keeps its number and kind'; END $$;
-- postgres: CREATE TRIGGER ledger_account_keeps_its_kind BEFORE UPDATE OF number, kind ON ledger_account
-- postgres:   FOR EACH ROW EXECUTE FUNCTION ledger_account_keeps_its_kind();
