// Every word that the script of the writing page shows. The keys are those of editor/words.ts; a test compares them.

#include "desk/articles.h"
#include "desk/json_answer.h"
#include "desk/pages.h"

namespace allmende::desk {

namespace {

constexpr std::pair<std::string_view, char const*> kWords[] = {
    {"text", WORD("Text of the article")},
    {"tools", WORD("Tools")},
    {"paragraph", WORD("Paragraph")},
    {"subheading", WORD("Subheading")},
    {"quote", WORD("Quote")},
    {"bullets", WORD("List")},
    {"numbers", WORD("Numbers")},
    {"interview", WORD("Question")},
    {"infobox", WORD("Box")},
    {"separator", WORD("Separator")},
    {"embed", WORD("Embed")},
    {"strong", WORD("Bold")},
    {"emphasis", WORD("Italic")},
    {"link", WORD("Link")},
    {"undo", WORD("Undo")},
    {"redo", WORD("Redo")},
    {"find", WORD("Find")},
    {"attribution", WORD("Said by")},
    {"alternative", WORD("Description for those who do not see it")},
    {"caption", WORD("Caption")},
    {"credit", WORD("Picture credit")},
    {"boxTitle", WORD("Title of the box")},
    {"question", WORD("Question")},
    {"answer", WORD("Answer")},
    {"provider", WORD("Provider")},
    {"embedTitle", WORD("Title")},
    {"linkAddress", WORD("Address of the link")},
    {"embedAddress", WORD("Address of the embed")},
    {"apply", WORD("Apply")},
    {"removeLink", WORD("Remove the link")},
    {"cancel", WORD("Cancel")},
    {"addressInvalid", WORD("This is no address. An address begins with https://, http:// or mailto:.")},
    {"findWhat", WORD("Find what")},
    {"replaceWith", WORD("Replace with")},
    {"sameCase", WORD("Match case")},
    {"findNext", WORD("Next")},
    {"findPrevious", WORD("Previous")},
    {"replaceOne", WORD("Replace")},
    {"replaceAll", WORD("Replace all")},
    {"close", WORD("Close")},
    {"found", WORD("{place} of {count}")},
    {"notFound", WORD("Not found")},
    {"replaced", WORD("{count} replaced")},
    {"savedAll", WORD("All saved")},
    {"savedAt", WORD("Saved at {time}")},
    {"savedButNoLine", WORD("{saved}; no connection at the moment")},
    {"savedButSignedOut", WORD("{saved}; signed out")},
    {"changed", WORD("Changed, will be saved in a moment")},
    {"saving", WORD("Saving …")},
    {"whereAndWhy", WORD("{where}: {why}")},
    {"inThisBrowser", WORD("Only in this browser")},
    {"inThisWindow", WORD("Only in this window, please do not close it")},
    {"noLine", WORD("no connection")},
    {"noLineSince", WORD("no connection since {time}")},
    {"signedOut", WORD("signed out")},
    {"serverFull", WORD("there is no room on the server")},
    {"tooLarge", WORD("the text is too large")},
    {"notTaken", WORD("the server does not take the text ({status})")},
    {"savedInConflict", WORD("Saved as your draft: {who} has changed the same place")},
    {"savedBeside", WORD("Saved as a side draft: {who} is writing")},
    {"keepsNothing", WORD("This browser keeps nothing. Until the text is saved, it is in this window only.")},
    {"signedOutNotice", WORD("You are signed out. Do go on writing: the text stays in this browser until you are signed in again.")},
    {"signIn", WORD("Sign in")},
    {"revisionSaved", WORD("Revision saved at {time}")},
    {"notRevised", WORD("The revision was not saved: {why}")},
    {"notGone", WORD("You are still here because the revision was not saved: {why}")},
    {"whyOffline", WORD("There is no connection.")},
    {"whySignedOut", WORD("Nobody is signed in.")},
    {"whyConflict", WORD("First it must be decided what holds.")},
    {"whyLost", WORD("Somebody else is writing.")},
    {"whyFull", WORD("There is no room on the server.")},
    {"whyRefused", WORD("The server does not take it like this.")},
    {"wrongAt", WORD("{where}: {message}")},
    {"nobodyWrites", WORD("nobody")},
    {"iWrite", WORD("you, in this window")},
    {"otherWrites", WORD("{who}")},
    {"leaseOfOther", WORD("{who} is writing. You can read, change the fields and make notes.")},
    {"takeOver", WORD("Take over from {who}")},
    {"leaseOfMine", WORD("You are writing this text in another window already.")},
    {"writeHere", WORD("Write on here")},
    {"lostTo", WORD("{who} has taken over the text. What you have written stays as a side draft.")},
    {"lostToMine", WORD("You write on in another window. What stands here stays as a side draft.")},
    {"loadAnew", WORD("Load anew")},
    {"mayNotWrite", WORD("You can read this text, but not change it.")},
    {"nobodyElse", WORD("nobody else")},
    {"notDone", WORD("That did not work. Please try once more.")},
    {"fieldsCame", WORD("Just changed by somebody else: {fields}")},
    {"merged", WORD("Brought together with the changes of {who}. Paragraphs that were added or are different: {count}")},
    {"copyHere", WORD("In this browser lies text of {time} that the server does not have: “{preview}”")},
    {"draftOfMine", WORD("Your draft of {time}: “{preview}”")},
    {"draftOfOther", WORD("Side draft of {who}, {time}: “{preview}”")},
    {"sideDraftOfMine", WORD("Your side draft of {time}: “{preview}”")},
    {"openedDraft", WORD("This is your draft of {time}. It is no revision yet.")},
    {"goOnWith", WORD("Go on with it")},
    {"compareWith", WORD("Compare")},
    {"throwAway", WORD("Throw away")},
    {"back", WORD("Keep it")},
    {"newerDraft", WORD("There is something newer of it by now.")},
    {"needsLease", WORD("Here one only reads at the moment. Take the text over first, then it works.")},
    {"throwAwaySure", WORD("Really throw it away? “{preview}”")},
    {"takenFrom", WORD("You are writing now. What {who} had not yet saved as a revision lies under “Side drafts”.")},
    {"look", WORD("Look at it")},
    {"compareTitle", WORD("Two texts: yours and that of {who}")},
    {"compareMerged", WORD("Brought together by itself because it does not meet: {count}.")},
    {"compareHow", WORD("Choose for each place; below in the text stands what comes of it, and can be changed.")},
    {"mine", WORD("Yours")},
    {"theirs", WORD("By {who}")},
    {"bothKept", WORD("Keep both")},
    {"absent", WORD("(not there)")},
    {"compareDone", WORD("Let it be so")},
    {"compareLater", WORD("Decide later")},
    {"openComparison", WORD("Decide now")},
    {"blockPlace", WORD("Place {place}")},
    {"noNotes", WORD("None.")},
    {"noteResolve", WORD("Resolved")},
    {"placeVanished", WORD("The place is there no longer")},
    {"noteBy", WORD("{who}, {time}")},
    {"noteFailed", WORD("The note was not saved.")},
    {"minutes", WORD("{minutes} min.")},
    {"signInWrong", WORD("E-mail address or password are not right.")},
    {"signInNeedsCode", WORD("Now the code from the app.")},
    {"signInWrongCode", WORD("The code is not right.")},
    {"signInWait", WORD("Too many tries. It works again in {seconds} seconds.")},
    {"signInOther", WORD("Now {who} is signed in, {me} has written. Please sign in as {me}.")},
    {"signInNoLine", WORD("There is no connection.")},
    {"signedInAgain", WORD("Signed in again.")},
};

/// With its placeholders as they are: the script fills them.
std::string unfilled(words::Words const& words, char const* english) {
  std::string text;
  for (words::Part const& part : words.parts(english)) {
    text += part.kind == words::Part::Kind::placeholder ? "{" + part.text + "}" : part.text;
  }
  return text;
}

}  // namespace

Result<http::Response> writing_words(Work const& work) {
  json::Object told;
  for (auto const& [key, english] : kWords) told.emplace(key, unfilled(work.words(), english));
  for (manuscripts::Stage stage : manuscripts::kStages) {
    told.emplace(fmt::format("stage_{}", manuscripts::word_of(stage)), stage_name(work.words(), stage));
  }
  return json_answer(std::move(told));
}

}  // namespace allmende::desk
