#pragma once
// THE DOOR of media. Pictures: the file as it came, the renditions that readers get, what is known of it, and under which
// name articles use it.
//
// Words: the *original* is the file as it came; a *rendition* is made from it for readers, in one width and format; the
// *facts* are what the house knows of a picture (credit, caption, until when it may be shown); to *take in* is what the
// staff do with a new file.
//
// Invariants
//   1. A name belongs to one picture for good: other bytes under a name that is taken are refused.
//   2. Files are named by their content (SHA-256) and written whole before any row names them, so a crash
//      leaves at most a file that nothing names.
//   3. Nothing but a rendition is ever served, and a rendition says nothing but its pixels: the original keeps its
//      metadata and stays in the house.
//   4. Nothing decodes a picture inside this process (maker.h).
//   5. A picture whose right has ended is found, so that the staff can see it; whoever shows one to readers asks
//      StoredPicture::may_be_shown.
//
// In the change log: "picture" with its name, when it comes, gets renditions, or other facts; and so is what is looked for.
// What passing time alters has no row: see changes_by_clock.
//
// Threads: a Pictures may be used from any thread; the functions touch only the transaction they are given.

#include "media/files_of_pictures.h"
#include "media/library.h"
#include "media/picture.h"
#include "media/record.h"
#include "media/rendering.h"

namespace allmende::media {

/// This room's tables.
std::vector<database::Migration> migrations();

}  // namespace allmende::media
