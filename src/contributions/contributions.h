#pragma once
// The room of contributions (Beiträge): money that readers give of their own will.
//
// Today it knows how a gift reaches the paper by bank transfer: the paper's account as it is
// printed (BankDetails), the reference by which a gift is recognised (CreditorReference), and the
// text of the square code that fills in a transfer form (GiroCode). It stores nothing and asks
// nobody.
//
// 1. A value that exists is valid: an Iban, Bic or CreditorReference can only be had from `parse`.
// 2. The reference belongs to the agreement with a giver and never to a single payment, so that a
//    standing order keeps being recognised. This room does not invent references by itself.

#include "contributions/bank_account.h"
#include "contributions/creditor_reference.h"
#include "contributions/giro_code.h"
