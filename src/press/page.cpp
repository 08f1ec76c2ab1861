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
  for (auto const& slice : bytes) sum += sizeof slice + slice.capacity();
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
      made_from_(std::move(sheet.made_from)),
      as_of_(sheet.as_of),
      seen_at_(sheet.seen_at),
      valid_until_(sheet.valid_until) {
  std::string_view body = sheet.response.body().view();
  html::Cut cut = html::cut(body);
  std::size_t size = body.size();
  for (unsigned kind : cut.slots) {
    slots_.push_back({kind, sets[kind]});
    size += sets[kind] ? sets[kind]->bytes() : 0;
  }
  VERIFY(slots_.size() <= kMostSlots);
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
  make_tag(body);
  std::string& text = text_.emplace();
  for (std::string_view slice : cut.slices) {
    slice_sizes_.push_back(static_cast<std::uint32_t>(slice.size()));
    text += slice;
  }
}

void Page::make_tag(std::string_view sheet) {
  crypto_generichash_state state;
  std::array<unsigned char, 12> hash;
  std::array<char, sodium_base64_ENCODED_LEN(12, sodium_base64_VARIANT_URLSAFE_NO_PADDING)> text;
  auto add = [&](std::string_view bytes) {
    crypto_generichash_update(&state, reinterpret_cast<unsigned char const*>(bytes.data()),
                              bytes.size());
  };
  crypto_generichash_init(&state, nullptr, 0, crypto_generichash_BYTES_MIN);
  add(sheet);
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

/// The slices strung together: as they came, or out of a representation. With the mutex held.
std::string Page::text() const {
  if (text_) return *text_;
  for (Coding coding : {Coding::identity, Coding::gzip, Coding::brotli}) {
    auto const& made = owned_[static_cast<std::size_t>(coding)];
    if (made) return coding == Coding::identity ? made->bytes[0] : text_of(*made, coding);
  }
  report_bug("a page has its text in some form");
}

std::string Page::text_of(Representation const& representation, Coding coding) const {
  char trailer[Spread::kTrailer];
  std::string stream;
  Spread(*this, representation, coding, Choice{}, trailer).each([&](std::string_view piece) { stream += piece; });
  std::size_t size = 0;
  for (std::size_t i = 0; i < slice_sizes_.size(); ++i) size += slice_sizes_[i] + (i < slots_.size() ? filling_bytes(i) : 0);
  std::string whole = decoded(coding, stream, size);
  std::string text;
  std::size_t at = 0;
  for (std::size_t i = 0; i < slice_sizes_.size(); ++i) {
    text.append(whole, at, slice_sizes_[i]);
    at += slice_sizes_[i] + (i < slots_.size() ? filling_bytes(i) : 0);
  }
  return text;
}

std::vector<std::string_view> Page::slices_of(std::string_view text) const {
  std::vector<std::string_view> slices;
  for (std::uint32_t size : slice_sizes_) {
    slices.push_back(text.substr(0, size));
    text.remove_prefix(size);
  }
  return slices;
}

/// The whole as it stands for every choice, kSlotByte where it depends on the choice.
std::string Page::whole_with_gaps(std::vector<std::string_view> const& slices) const {
  std::string whole(slices[0]);
  for (std::size_t i = 0; i < slots_.size(); ++i) {
    whole.append(filling_bytes(i), html::kSlotByte).append(slices[i + 1]);
  }
  return whole;
}

Representation const& Page::make(Coding coding) const {
  auto at = static_cast<std::size_t>(coding);
  std::lock_guard lock(making_);
  if (owned_[at] == nullptr) {
    std::string text = this->text();
    auto made = coding == Coding::identity ? identity(std::move(text))
                : coding == Coding::gzip   ? gzipped(text)
                                           : brotlied(text);
    made->head = heads_[at];
    owned_[at] = std::move(made);
    text_.reset();
    representations_[at].store(owned_[at].get(), std::memory_order_release);
  }
  return *owned_[at];
}

std::unique_ptr<Representation> Page::identity(std::string text) const {
  auto made = std::make_unique<Representation>();
  text.shrink_to_fit();
  made->bytes.push_back(std::move(text));
  made->slices = slices_of(made->bytes[0]);
  return made;
}

std::unique_ptr<Representation> Page::gzipped(std::string_view text) const {
  auto made = std::make_unique<Representation>();
  auto slices = slices_of(text);
  std::string whole = whole_with_gaps(slices);
  std::size_t at = 0;
  for (std::size_t i = 0; i < slices.size(); ++i) {
    bool is_last = i + 1 == slices.size();
    std::string part = deflate_part(slices[i], std::string_view(whole).substr(0, at), is_last);
    if (i == 0) part.insert(0, gzip_header());
    part.shrink_to_fit();
    made->bytes.push_back(std::move(part));
    at += slices[i].size();
    made->crc_of_slices ^= crc_share(crc_of(slices[i]), whole.size() - at);
    if (is_last) break;
    at += filling_bytes(i);
    auto& shares = made->crc_shares.emplace_back();
    for (std::size_t n = 0; slots_[i].set && n < slots_[i].set->size(); ++n) {
      shares.push_back(crc_share(slots_[i].set->at(n).crc, whole.size() - at));
    }
  }
  made->slices.assign(made->bytes.begin(), made->bytes.end());
  made->plain_bytes = static_cast<std::uint32_t>(whole.size());
  return made;
}

std::unique_ptr<Representation> Page::brotlied(std::string_view text) const {
  auto made = std::make_unique<Representation>();
  auto slices = slices_of(text);
  std::size_t at = 0;
  for (std::size_t i = 0; i < slices.size(); ++i) {
    bool is_last = i + 1 == slices.size();
    std::string part = brotli_part(slices[i], at, is_last);
    part.shrink_to_fit();
    made->bytes.push_back(std::move(part));
    at += slices[i].size();
    if (is_last) break;
    auto& fillings = made->own_fillings.emplace_back();
    for (std::size_t n = 0; slots_[i].set && n < slots_[i].set->size(); ++n) {
      fillings.push_back(brotli_part(slots_[i].set->at(n).identity, at, false));
      fillings.back().shrink_to_fit();
    }
    at += filling_bytes(i);
  }
  made->slices.assign(made->bytes.begin(), made->bytes.end());
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
  std::size_t sum = sizeof *this + made_from_.size() * kDependency;
  std::lock_guard lock(making_);
  if (text_) sum += text_->capacity();
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
