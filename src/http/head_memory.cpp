#include "http/head_memory.h"

#include <algorithm>
#include <cstring>

namespace allmende::http {

namespace {

constexpr std::string_view RequestView::* kViews[] = {
    &RequestView::accept_encoding, &RequestView::if_none_match, &RequestView::cookie,
    &RequestView::user_agent};

/// With its CRLF; empty when it is not whole, or longer than is looked at here.
std::string_view request_line(std::string_view input) {
  std::string_view front = input.substr(0, HeadMemory::kLongestRequestLine);
  std::size_t line_break = front.find('\n');
  return line_break == front.npos ? std::string_view() : front.substr(0, line_break + 1);
}

}  // namespace

std::optional<QuickHead> HeadMemory::read(std::uint64_t connection, std::string_view input,
                                          Limits const& limits) {
  if (auto known = recall(*last_, input, limits)) return known;
  Place& own = places_[connection % kPlaces];
  if (&own != last_) {
    if (auto known = recall(own, input, limits)) {
      last_ = &own;
      return known;
    }
  }
  auto head = read_quick_head(input, limits);
  if (!head) return std::nullopt;
  remember(own, input, *head);
  last_ = &own;
  return head;
}

std::optional<QuickHead> HeadMemory::recall(Place const& place, std::string_view input,
                                            Limits const& limits) {
  std::string_view line = request_line(input);
  std::string_view known(place.lines.data(), place.size);
  bool same = !line.empty() && !known.empty() && input.substr(line.size()).starts_with(known);
  if (!same || line.size() + known.size() > limits.header_bytes) return std::nullopt;

  auto request = read_quick_request_line(line);
  if (!request) return std::nullopt;
  for (std::size_t i = 0; i < place.views.size(); ++i) {
    Part part = place.views[i];
    (*request).*kViews[i] = input.substr(line.size() + part.at, part.size);
  }
  return QuickHead{*request, line.size() + known.size()};
}

void HeadMemory::remember(Place& place, std::string_view input, QuickHead const& head) {
  std::string_view line = request_line(input);
  std::size_t size = head.bytes - line.size();
  place.size = 0;
  if (line.empty() || size > kMostBytes) return;
  std::memcpy(place.lines.data(), input.data() + line.size(), size);
  place.size = static_cast<std::uint16_t>(size);
  for (std::size_t i = 0; i < place.views.size(); ++i) {
    std::string_view view = head.request.*kViews[i];
    if (view.empty()) place.views[i] = {};
    else place.views[i] = {static_cast<std::uint16_t>(view.data() - input.data() - static_cast<std::ptrdiff_t>(line.size())),
                           static_cast<std::uint16_t>(view.size())};
  }
}

}  // namespace allmende::http
