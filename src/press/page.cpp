#include "press/page.h"

#include <sodium.h>

#include <cstring>

#include "press/head_lines.h"
#include "press/spread.h"

namespace allmende::press {

namespace {

constexpr std::size_t kWorthCompressing = 256;
constexpr std::string_view kSuffixes[kCodings] = {"", "-gzip", "-br"};
constexpr std::string_view kNames[kCodings] = {"", "gzip", "br"};

bool is_text(std::string_view type) {
  return type.starts_with("text/") || type.contains("xml") || type.contains("json");
}

}  // namespace

std::size_t Representation::memory() const {
  std::size_t sum = sizeof *this + slices.capacity() * sizeof slices[0];
  for (auto const& slice : compressed) sum += sizeof slice + slice.capacity();
  for (auto const& shares : crc_shares) sum += shares.capacity() * sizeof shares[0];
  for (auto const& fillings : own_fillings) {
    for (auto const& filling : fillings) sum += sizeof filling + filling.capacity();
  }
  return sum;
}

Page::Page(Sheet sheet, std::size_t route, FillingSets const& sets, http::Fields const& always,
           Share const& share)
    : status_(sheet.response.status()),
      route_(route),
      facts_(sheet.facts),
      headers_(sheet.response.headers()),
      sheet_(sheet.response.body().view()),
      made_from_(std::move(sheet.made_from)),
      as_of_(sheet.as_of),
      seen_at_(sheet.seen_at),
      valid_until_(sheet.valid_until) {
  std::size_t size = sheet_.size();
  for (unsigned kind : html::cut(sheet_).slots) size += sets[kind] ? sets[kind]->bytes() : 0;
  may_be_compressed_ = size >= kWorthCompressing &&
                       is_text(http::find_header(headers_, "Content-Type").value_or(""));
  if (may_be_compressed_) {
    bool varies = http::find_header(headers_, "Vary").has_value();
    if (!varies) headers_.push_back({"Vary", "Accept-Encoding"});
  }
  HeadLines lines = head_lines(with_always(headers_, always));
  for (std::size_t i = 0; i < kCodings; ++i) {
    std::string of_coding = lines.of_200;
    if (!kNames[i].empty()) of_coding.append("Content-Encoding: ").append(kNames[i]).append("\r\n");
    heads_[i] = share(std::move(of_coding));
  }
  head_of_304_ = share(std::move(lines.of_304));
  take_slots(sets);
}

void Page::take_slots(FillingSets const& sets) {
  for (unsigned kind : html::cut(sheet_).slots) slots_.push_back({kind, sets[kind]});
  VERIFY(slots_.size() <= kMostSlots);
  make_tag();
  make(Coding::identity);
}

void Page::make_tag() {
  crypto_generichash_state state;
  std::array<unsigned char, 12> hash;
  std::array<char, sodium_base64_ENCODED_LEN(12, sodium_base64_VARIANT_URLSAFE_NO_PADDING)> text;
  auto add = [&](std::string_view bytes) {
    crypto_generichash_update(&state, reinterpret_cast<unsigned char const*>(bytes.data()),
                              bytes.size());
  };
  crypto_generichash_init(&state, nullptr, 0, crypto_generichash_BYTES_MIN);
  add(sheet_);
  for (Slot const& slot : slots_) {
    for (std::size_t i = 0; slot.set && i < slot.set->size(); ++i) add(slot.set->at(i).identity);
  }
  std::array<unsigned char, crypto_generichash_BYTES_MIN> whole;
  crypto_generichash_final(&state, whole.data(), whole.size());
  std::memcpy(hash.data(), whole.data(), hash.size());
  sodium_bin2base64(text.data(), text.size(), hash.data(), hash.size(),
                    sodium_base64_VARIANT_URLSAFE_NO_PADDING);
  tag_ = text.data();
}

std::size_t Page::filling_bytes(std::size_t slot) const {
  return slots_[slot].set ? slots_[slot].set->bytes() : 0;
}

/// The whole as it stands for every choice, kSlotByte where it depends on the choice.
std::string Page::whole_with_gaps() const {
  html::Cut cut = html::cut(sheet_);
  std::string whole(cut.slices[0]);
  for (std::size_t i = 0; i < slots_.size(); ++i) {
    whole.append(filling_bytes(i), html::kSlotByte).append(cut.slices[i + 1]);
  }
  return whole;
}

Representation const& Page::make(Coding coding) const {
  auto at = static_cast<std::size_t>(coding);
  std::lock_guard lock(making_);
  if (owned_[at] == nullptr) {
    auto made = coding == Coding::identity ? identity()
                : coding == Coding::gzip   ? gzipped()
                                           : brotlied();
    made->head = heads_[at];
    owned_[at] = std::move(made);
    representations_[at].store(owned_[at].get(), std::memory_order_release);
  }
  return *owned_[at];
}

std::unique_ptr<Representation> Page::identity() const {
  auto made = std::make_unique<Representation>();
  made->slices = html::cut(sheet_).slices;
  return made;
}

std::unique_ptr<Representation> Page::gzipped() const {
  auto made = std::make_unique<Representation>();
  std::string whole = whole_with_gaps();
  html::Cut cut = html::cut(sheet_);
  std::size_t at = 0;
  for (std::size_t i = 0; i < cut.slices.size(); ++i) {
    std::size_t size = cut.slices[i].size();
    bool is_last = i + 1 == cut.slices.size();
    std::string part = deflate_part(cut.slices[i], std::string_view(whole).substr(0, at), is_last);
    if (i == 0) part.insert(0, gzip_header());
    part.shrink_to_fit();
    made->compressed.push_back(std::move(part));
    at += size;
    made->crc_of_slices ^= crc_share(crc_of(cut.slices[i]), whole.size() - at);
    if (is_last) break;
    at += filling_bytes(i);
    auto& shares = made->crc_shares.emplace_back();
    for (std::size_t n = 0; slots_[i].set && n < slots_[i].set->size(); ++n) {
      shares.push_back(crc_share(slots_[i].set->at(n).crc, whole.size() - at));
    }
  }
  made->slices.assign(made->compressed.begin(), made->compressed.end());
  made->plain_bytes = static_cast<std::uint32_t>(whole.size());
  return made;
}

std::unique_ptr<Representation> Page::brotlied() const {
  auto made = std::make_unique<Representation>();
  html::Cut cut = html::cut(sheet_);
  std::size_t at = 0;
  for (std::size_t i = 0; i < cut.slices.size(); ++i) {
    bool is_last = i + 1 == cut.slices.size();
    std::string part = brotli_part(cut.slices[i], at, is_last);
    part.shrink_to_fit();
    made->compressed.push_back(std::move(part));
    at += cut.slices[i].size();
    if (is_last) break;
    auto& fillings = made->own_fillings.emplace_back();
    for (std::size_t n = 0; slots_[i].set && n < slots_[i].set->size(); ++n) {
      fillings.push_back(brotli_part(slots_[i].set->at(n).identity, at, false));
      fillings.back().shrink_to_fit();
    }
    at += filling_bytes(i);
  }
  made->slices.assign(made->compressed.begin(), made->compressed.end());
  return made;
}

http::Response Page::response(Coding coding, Choice const& choice) const {
  char trailer[Spread::kTrailer];
  char etag[64];
  Spread spread(*this, make(coding), coding, choice, trailer);
  std::string body;
  body.reserve(spread.bytes());
  spread.each([&](std::string_view piece) { body += piece; });
  auto response = http::Response::empty(status_);
  for (http::Field const& field : headers_) response.add_header(field.name, field.value);
  if (coding != Coding::identity) {
    response.set_header("Content-Encoding", std::string(kNames[static_cast<std::size_t>(coding)]));
  }
  if (status_ == http::Status::ok) response.etag({etag, write_etag(etag, *this, coding, choice)});
  response.set_body(std::move(body));
  return response;
}

std::size_t Page::memory() const {
  constexpr std::size_t kDependency = 160;  // with its place in the index
  std::size_t sum = sizeof *this + sheet_.capacity() + made_from_.size() * kDependency;
  std::lock_guard lock(making_);
  for (auto const& representation : owned_) {
    if (representation) sum += representation->memory();
  }
  return sum;
}

std::size_t write_etag(char* room, Page const& page, Coding coding, Choice const& choice) {
  char* at = room;
  auto put = [&at](std::string_view text) { at = std::copy(text.begin(), text.end(), at); };
  put(page.tag());
  for (std::size_t i = 0; i < page.slots().size(); ++i) {
    auto const& set = page.slots()[i].set;
    *at++ = set ? set->at(choice[i]).tag : '-';
  }
  put(kSuffixes[static_cast<std::size_t>(coding)]);
  return static_cast<std::size_t>(at - room);
}

}  // namespace allmende::press
