#pragma once
// The room of SEPA: what banks and their customers say to each other, as values. It stores nothing, asks
// nobody, and knows of no use that is made of it.
//
// A value that exists is valid: an Iban, Bic or CreditorReference can only be had from `parse` or `from`.

#include "sepa/bank_account.h"
#include "sepa/creditor_reference.h"
#include "sepa/giro_code.h"
