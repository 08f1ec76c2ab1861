// The shortest way from one row of words to another (E. W. Myers, An O(ND) Difference Algorithm and Its
// Variations, 1986).

#include <algorithm>
#include <vector>

#include "manuscripts/history.h"

namespace allmende::manuscripts {

namespace {

using Words = std::vector<std::string_view>;

/// Beyond so many steps the middle is shown as one removal and one addition: two texts that differ so much are
/// two texts.
constexpr int kMostSteps = 2000;

bool is_blank(char c) { return c == ' ' || c == '\n'; }

Words words_of(std::string_view text) {
  Words words;
  std::size_t begin = 0;
  while (begin < text.size()) {
    std::size_t end = begin;
    while (end < text.size() && !is_blank(text[end])) ++end;
    while (end < text.size() && is_blank(text[end])) ++end;
    words.push_back(text.substr(begin, end - begin));
    begin = end;
  }
  return words;
}

class Pieces {
 public:
  void add(Piece::Kind kind, std::string_view text) {
    if (!pieces_.empty() && pieces_.back().kind == kind) {
      pieces_.back().text += text;
    } else {
      pieces_.push_back({kind, std::string(text)});
    }
  }
  std::vector<Piece> take() { return std::move(pieces_); }

 private:
  std::vector<Piece> pieces_;
};

/// How far one gets on each diagonal, after 0, 1, 2 … steps. Empty when it takes too many.
std::vector<std::vector<int>> trace(Words const& a, Words const& b) {
  int n = static_cast<int>(a.size()), m = static_cast<int>(b.size());
  int most = std::min(n + m, kMostSteps);
  std::vector<int> furthest(static_cast<std::size_t>(2 * most + 3), 0);
  auto at = [&](int k) -> int& { return furthest[static_cast<std::size_t>(k + most + 1)]; };
  std::vector<std::vector<int>> steps;
  for (int d = 0; d <= most; ++d) {
    for (int k = -d; k <= d; k += 2) {
      bool down = k == -d || (k != d && at(k - 1) < at(k + 1));
      int x = down ? at(k + 1) : at(k - 1) + 1;
      int y = x - k;
      while (x < n && y < m && a[static_cast<std::size_t>(x)] == b[static_cast<std::size_t>(y)]) ++x, ++y;
      at(k) = x;
      if (x >= n && y >= m) {
        steps.emplace_back(furthest.begin() + most + 1 - d - 1, furthest.begin() + most + 1 + d + 2);
        return steps;
      }
    }
    steps.emplace_back(furthest.begin() + most + 1 - d - 1, furthest.begin() + most + 1 + d + 2);
  }
  return {};
}

/// Back from the end along the trace: what each word is, last first.
std::vector<std::pair<Piece::Kind, std::string_view>> backwards(Words const& a, Words const& b,
                                                                std::vector<std::vector<int>> const& steps) {
  std::vector<std::pair<Piece::Kind, std::string_view>> found;
  int x = static_cast<int>(a.size()), y = static_cast<int>(b.size());
  for (int d = static_cast<int>(steps.size()) - 1; d > 0; --d) {
    auto before = [&](int k) { return steps[static_cast<std::size_t>(d - 1)][static_cast<std::size_t>(k + d)]; };
    int k = x - y;
    bool down = k == -d || (k != d && before(k - 1) < before(k + 1));
    int from = down ? k + 1 : k - 1;
    int from_x = before(from), from_y = from_x - from;
    while (x > from_x && y > from_y && x > 0 && y > 0 && !(down ? x == from_x : y == from_y)) {
      found.emplace_back(Piece::Kind::same, a[static_cast<std::size_t>(--x)]);
      --y;
    }
    if (down) {
      found.emplace_back(Piece::Kind::added, b[static_cast<std::size_t>(--y)]);
    } else {
      found.emplace_back(Piece::Kind::removed, a[static_cast<std::size_t>(--x)]);
    }
  }
  while (x > 0) {
    found.emplace_back(Piece::Kind::same, a[static_cast<std::size_t>(--x)]);
    --y;
  }
  VERIFY(y == 0);
  return found;
}

}  // namespace

std::vector<Piece> word_differences(std::string_view before, std::string_view after) {
  Words a = words_of(before), b = words_of(after);
  auto steps = trace(a, b);
  Pieces pieces;
  if (steps.empty()) {
    if (!before.empty()) pieces.add(Piece::Kind::removed, before);
    if (!after.empty()) pieces.add(Piece::Kind::added, after);
    return pieces.take();
  }
  auto words = backwards(a, b, steps);
  for (auto it = words.rbegin(); it != words.rend(); ++it) pieces.add(it->first, it->second);
  return pieces.take();
}

}  // namespace allmende::manuscripts
