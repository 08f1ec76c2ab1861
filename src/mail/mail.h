#pragma once
// THE DOOR of mail: messages out, never in.
//
// Words: a *message* is what somebody wants to say to one address; a *letter* is the message as it goes over the wire,
// with its envelope; the *way* is the server that takes it, or a folder for a paper that has none; the *outbox* is where
// a message is put by the transaction that causes it.
//
// Invariants
//  1. What is in a message cannot become a header or another recipient: addresses are parsed, control characters are
//     refused, everything else is encoded (RFC 2047, RFC 2045).
//  2. Letters are ASCII in lines of at most 998 bytes (RFC 5322, 2.1.1): every server takes them.
//  3. A message that was posted is sent at least once, or stays visible as a failed job (jobs/jobs.h). One that is sent
//     twice has the same Message-ID both times.
//  4. What lies in the outbox is sealed with a key that is not in the database: a link in a letter lets somebody in.
//  5. User and password go to a server only by TLS whose certificate holds, or to this machine itself. No address
//     and no line of a message is in the log, in an error or in a job's key.

#include "mail/address.h"
#include "mail/content.h"
#include "mail/message.h"
#include "mail/outbox.h"
#include "mail/way.h"
