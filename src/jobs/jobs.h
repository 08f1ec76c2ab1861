#pragma once
// THE DOOR of jobs: what is to be done at its time, whatever happens to the machine meanwhile.
//
// Words: a *job* is a row, put by the transaction that wants something done later or elsewhere; its *kind* says which
// *handler* does it, its *key* which one of the kind it is; a *runner* is the thread that waits for the time; a *lease*
// is how long somebody may be at a job before it counts as left lying.
//
// Invariants
//  1. A job is put with its transaction, or not at all; there is at most one for a kind and key.
//  2. A handler `inside` a transaction: what it does there happens exactly once, because the job's row goes in the
//     same commit. It may be tried several times; only one try stands.
//  3. A handler `outside` of transactions (what it does cannot be undone: mail) is called at least once, and again
//     after a fault, or after a process that ended in the middle; among all processes by one at a time, as long as
//     it keeps to its lease.
//  4. No job is done before its time. One that is late, because the machine stood still, is done once, and told how
//     late it is.
//  5. A job that cannot be done does not disappear: it is `failed` and stays until people retry or cancel it.
//  6. One job's trouble keeps no other from being done.
//  7. While the database is held (hold.h), no job `outside` that reaches others is begun. It waits, and counts no attempt.
//
// All of it holds with any number of runners, in any number of processes, on one database.
//
// A key is written to the log, as is a handler's fault: no person's data in them.

#include <vector>

#include "database/database.h"
#include "jobs/handlers.h"
#include "jobs/hold.h"
#include "jobs/job.h"
#include "jobs/runner.h"

namespace allmende::jobs {

std::vector<database::Migration> migrations();

}  // namespace allmende::jobs
