#pragma once
// THE DOOR of the public paper: every page, feed and file that readers see, put together from the doors of
// the rooms below. Every page works without script and without cookies, and asks nothing of anyone but this
// paper's own server. Writes nothing but how often campaigns were shown and clicked.

#include "database/database.h"
#include "html/html.h"
#include "http/http.h"
#include "media/media.h"
#include "newsroom/newsroom.h"
#include "press/press.h"
#include "site/settings.h"

namespace allmende::site {

/// A page of another room, to be put into the paper's frame.
struct OwnPage {
  std::string title;
  std::string kind;     ///< class of the body, see theme/MARKUP.md
  std::string address;  ///< its one address: "/beitrag"
  html::Html main;
  http::Status status = http::Status::ok;
  bool may_be_found = false;  ///< by search engines
};

/// The pages, and what keeps them in step with the database.
class Site {
 public:
  /// `database`, `pictures` and `press` outlive it and its router. The press is given its fillings.
  /// Refuses: invalid for an unknown time zone or a paper's address that is none; not_found for a language
  /// without a catalogue.
  static Result<Site> make(database::Database& database, media::Pictures const& pictures,
                           Settings settings, Clock clock, press::Press& press);
  Site(Site&&) noexcept;
  ~Site();

  /// All routes of the paper. Pages come from the press.
  http::Router router() const;

  /// An article as its readers would see it now, though it may be nobody's to see: without appeals and
  /// advertisements, kept by nobody. For the newsroom.
  /// `pictures_at` is where whoever sees it gets the pictures' files, which are nobody's to see either: "/somewhere/".
  Result<http::Response> preview(newsroom::Article const& article, std::string_view pictures_at) const;

  /// The front page, or a section's, as its readers will see it at `moment` if `tx` holds what there will be then:
  /// without appeals and advertisements, kept by nobody, its links dead. For the newsroom. Refuses:
  /// not_found for a section that there is not.
  Result<http::Response> preview_front(database::ReadTx& tx, Instant moment, std::optional<Slug> const& section,
                                       std::string_view pictures_at) const;

  /// Kept by nobody.
  http::Response in_frame(OwnPage const& page) const;

  /// A change came: the press drops what it alters. From one thread, in the order of the log.
  void follow(database::Change const& change) const;
  /// Time has passed: what was to appear in (after, until] has appeared. Returns when the next is to
  /// appear, if anything is.
  std::optional<Instant> follow_clock(Instant after, Instant until) const;
  /// Campaigns that have been shown as often as they may be today are shown no more. Every second or so: a cap is
  /// exceeded by what is shown in between.
  void look_at_counts() const;
  /// Stores how often campaigns were shown and clicked since the last time. May wait for other writers. Where it
  /// throws, nothing is lost, and the next one stores it.
  void keep_counts() const;

 private:
  struct Parts;
  explicit Site(std::unique_ptr<Parts const> parts);
  std::unique_ptr<Parts const> parts_;
};

/// How slots are filled: for press::Options.
std::shared_ptr<press::Chooser const> make_chooser(Settings const& settings);

/// The style sheet, fonts and icon under /theme/, which all routes of the paper have already: for another
/// listener's pages.
void add_theme(http::Router& router);

/// Stands in Surrogate-Key and Cache-Tag of every page that caches may keep (Settings::shared_for).
inline constexpr std::string_view kEveryPage = "page";
/// The keys of the pages that this change alters, for caches in front of the paper: to be purged after the
/// press has dropped them (press::Options::after_drop).
std::vector<std::string> outdated_keys(database::Change const& change);

/// Headers that go with every answer: a Content-Security-Policy under which nothing runs (but, where pages are
/// shared, the one script that fills their open places) and nothing is loaded from elsewhere, and what keeps browsers from telling others where a reader has been.
http::Fields security_headers(Settings const& settings);

}  // namespace allmende::site
