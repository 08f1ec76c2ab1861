#include "database/statement.h"

namespace allmende::database {

Statement::Statement(soci::session& session, std::string const& text,
                     std::vector<std::string> const& names, std::span<Parameter const> parameters,
                     std::span<Kind const> columns, Preparation preparation)
    : cells_(columns.size()), indicators_(columns.size(), soci::i_ok), statement_(session) {
  statement_.alloc();
  statement_.prepare(text, preparation == Preparation::once ? soci::details::st_repeatable_query
                                                            : soci::details::st_one_time_query);
  for (Parameter const& parameter : parameters) inputs_.push_back({.kind = parameter.kind});
  for (std::size_t i = 0; i < inputs_.size(); ++i) {
    Input& input = inputs_[i];
    if (input.kind == Kind::text) {
      statement_.exchange(soci::use(input.text, input.indicator, names[i]));
    } else {
      statement_.exchange(soci::use(input.number, input.indicator, names[i]));
    }
  }
  for (std::size_t i = 0; i < cells_.size(); ++i) {
    cells_[i].kind = columns[i];
    if (columns[i] == Kind::text) {
      statement_.exchange(soci::into(cells_[i].text, indicators_[i]));
    } else {
      statement_.exchange(soci::into(cells_[i].number, indicators_[i]));
    }
  }
  statement_.define_and_bind();
}

bool Statement::fits(std::span<Parameter const> parameters, std::span<Kind const> columns) const {
  auto same = [](auto const& one, auto const& other) { return one.kind == other.kind; };
  auto as_asked = [](Cell const& cell, Kind kind) { return cell.kind == kind; };
  return std::ranges::equal(inputs_, parameters, same) &&
         std::ranges::equal(cells_, columns, as_asked);
}

bool Statement::execute(std::span<Parameter const> parameters) {
  for (std::size_t i = 0; i < inputs_.size(); ++i) {
    inputs_[i].indicator = parameters[i].null ? soci::i_null : soci::i_ok;
    inputs_[i].number = parameters[i].number;
    inputs_[i].text = parameters[i].text;
  }
  return take_row(statement_.execute(true));
}

bool Statement::fetch() { return take_row(statement_.fetch()); }

bool Statement::take_row(bool there_is_one) {
  if (!there_is_one) return false;
  for (std::size_t i = 0; i < cells_.size(); ++i) cells_[i].null = indicators_[i] == soci::i_null;
  return true;
}

}  // namespace allmende::database
