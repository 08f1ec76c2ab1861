// Every word that the script shows: `wordKeys` are the surface's, `pageWordKeys` those of the article's page
// around it. They come from the server's catalogues (`GET /redaktion/worte`); what the page says from the
// beginning, the labels of its fields among it, stands in its HTML.

export const wordKeys = [
  "text",          // what the text field is called: "Text of the article"
  "tools",         // what the row of buttons is called
  "paragraph", "subheading", "quote", "bullets", "numbers", "interview", "infobox",
  "separator", "embed", "picture",
  "pictureMissing",  // with {file}
  "strong", "emphasis", "link", "undo", "redo", "find",
  // The lines of blocks
  "attribution", "alternative", "caption", "credit", "boxTitle", "question", "answer", "provider", "embedTitle",
  // The form for addresses
  "linkAddress", "embedAddress", "apply", "removeLink", "cancel", "addressInvalid",
  // Find and replace
  "findWhat", "replaceWith", "sameCase", "findNext", "findPrevious", "replaceOne", "replaceAll", "close",
  "found",         // with {place} and {count}
  "notFound",
  "replaced",      // with {count}
] as const;

export type WordKey = (typeof wordKeys)[number];
export type Words = Record<WordKey, string>;

export const pageWordKeys = [
  // Where the text is
  "savedAll", "savedAt",             // with {time}
  "savedButNoLine", "savedButSignedOut",  // with {saved}, one of the two above
  "changed", "saving",
  "whereAndWhy",                     // with {where}, one of the next two, and {why}, one of those behind them
  "inThisBrowser", "inThisWindow",
  "noLine", "noLineSince",           // with {time}
  "signedOut", "serverFull", "tooLarge",
  "notTaken",                        // with {status}
  "savedInConflict", "savedBeside",  // with {who}
  "keepsNothing",                    // the browser keeps no copy
  "signedOutNotice", "signIn",
  // Revisions
  "revisionSaved",                   // with {time}
  "notRevised", "notGone",           // with {why}
  "whyOffline", "whySignedOut", "whyConflict", "whyLost", "whyFull", "whyRefused",
  "wrongAt",                         // with {where} and {message}
  // Who writes
  "nobodyWrites", "iWrite", "otherWrites",  // with {who}
  "leaseOfOther",                    // with {who}
  "takeOver",                        // with {who}
  "leaseOfMine", "writeHere",
  "lostTo",                          // with {who}
  "lostToMine", "loadAnew", "mayNotWrite", "maySetPicture", "nobodyElse", "notDone",
  // Fields and texts that were changed elsewhere
  "fieldsCame",                      // with {fields}
  "merged",                          // with {who} and {count}
  // Drafts and copies
  "copyHere", "draftOfMine", "draftOfOther",  // with {time}, {who}, {preview}
  "sideDraftOfMine", "openedDraft",  // with {time}
  "goOnWith", "compareWith", "throwAway", "back", "newerDraft", "needsLease",
  "throwAwaySure",                   // with {preview}
  "takenFrom", "look",               // with {who}
  // Comparing
  "compareTitle",                    // with {who}
  "compareMerged",                   // with {count}
  "compareHow", "mine",
  "theirs",                          // with {who}
  "bothKept", "absent", "compareDone", "compareLater", "openComparison",
  "blockPlace",                      // with {place}
  // Notes
  "noNotes", "noteResolve", "placeVanished",
  "noteBy",                          // with {who} and {time}
  "noteFailed",
  // Length
  "minutes",                         // with {minutes}
  // Signing in again
  "signInWrong", "signInNeedsCode", "signInWrongCode",
  "signInWait",                      // with {seconds}
  "signInOther",                     // with {who} and {me}
  "signInNoLine", "signedInAgain",
  // Pictures
  "picturesLoading", "picturesFound",  // with {count}
  "noPictures", "picturesFailed",
  "pictureSending", "pictureLookedAt", "pictureTaken",  // with {name}, what the file is called
  "pictureKnown",                    // with {name} and {known}, the picture that it is already
  "pictureNotTaken",                 // with {name} and {message}, the server's or one of the next three
  "pictureTooLarge", "pictureNotSent", "pictureSignedOut",
  "leadChosen",                      // with {file}
  // Stages, by the server's names for them
  "stage_idea", "stage_draft", "stage_edited", "stage_proofread", "stage_ready", "stage_scheduled", "stage_published",
  "stage_withdrawn",
] as const;

export type PageWordKey = (typeof pageWordKeys)[number];
export type PageWords = Record<PageWordKey, string>;
export type AllWords = Words & PageWords;

/** Puts values into a sentence of the catalogue: "{place} of {count}". */
export function filled(sentence: string, values: Record<string, string | number>): string {
  return sentence.replace(/\{(\w+)\}/g, (whole, key: string) => String(values[key] ?? whole));
}
