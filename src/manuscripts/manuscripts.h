#pragma once
// THE DOOR of the manuscripts: the texts on which the staff work, before and behind what readers see.
//
// Words: a *manuscript* is an article as the newsroom has it; a *revision* is a text that all colleagues see,
// numbered, and never altered; a *draft* is what one browser tab has typed; a *side draft* one whose tab has lost
// the *lease*, the right to write the body at the moment; a *stage* says how far a text has come; *publishing*
// puts a revision into the archive.
//
// Invariants
//  1. Nothing that was typed is lost: see writing.h.
//  2. Every revision stays readable, whole, for good; who made it and what became of it as well.
//  3. Readers see only what somebody published who may, who had that very revision before them.
//  4. The archive's record of an article that was never published is its newest revision, as a draft.
//
// Whoever acts is named first (people::Actor), and asked whether they may. Knows neither HTTP nor HTML.

#include "manuscripts/history.h"
#include "manuscripts/manuscript.h"
#include "manuscripts/note.h"
#include "manuscripts/preview.h"
#include "manuscripts/print.h"
#include "manuscripts/publication.h"
#include "manuscripts/stage.h"
#include "manuscripts/text.h"
#include "manuscripts/writing.h"

namespace allmende::manuscripts {

std::vector<database::Migration> migrations();

}  // namespace allmende::manuscripts
