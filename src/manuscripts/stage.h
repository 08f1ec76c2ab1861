#pragma once
// How far a text has come, and who may move it where. Part of the door.

#include <array>
#include <string_view>
#include <vector>

#include "people/people.h"

namespace allmende::manuscripts {

enum class Stage { idea, draft, edited, proofread, ready, scheduled, published, withdrawn };

inline constexpr std::array kStages = {Stage::idea,  Stage::draft,     Stage::edited,    Stage::proofread,
                                       Stage::ready, Stage::scheduled, Stage::published, Stage::withdrawn};

/// "idea", "proofread".
std::string_view word_of(Stage stage);
Result<Stage> parse_stage(std::string_view word);

/// What a paper has decided. Scheduling, publishing and withdrawing are acts of their own, for whoever may
/// publish; the others are moved to by hand.
struct Workflow {
  /// In use, in their order; from idea to ready.
  std::vector<Stage> stages = {Stage::idea, Stage::draft, Stage::edited, Stage::ready};
  /// Who may move a text to a stage that is not listed here: everyone who writes.
  struct Mover {
    Stage stage;
    people::Roles roles;
    bool operator==(Mover const&) const = default;
  };
  std::vector<Mover> movers = {{Stage::edited, {people::Role::editor, people::Role::duty_editor}},
                               {Stage::proofread, {people::Role::editor, people::Role::duty_editor}},
                               {Stage::ready, {people::Role::editor, people::Role::duty_editor}}};
  people::Roles publishers = {people::Role::editor, people::Role::duty_editor};
  /// A text is published only from the last of `stages`.
  bool only_ready = false;
  /// Two pairs of eyes: somebody other than the writer of this very revision has moved it on, or publishes it.
  bool two_pairs = false;

  /// "edited: editor duty-editor". Refuses: invalid for a stage that a text is not moved to by hand, for no roles, and for
  /// those that do not work on texts.
  static Result<Mover> parse_mover(std::string_view words);

  bool uses(Stage stage) const;
  people::Roles movers_to(Stage stage) const;
  bool operator==(Workflow const&) const = default;
};

inline constexpr people::Roles kWriters{people::Role::author, people::Role::editor, people::Role::duty_editor};
inline constexpr people::Roles kEditors{people::Role::editor, people::Role::duty_editor};
/// Who sees texts before readers do.
inline constexpr people::Roles kNewsroom{people::Role::author, people::Role::editor, people::Role::duty_editor,
                                         people::Role::picture_desk};

}  // namespace allmende::manuscripts
