#pragma once
// THE DOOR of the desk: the pages in which the staff work, under /redaktion. Rules live in the rooms below;
// here is who may open which page, and what it looks like.
//
// Invariants
//  1. Every page asks who is there, unless its line in the table of routes says that it is for everyone.
//  2. Nothing is done by GET. A form is taken only from this origin and with its session's token.
//  3. No page of the desk is kept by anyone (no-store), nor found by search engines. A picture's rendition is kept for an
//     hour by the browser of who is at work; behind a preview's link it is not.
//  4. Never is an original of a picture sent, but a rendition; behind a preview's link only one of that text.

#include <functional>
#include <memory>
#include <vector>

#include "database/database.h"
#include "desk/invitation.h"
#include "desk/password_link.h"
#include "http/http.h"
#include "manuscripts/manuscripts.h"
#include "media/media.h"
#include "people/people.h"

namespace allmende::desk {

struct Settings {
  std::string paper;    ///< its name
  std::string address;  ///< "https://hafenblatt.example"
  Language language = Language::german();
  std::string time_zone;
  /// 32 bytes; see people::Entrance.
  Secret key;
  /// Mails invitations, and links to who has forgotten their password. None: the paper has no mail server, and links
  /// are shown to whoever invites.
  std::shared_ptr<mail::Outbox const> outbox = nullptr;
  std::string quotes = "»…«";               ///< how the paper quotes, by an example
  manuscripts::Workflow workflow = {};
  /// The files of the pictures; outlives the desk. Without it there are no pages for pictures.
  media::Pictures const* picture_files = nullptr;
  /// An article as readers will see it: the paper's own page. `pictures_at` is where whoever looks at it finds the files of
  /// its pictures, which readers may not see yet: "/redaktion/bilddatei/". Without it there is no preview.
  std::function<Result<http::Response>(newsroom::Article const&, std::string const& pictures_at)> as_readers_see_it = {};
  /// The front page, or a section's, as readers will see it at this moment, from a transaction that holds what there
  /// will be then. Without it there is no preview of them.
  std::function<Result<http::Response>(database::ReadTx&, Instant, std::optional<Slug> const&, std::string const& pictures_at)>
      front_as_readers_see_it = {};
  /// Articles that have these words, drafts too; the best first. Without it only headlines are searched.
  std::function<std::vector<newsroom::ArticleNumber>(std::string_view words, int limit)> find = {};
  /// Returns when readers are shown what is committed: whoever has pressed a button finds it done wherever they look
  /// next. Without it nothing is waited for.
  std::function<void()> until_shown = {};
};

/// Who may open a route.
struct Access {
  enum class For { everyone, staff } who = For::staff;
  /// Any of these; with none, everyone of the staff.
  people::Roles roles = {};
};

struct RouteFacts {
  http::Method method;
  std::string pattern;
  Access access;
  bool for_script = false;  ///< answers JSON; takes its token in a header
};

class Desk {
 public:
  struct House;
  /// `database` outlives it. Refuses: not_found for a language without a catalogue, invalid for an unknown zone.
  static Result<Desk> make(database::Database& database, Settings settings, Clock clock);
  Desk(Desk&&) noexcept;
  ~Desk();

  void add_to(http::Router& router) const;
  /// What add_to() adds: for the test that walks it.
  static std::vector<RouteFacts> routes();

 private:
  explicit Desk(std::shared_ptr<House const> house);
  std::shared_ptr<House const> house_;
};

}  // namespace allmende::desk
