// What must hold for any bytes whatever that a client sends:
//   - nothing crashes, and no sanitizer has a word to say;
//   - what the readers' path takes for a request is one to the ordinary path, and means the same;
//   - however the bytes are cut into pieces, and whichever path answers, the answers are the same.
//
// The first byte says how the bytes behind it are cut.

#include <cstdio>
#include <random>

#include "tests/fuzz/conversation.h"

namespace {

using namespace allmende;

void expect_same(std::string_view how, fuzz::Heard const& heard, fuzz::Heard const& whole) {
  if (heard.means_the_same_as(whole)) return;
  std::fprintf(stderr, "%.*s: other answers.\n--- whole (ended: %d)\n%s\n--- (ended: %d)\n%s\n",
               static_cast<int>(how.size()), how.data(), whole.is_ended, whole.bytes.c_str(),
               heard.is_ended, heard.bytes.c_str());
  report_bug("the answers depend on how the bytes came");
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size) {
  static fuzz::Table table;
  if (size == 0) return 0;
  std::string_view bytes(reinterpret_cast<char const*>(data) + 1, size - 1);

  for (std::size_t at = 0; at < bytes.size();) {
    fuzz::compare_readers(bytes.substr(at));
    at = std::min(bytes.find("\r\n\r\n", at), bytes.size() - 4) + 4;
    if (bytes.size() < 4) break;
  }

  std::minstd_rand random(data[0] + 1u);
  unsigned longest = 1 + data[0] % 40;
  auto whole = table.talk(bytes, {.piece = [] { return std::size_t{1} << 20; },
                                  .asks_quick_answers = false});
  expect_same("whole, with the readers' path",
              table.talk(bytes, {.piece = [] { return std::size_t{1} << 20; }}), whole);
  expect_same("in pieces",
              table.talk(bytes, {.piece = [&] { return 1 + random() % longest; },
                                 .answers_at_once = data[0] % 2 == 0}),
              whole);
  expect_same("byte by byte",
              table.talk(bytes, {.piece = [] { return std::size_t{1}; }, .answers_at_once = false}),
              whole);
  return 0;
}
