// The text of the article, with the dateline at its beginning and the credit at its end.

#include <fmt/format.h>

#include <algorithm>

#include "newsroom/page_text_letters.h"
#include "newsroom/page_text_reader.h"

namespace allmende::newsroom::page_text {

namespace {

constexpr std::size_t kLongestSubheading = 80;  // characters; what stands around it is longer

Text plain_runs(std::string_view text) { return {Run{.text = printed(text)}}; }

void add_missing(std::vector<std::string>& list, std::vector<std::string> const& more) {
  for (std::string const& entry : more) {
    if (std::ranges::find(list, entry) == list.end()) list.push_back(entry);
  }
}

}  // namespace

/// A page ends with its credit or page references: a title behind them, and behind that another
/// credit or a dateline, belong to a second page, and so does a second reading time.
Result<void> PageReader::refuse_second_page(Index begin) const {
  auto refused = [&](Index at) {
    return refuse(Code::invalid, "a second page seems to begin here; a file holds one page",
                  where(at));
  };
  std::optional<Index> end_of_first;
  std::optional<Index> title;
  for (Index at = begin; at < stretches_.size(); ++at) {
    bool time = stretches_[at].kind == Stretch::Kind::reading_time;
    if (time && !page_.reading_time.empty() && at > begin) return refused(at);
    if (!is_plain(at)) continue;
    if (title) {
      auto place = dateline(stretches_[at].text, {}, known_);
      bool opens = place && place->certainty == Certainty::certain;
      if (opens || (has_tail(at) && tails_[at].has_credit())) return refused(*title);
    } else if (end_of_first && !has_tail(at) && is_title_like(stretches_[at])) {
      title = at;
    }
    if (!end_of_first && has_tail(at)) end_of_first = at;
  }
  return {};
}

void PageReader::read_article(Index begin, Index end) {
  choose_tails(begin, end);
  for (Index at = begin; at < end;) {
    if (stretches_[at].kind == Stretch::Kind::item) {
      at = read_list(at, end);
      continue;
    }
    if (is_furniture(at)) read_furniture(at);
    else read_text(at, begin, end);
    ++at;
  }
  set_credit();
}

/// The credit and the page references are those of the last stretch that has any, and of the lines
/// directly above it that have nothing else. A sign of mere initials counts only at the very end.
void PageReader::choose_tails(Index begin, Index end) {
  std::optional<Index> last_text;
  for (Index at = begin; at < end; ++at) {
    if (is_plain(at)) last_text = at;
    if (has_tail(at)) last_tail_ = at;
  }
  if (!last_tail_ && last_text && tails_[*last_text].is_weak()) last_tail_ = last_text;
  if (!last_tail_) return;
  for (Index at = *last_tail_ + 1; at-- > begin;) {
    if (is_furniture(at)) continue;
    if (tails_[at].parts.empty() || (at != *last_tail_ && !has_tail(at))) return;
    tail_chosen_[at] = true;
    if (!tails_[at].rest.empty()) return;
  }
}

void PageReader::read_text(Index at, Index begin, Index end) {
  std::string_view text = tail_chosen_[at] ? tails_[at].rest : stretches_[at].text;
  bool signs = at + 1 == end || tail_chosen_[at + 1];
  if (auto found = byline(text, known_); found && signs && page_.authors.empty()) {
    read_byline(*found);
  } else if (is_subheading(at, begin, end)) {
    add_block(Subheading{plain_runs(text)});
    add(Element::subheading, Certainty::likely, text);
  } else if (!text.empty()) {
    read_paragraph(at, text);
  }
  if (tail_chosen_[at]) read_tail(tails_[at]);
}

void PageReader::read_paragraph(Index at, std::string_view text) {
  Certainty certainty = stretches_[at].joined ? Certainty::likely : Certainty::certain;
  std::string doubt;
  auto suspect = [&](char const* reason) {
    certainty = Certainty::unsure;
    if (doubt.empty()) doubt = reason;
  };
  if (!first_paragraph_read_) {
    first_paragraph_read_ = true;
    auto place = dateline(text, input_.whole(), known_);
    if (place && place->doubtful) suspect("its first words may be a dateline");
    else if (place) text = without_dateline(*place);
  }
  if (has_tail(at) && !tail_chosen_[at]) suspect("ends like an article, with credit or pages");
  if (last_tail_ && at > *last_tail_) suspect("stands behind the credit");
  if (!ends_sentence(text) && !text.ends_with(':')) suspect("may be a subheading or furniture");
  add_block(Paragraph{plain_runs(text)});
  add(Element::paragraph, certainty, text, doubt);
}

std::string_view PageReader::without_dateline(Dateline const& found) {
  page_.dateline = found.places;
  add_missing(page_.sources, found.sources);
  add(Element::dateline, found.certainty, found.part, "may be the first sentence");
  return found.rest;
}

void PageReader::read_tail(Tail const& tail) {
  for (TailPart const& part : tail.parts) {
    if (!part.credit) {
      add_missing(page_.see_pages, part.pages);
      add(Element::see_pages, Certainty::certain, part.part);
      continue;
    }
    add(Element::credit, part.credit->certainty, part.part, "may be the last words of the text");
    if (!credit_) {
      credit_ = part.credit;
      continue;
    }
    credit_->printed += " " + part.credit->printed;
    credit_->edited = credit_->edited || part.credit->edited;
    add_missing(credit_->sources, part.credit->sources);
  }
}

PageReader::Index PageReader::read_list(Index begin, Index end) {
  List list;
  Index at = begin;
  for (; at < end && stretches_[at].kind == Stretch::Kind::item; ++at) {
    Stretch const& item = stretches_[at];
    bool bullet = list_item(item.text)->marker == Item::Marker::bullet;
    list.items.push_back(plain_runs(item.value));
    add(Element::list_item, bullet ? Certainty::certain : Certainty::likely, item.text);
  }
  add_block(std::move(list));
  return at;
}

bool PageReader::is_full_paragraph(Index at) const {
  std::string_view text = stretches_[at].text;
  return is_plain(at) && count_characters(text) > kLongestSubheading &&
         (ends_sentence(text) || has_tail(at));
}

/// A short line without a full stop, between two whole paragraphs.
bool PageReader::is_subheading(Index at, Index begin, Index end) const {
  std::string_view text = stretches_[at].text;
  bool between =
      at > begin && at + 1 < end && is_full_paragraph(at - 1) && is_full_paragraph(at + 1);
  return between && is_title_like(stretches_[at]) && tails_[at].parts.empty() &&
         count_characters(text) <= kLongestSubheading && !ends_sentence(text) &&
         !is_lower(first_character(text));
}

/// A credit that article.h's credit_line would derive is kept as its sources; any other as printed.
void PageReader::set_credit() {
  if (!credit_) return;
  add_missing(page_.sources, credit_->sources);
  page_.edited = credit_->edited;
  std::string derived;
  if (page_.sources.size() == 1) {
    derived = page_.sources[0];
    if (page_.authors.empty() && page_.edited) derived += "/" + known_.hints.house;
  }
  bool own_text = !page_.authors.empty();
  bool derivable = own_text ? credit_->with_form && page_.sources.size() == 1 && !page_.edited
                            : !credit_->with_form && credit_->printed == derived;
  if (!derivable) page_.credit = credit_->printed;
}

}  // namespace allmende::newsroom::page_text
