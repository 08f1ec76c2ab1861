// kill_writer sqlite PATH | postgres CONNECTION
//
// Writes numbers, each in a transaction of its own, and prints each when it is acknowledged, until
// it is killed.

#include <unistd.h>

#include <cstdio>
#include <string>

#include "tests/kill/numbers.h"

namespace {

using namespace allmende;
using database::Sql;

Sql const kLast{"kill.last", "SELECT COALESCE(MAX(number), 0) FROM number"};
Sql const kInsert{"kill.insert",
                  "INSERT INTO number (number, part, text) VALUES (:number, :part, :text)"};

void write_numbers(database::Database& database) {
  for (auto number = database.read().one<std::int64_t>(kLast) + 1;; ++number) {
    database::WriteTx tx = database.write();
    for (int part = 0; part < kill::kParts; ++part) {
      // Of very different lengths, so that the log is moved into the file again and again.
      auto length = static_cast<std::size_t>(number * 7919 % 23 * 997);
      tx.run(kInsert, number, part, std::string(length, 'x'));
    }
    tx.record_change("number", std::to_string(number));
    tx.commit();
    std::string line = std::to_string(number) + "\n";
    if (write(STDOUT_FILENO, line.data(), line.size()) < 0) return;
  }
}

}  // namespace

int main(int count, char** arguments) {
  if (count != 3) return 2;
  try {
    auto opened =
        database::Database::open(kill::options(arguments[1], arguments[2]), kill::steps());
    if (!opened) {
      std::fprintf(stderr, "refused: %s\n", opened.error().message.c_str());
      return 2;
    }
    write_numbers(*opened);
  } catch (std::exception const& fault) {
    // Expected when it is the server that was killed.
    std::fprintf(stderr, "%s\n", fault.what());
    return 3;
  }
}
