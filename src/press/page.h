#pragma once
// A page in the press. Private to this room.

#include <array>
#include <atomic>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "press/coding.h"
#include "press/press.h"

namespace allmende::press {

inline constexpr std::size_t kMostSlots = 4;

/// Which filling stands in each slot.
using Choice = std::array<std::uint8_t, kMostSlots>;

/// One coding of a page: its slices, and what goes with a slot in this coding.
struct Representation {
  std::vector<std::string_view> slices;  ///< one more than there are slots
  std::vector<std::string> bytes;        ///< what the slices are parts of
  /// By slot and number. Gzip: what the filling adds to the checksum. Brotli: the filling, which is
  /// compressed for its place.
  std::vector<std::vector<std::uint32_t>> crc_shares;
  std::vector<std::vector<std::string>> own_fillings;
  std::uint32_t crc_of_slices = 0;
  std::uint32_t plain_bytes = 0;  ///< of the whole, before compression
  /// Header lines of a 200, all but ETag and Content-Length.
  std::shared_ptr<std::string const> head;

  std::size_t memory() const;
};

/// Holds its text in those codings in which it was asked for, and in no other: most pages are only ever sent
/// compressed. Each can be made of any other.
class Page {
 public:
  struct Slot {
    unsigned kind;
    std::shared_ptr<FillingSet const> set;
  };
  /// Turns header lines into a text that pages share.
  using Share = std::function<std::shared_ptr<std::string const>(std::string)>;

  /// `sets`: the fillings of now. Bug for more than kMostSlots slots.
  Page(Sheet sheet, std::size_t route, FillingSets const& sets, http::Fields const& always,
       Share const& share);
  http::Status status() const { return status_; }
  std::size_t route() const { return route_; }
  std::uint64_t facts() const { return facts_; }
  std::vector<Slot> const& slots() const { return slots_; }
  std::vector<database::Dependency> const& made_from() const { return made_from_; }
  database::Sequence as_of() const { return as_of_; }
  std::optional<Instant> seen_at() const { return seen_at_; }
  bool is_valid_at(Instant now) const { return !valid_until_ || now < *valid_until_; }
  bool may_be_compressed() const { return may_be_compressed_; }

  /// Nothing when this coding has not been made yet.
  Representation const* find(Coding coding) const {
    return representations_[static_cast<std::size_t>(coding)].load(std::memory_order_acquire);
  }
  /// Makes it, unless it is there. From any thread; the loops see it when it is whole.
  Representation const& make(Coding coding) const;

  /// "AbC12…" without the part for coding and choice; unique for this sheet and these fillings.
  std::string_view tag() const { return tag_; }
  std::string const& head_of_304() const { return *head_of_304_; }
  /// For the ordinary way.
  http::Response response(Coding coding, Choice const& choice) const;

  std::size_t memory() const;

 private:
  void make_tag(std::string_view sheet);
  std::size_t filling_bytes(std::size_t slot) const;
  std::string text() const;
  std::string text_of(Representation const& representation, Coding coding) const;
  std::vector<std::string_view> slices_of(std::string_view text) const;
  std::string whole_with_gaps(std::vector<std::string_view> const& slices) const;
  std::unique_ptr<Representation> identity(std::string text) const;
  std::unique_ptr<Representation> gzipped(std::string_view text) const;
  std::unique_ptr<Representation> brotlied(std::string_view text) const;

  http::Status status_;
  std::size_t route_;
  std::uint64_t facts_;
  http::Fields headers_;
  std::vector<std::uint32_t> slice_sizes_;
  std::vector<Slot> slots_;
  std::vector<database::Dependency> made_from_;
  database::Sequence as_of_;
  std::optional<Instant> seen_at_, valid_until_;
  bool may_be_compressed_ = false;
  std::string tag_;
  std::array<std::shared_ptr<std::string const>, kCodings> heads_;
  std::shared_ptr<std::string const> head_of_304_;
  mutable std::array<std::atomic<Representation const*>, kCodings> representations_ = {};
  mutable std::array<std::unique_ptr<Representation const>, kCodings> owned_;
  mutable std::mutex making_;
  mutable std::optional<std::string> text_;  ///< the slices strung together, until there is a representation
};

/// `ETag: "tag…"`, as it stands between its quotes: "AbC-2-gzip". Into `room`, which must hold 64.
std::size_t write_etag(char* room, Page const& page, Coding coding, Choice const& choice);

}  // namespace allmende::press
