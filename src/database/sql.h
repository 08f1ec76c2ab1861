#pragma once
// A statement with a name.

#include <atomic>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace allmende::database {

enum class Engine { sqlite, postgres };

/// One statement of one room, written for both engines. It stands as a constant above the function
/// that uses it, in the room's store.cpp:
///
///     Sql const kInsertEntry{"ledger.insert_entry", R"(
///         INSERT INTO ledger_entry (account, minor) VALUES (:account, :minor) RETURNING id)"};
///
/// Values are `:names`, given at the call in the order in which the names first appear in `text`; a
/// name may appear again. `postgres` is the statement's text there, only where the common one will
/// not do; it uses the same names. Comments (`--` to the end of the line) are taken out before an
/// engine sees it.
///
/// While it lives it is listed, so that tests can prepare every statement and find those that never
/// ran. Making and destroying is safe from any thread.
class Sql {
 public:
  Sql(std::string_view name, std::string_view text, std::string_view postgres = {});
  ~Sql();
  Sql(Sql const&) = delete;
  Sql& operator=(Sql const&) = delete;

  std::string const& name() const { return name_; }
  /// What the engine is given.
  std::string const& text(Engine engine) const;
  /// The names of the common text, each once, in the order of their first appearance.
  std::vector<std::string> const& parameters() const { return parameters_; }

  /// Tells it from every other Sql that ever lived in this process.
  std::uint64_t serial() const { return serial_; }
  /// How often it was executed in this process, by any Database.
  std::uint64_t runs() const { return runs_.load(std::memory_order_relaxed); }
  void count_run() const { runs_.fetch_add(1, std::memory_order_relaxed); }

  /// All that live, by name.
  static std::vector<Sql const*> all();

 private:
  std::uint64_t serial_;
  std::string name_;
  std::string text_;
  std::string postgres_;
  std::vector<std::string> parameters_;
  mutable std::atomic<std::uint64_t> runs_ = 0;
};

}  // namespace allmende::database
