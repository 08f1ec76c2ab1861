#include "app/import_printer.h"

#include <unistd.h>

#include <iostream>

namespace allmende::app {

namespace {

std::string_view word_of(Imported::Kind kind) {
  switch (kind) {
    case Imported::Kind::created: return "new";
    case Imported::Kind::changed: return "changed";
    case Imported::Kind::unchanged: return "unchanged";
    case Imported::Kind::refused: return "refused";
    case Imported::Kind::note: return "note";
  }
  report_bug("every kind has a word");
}

/// What came from a file must not steer the terminal.
std::string printable(std::string_view text) {
  std::string out;
  for (char c : text) {
    auto byte = static_cast<unsigned char>(c);
    if (byte < 0x20 || byte == 0x7f) out += fmt::format("\\x{:02x}", byte);
    else out += c;
  }
  return out;
}

}  // namespace

ImportPrinter::ImportPrinter(bool verbose) : verbose_(verbose), terminal_(isatty(STDERR_FILENO) != 0) {}

void ImportPrinter::operator()(Imported const& one) {
  if (one.kind == Imported::Kind::note) {
    clear();
    std::cerr << printable("note       " + one.note) << '\n';
    return;
  }
  ++count_;
  if (one.kind == Imported::Kind::refused) {
    clear();
    std::cerr << printable("refused    " + one.where + ": " + one.note) << '\n';
  } else if (verbose_ || one.kind == Imported::Kind::changed || !one.details.empty()) {
    clear();
    std::cout << printable(fmt::format("{:<10} {}  ({})", word_of(one.kind), one.what, one.where)) << '\n';
    for (std::string const& line : one.details) std::cout << printable("           " + line) << '\n';
  }
  show_progress(one);
}

void ImportPrinter::show_progress(Imported const& one) {
  auto now = std::chrono::steady_clock::now();
  if (!terminal_ || now - shown_ < std::chrono::milliseconds(100)) return;
  shown_ = now;
  clear();
  std::cerr << printable(fmt::format("{} records, at {} …", count_, one.what)) << std::flush;
}

int ImportPrinter::finish(ImportCount const& count) {
  clear();
  std::cout << fmt::format("{} new, {} changed, {} unchanged, {} refused\n", count.created, count.changed,
                           count.unchanged, count.refused);
  return count.refused == 0 ? 0 : 1;
}

void ImportPrinter::clear() const {
  if (terminal_) std::cerr << "\r\033[K" << std::flush;
}

}  // namespace allmende::app
