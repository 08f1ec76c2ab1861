#pragma once
// What every page of the desk works with. Private to this room.

#include <semaphore>

#include "desk/desk.h"
#include "words/words.h"

namespace allmende::desk {

/// Decoding a picture takes a worker for seconds: most of them are left to everything else.
inline constexpr std::ptrdiff_t kDecodingAtOnce = 2;
/// Where the staff's own previews find the files of pictures.
inline constexpr char kStaffPictures[] = "/redaktion/bilddatei/";

struct Desk::House {
  database::Database& database;
  Settings settings;
  Clock clock;
  words::Words german, english;
  mutable people::Entrance entrance;
  mutable std::counting_semaphore<kDecodingAtOnce> decoding_turns{kDecodingAtOnce};

  words::Words const& words_in(Language const& language) const {
    return language.primary() == "de" ? german : english;
  }
  bool is_secure() const { return settings.address.starts_with("https://"); }
};

using House = Desk::House;

/// One request of somebody at work.
struct Work {
  House const& house;
  http::Request const& request;
  people::AtWork const& who;
  std::string const& session;  ///< its token
  Instant now;

  people::Actor const& actor() const { return who.actor; }
  words::Words const& words() const { return house.words_in(who.language); }
  std::string form_token() const { return people::form_token(session); }
};

/// One request of somebody who is not signed in, or need not be.
struct Visit {
  House const& house;
  http::Request const& request;
  Instant now;

  words::Words const& words() const { return house.words_in(house.settings.language); }
};

}  // namespace allmende::desk
