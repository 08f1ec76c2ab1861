#pragma once
// The room of SEPA: what banks and their customers say to each other, as values and as files. It stores nothing, asks
// nobody, and knows of no use that is made of it.
//
// 1. A value that exists is valid: an Iban, Bic, CreditorReference, PaymentId, MandateReference or CreditorIdentifier
// can only
//    be had from `parse` or its like.
// 2. What is written for a bank is checked as the bank will check it; what cannot go is told with its field.
// 3. What a bank wrote is told as it was written: nothing is guessed, nothing is made up, and what it did not say is
// empty.

#include "sepa/area.h"
#include "sepa/bank_account.h"
#include "sepa/bank_file.h"
#include "sepa/basic_letters.h"
#include "sepa/creditor_reference.h"
#include "sepa/direct_debit.h"
#include "sepa/giro_code.h"
#include "sepa/identifiers.h"
#include "sepa/identity.h"
#include "sepa/periods.h"
#include "sepa/return_reasons.h"
#include "sepa/returned.h"
#include "sepa/statement.h"
#include "sepa/status_report.h"
#include "sepa/target_days.h"
