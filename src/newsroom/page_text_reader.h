#pragma once
// Reads one page from its stretches: head, article, appeal, in this order. Private to page_text.

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "newsroom/page_text_input.h"
#include "newsroom/page_text_marks.h"
#include "newsroom/page_text_stretches.h"

namespace allmende::newsroom::page_text {

/// What the appeal is known by, gathered over some stretches.
struct Asking {
  std::uint32_t words = 0;  ///< a bit for each kind of asking word
  bool addresses = false;   ///< "wir", "unser"
  bool lists = false;       ///< there is a list
  int count() const { return __builtin_popcount(words); }
};

/// A few words without a sentence behind them, such as titles and subheadings are.
bool is_title_like(Stretch const& stretch);

class PageReader {
 public:
  PageReader(PageInput const& input, PageTextHints const& hints);

  /// Call it once.
  Result<PageText> read();

 private:
  using Index = std::size_t;  ///< of a stretch

  // page_text_head.cpp
  Result<Index> read_head();
  std::optional<Index> reading_time_of_head() const;
  bool begins_body(Index at) const;
  bool is_head_line(Index at, std::size_t lines_before) const;
  void name_head_lines(std::vector<Index> lines, bool timed);
  void read_byline(Byline const& found);

  // page_text_article.cpp
  Result<void> refuse_second_page(Index begin) const;
  void read_article(Index begin, Index end);
  void choose_tails(Index begin, Index end);
  void read_text(Index at, Index begin, Index end);
  void read_paragraph(Index at, std::string_view text);
  std::string_view without_dateline(Dateline const& found);
  void read_tail(Tail const& tail);
  Index read_list(Index begin, Index end);
  bool is_subheading(Index at, Index begin, Index end) const;
  bool is_full_paragraph(Index at) const;
  void set_credit();

  // page_text_appeal.cpp
  void listen_for_asking();
  Index find_appeal(Index begin);
  Index appeal_behind(Index tail);
  void read_appeal(Index begin);
  Asking asking_from(Index begin) const;

  // page_text.cpp
  bool is_plain(Index at) const;
  bool is_furniture(Index at) const;
  bool has_tail(Index at) const;
  void read_furniture(Index at);
  void add(Element element, Certainty certainty, std::string_view part, std::string doubt = {});
  void add_block(Block::Content content);
  std::string where(Index at) const;
  Result<void> check_lengths() const;

  PageInput const& input_;
  Knowledge known_;
  std::vector<Stretch> stretches_;
  std::vector<Tail> tails_;         ///< of each stretch
  std::vector<Asking> asking_;      ///< of each stretch
  std::optional<Index> last_tail_;  ///< where the article ends, as far as its credit tells
  std::vector<bool> tail_chosen_;   ///< of each stretch: whether its tail belongs to the article
  std::optional<Credit> credit_;
  bool first_paragraph_read_ = false;
  Certainty appeal_certainty_ = Certainty::certain;
  PageText page_;
};

}  // namespace allmende::newsroom::page_text
