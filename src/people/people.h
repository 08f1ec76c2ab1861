#pragma once
// THE DOOR of the staff: who works at the paper, what each may do, how they prove who they are, and who
// did what.
//
// Words: a *person* has an account; a *role* says what they may do; an *actor* is a person (or the command
// line, or the clock) who does something now; an *invitation* is a link by which a person sets their
// password; a *session* is one browser in which a person is signed in; a *deed* is a line of who did what.
//
// Readers and givers are not persons here, and never will be.
//
// Invariants
//  1. What lets somebody in is never stored: passwords as argon2id, links, cookies and recovery codes as
//     hashes; the second factor's key, which must be read, is sealed with a key that is not in the database.
//  2. There is always an active administrator, once there was one.
//  3. Who is deactivated, or gets another password, is signed out everywhere at that moment.
//  4. No password is hashed or compared while a transaction writes: it takes a tenth of a second, and there is
//     one writer.

#include <vector>

#include "database/database.h"
#include "people/actor.h"
#include "people/deed.h"
#include "people/link.h"
#include "people/password.h"
#include "people/person.h"
#include "people/reset.h"
#include "people/role.h"
#include "people/second_factor.h"
#include "people/session.h"
#include "people/sign_in.h"

namespace allmende::people {

std::vector<database::Migration> migrations();

}  // namespace allmende::people
