#include "press/spread.h"

namespace allmende::press {

namespace {

char* put_little_endian(char* at, std::uint32_t number) {
  for (int shift = 0; shift < 32; shift += 8) *at++ = static_cast<char>(number >> shift);
  return at;
}

std::string_view filling_of(Page::Slot const& slot, Representation const& representation,
                            Coding coding, std::size_t place, std::uint8_t number) {
  if (!slot.set) return {};
  switch (coding) {
    case Coding::identity: return slot.set->at(number).identity;
    case Coding::gzip: return slot.set->at(number).deflated;
    case Coding::brotli: return representation.own_fillings[place][number];
  }
  return {};
}

}  // namespace

Spread::Spread(Page const& page, Representation const& representation, Coding coding,
               Choice const& choice, char* trailer) {
  add(representation.slices[0]);
  std::uint32_t crc = representation.crc_of_slices;
  for (std::size_t i = 0; i < page.slots().size(); ++i) {
    Page::Slot const& slot = page.slots()[i];
    add(filling_of(slot, representation, coding, i, choice[i]));
    if (coding == Coding::gzip && slot.set) crc ^= representation.crc_shares[i][choice[i]];
    add(representation.slices[i + 1]);
  }
  if (coding != Coding::gzip) return;
  // RFC 1952, 2.3.1: CRC-32 and length of the plain bytes.
  put_little_endian(put_little_endian(trailer, crc), representation.plain_bytes);
  add({trailer, kTrailer});
}

}  // namespace allmende::press
