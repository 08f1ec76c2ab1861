#include "press/fillings.h"

#include "base/result.h"
#include "press/coding.h"

namespace allmende::press {

namespace {

constexpr std::string_view kTags = "-123456789abcdefghijklmnopqrstuv";

Filling filling(std::string identity, char tag) {
  Filling filling;
  filling.deflated = deflate_part(identity, {}, false);
  filling.crc = crc_of(identity);
  filling.tag = tag;
  filling.identity = std::move(identity);
  return filling;
}

}  // namespace

FillingSet::FillingSet(std::vector<html::Html> const& pieces, std::shared_ptr<Policy const> policy)
    : policy_(std::move(policy)) {
  VERIFY(pieces.size() < kMost && kTags.size() == kMost);
  std::size_t longest = 0;
  for (html::Html const& piece : pieces) {
    VERIFY(html::cut(piece.bytes()).slots.empty());
    longest = std::max(longest, piece.bytes().size());
  }
  fillings_.push_back(filling(std::string(longest, ' '), kTags[0]));
  for (html::Html const& piece : pieces) {
    std::string padded = piece.bytes();
    padded.resize(longest, ' ');
    fillings_.push_back(filling(std::move(padded), kTags[fillings_.size()]));
  }
}

std::size_t FillingSet::memory() const {
  std::size_t sum = 0;
  for (Filling const& filling : fillings_) {
    sum += sizeof filling + filling.identity.capacity() + filling.deflated.capacity();
  }
  return sum;
}

}  // namespace allmende::press
