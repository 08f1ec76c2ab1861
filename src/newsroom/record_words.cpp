#include <array>

#include "newsroom/record.h"

namespace allmende::newsroom {

namespace {

template <class Enum, std::size_t N>
using Table = std::array<std::pair<Enum, std::string_view>, N>;

constexpr Table<State, 3> kStates{{{State::draft, "draft"},
                                   {State::published, "published"},
                                   {State::withdrawn, "withdrawn"}}};

constexpr Table<Genre, 6> kGenres{{{Genre::report, "report"},
                                   {Genre::opinion, "opinion"},
                                   {Genre::analysis, "analysis"},
                                   {Genre::review, "review"},
                                   {Genre::background, "background"},
                                   {Genre::interview, "interview"}}};

constexpr Table<Role, 6> kRoles{{{Role::text, "text"},
                                 {Role::photo, "photo"},
                                 {Role::illustration, "illustration"},
                                 {Role::translation, "translation"},
                                 {Role::interview, "interview"},
                                 {Role::collaboration, "collaboration"}}};

template <class Enum, std::size_t N>
std::string_view word_of(Table<Enum, N> const& table, Enum wanted) {
  for (auto const& [value, word] : table) {
    if (value == wanted) return word;
  }
  report_bug("every value has a word");
}

template <class Enum, std::size_t N>
Result<Enum> value_of(Table<Enum, N> const& table, std::string_view wanted) {
  std::string known;
  for (auto const& [value, word] : table) {
    if (word == wanted) return value;
    known += (known.empty() ? "" : ", ") + std::string(word);
  }
  return refuse(Code::invalid, fmt::format("\"{}\" is none of: {}", wanted, known));
}

}  // namespace

std::string_view to_word(State state) { return word_of(kStates, state); }
std::string_view to_word(Genre genre) { return word_of(kGenres, genre); }
std::string_view to_word(Role role) { return word_of(kRoles, role); }
Result<State> state_from_word(std::string_view word) { return value_of(kStates, word); }
Result<Genre> genre_from_word(std::string_view word) { return value_of(kGenres, word); }
Result<Role> role_from_word(std::string_view word) { return value_of(kRoles, word); }

}  // namespace allmende::newsroom
