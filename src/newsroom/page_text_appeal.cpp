// The paper's appeal beneath the article.

#include <algorithm>

#include "newsroom/page_text_letters.h"
#include "newsroom/page_text_reader.h"

namespace allmende::newsroom::page_text {

namespace {

bool is_item(Stretch const& stretch) { return stretch.kind == Stretch::Kind::item; }

}  // namespace

void PageReader::listen_for_asking() {
  for (Stretch const& stretch : stretches_) {
    Asking asking{.words = 0, .addresses = false, .lists = is_item(stretch)};
    std::string text = folded(stretch.text);
    WordList list = known_.words.asking;
    for (std::size_t i = 0; i < list.size(); ++i) {
      if (text.find(list[i]) != std::string::npos) asking.words |= 1U << i;
    }
    auto addresses = [&](std::string_view word) {
      return std::ranges::find(known_.words.addressing, word) != known_.words.addressing.end();
    };
    asking.addresses = std::ranges::any_of(words_of(text), addresses);
    asking_.push_back(asking);
  }
}

Asking PageReader::asking_from(Index begin) const {
  Asking all;
  for (Index at = begin; at < stretches_.size(); ++at) {
    all.words |= asking_[at].words;
    all.addresses = all.addresses || asking_[at].addresses;
    all.lists = all.lists || asking_[at].lists;
  }
  return all;
}

/// Where the appeal begins, or the end of the page. Behind the article's credit a title and asking
/// words are enough; without one, the asking must be plain, because articles have subheadings and
/// lists too.
PageReader::Index PageReader::find_appeal(Index begin) {
  Index const none = stretches_.size();
  Index last_tail = begin;
  bool marked = false;
  for (Index at = begin; at < none; ++at) {
    if (!has_tail(at)) continue;
    last_tail = at;
    marked = true;
  }
  if (marked) {
    if (Index found = appeal_behind(last_tail); found < none) return found;
  }
  for (Index at = last_tail + 1; at + 1 < none; ++at) {
    if (!is_title_like(stretches_[at]) || asking_[at + 1].count() == 0) continue;
    Asking asking = asking_from(at);
    bool plain = asking.lists ? asking.count() >= 2 : asking.count() >= 3;
    if (!plain || !asking.addresses) continue;
    appeal_certainty_ = asking.lists ? Certainty::likely : Certainty::unsure;
    return at;
  }
  return none;
}

PageReader::Index PageReader::appeal_behind(Index tail) {
  Index const none = stretches_.size();
  Index at = tail + 1;
  while (at < none && is_furniture(at)) ++at;
  if (at == none || !is_plain(at)) return none;
  Asking asking = asking_from(at);
  bool titled = is_title_like(stretches_[at]) && at + 1 < none;
  if (titled ? asking.count() == 0 : asking.count() < 2 || !asking.addresses) return none;
  bool sure = asking.addresses && (asking.lists || asking.count() >= 2);
  appeal_certainty_ = !titled ? Certainty::unsure : sure ? Certainty::certain : Certainty::likely;
  return at;
}

void PageReader::read_appeal(Index begin) {
  AppealText appeal;
  auto first_item = std::find_if(stretches_.begin() + static_cast<std::ptrdiff_t>(begin),
                                 stretches_.end(), is_item);
  auto const list = static_cast<Index>(first_item - stretches_.begin());
  for (Index at = begin; at < stretches_.size(); ++at) {
    Stretch const& stretch = stretches_[at];
    if (is_furniture(at)) {
      read_furniture(at);
      continue;
    }
    std::string text = printed(stretch.value);
    auto keep = [&](Element element) {
      add(element, appeal_certainty_, stretch.text, "may belong to the article");
    };
    if (at == begin && is_title_like(stretch)) {
      appeal.title = std::move(text);
      keep(Element::appeal_title);
    } else if (is_item(stretch)) {
      appeal.purposes.push_back(std::move(text));
      keep(Element::appeal_purpose);
    } else if (at + 1 == list && text.ends_with(':')) {
      appeal.lead_in = std::move(text);
      keep(Element::appeal_lead_in);
    } else if (at < list) {
      appeal.text.push_back(std::move(text));
      keep(Element::appeal_text);
    } else {
      appeal.closing.push_back(std::move(text));
      keep(Element::appeal_closing);
    }
  }
  page_.appeal = std::move(appeal);
}

}  // namespace allmende::newsroom::page_text
