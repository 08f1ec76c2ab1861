#include "site/advertising_desk.h"

#include "site/campaign_view.h"

namespace allmende::site {

using advertising::Campaign;
using advertising::Place;

namespace {

bool has(Campaign const& campaign, Place place) {
  return std::ranges::find(campaign.places, place) != campaign.places.end();
}

}  // namespace

AdvertisingDesk::AdvertisingDesk(Context context, database::Database& database, press::Press& press)
    : context_(std::move(context)),
      database_(database),
      press_(press),
      clock_(context_.now()),
      today_(context_.words().day_of(clock_)) {
  {
    auto tx = context_.read();
    shown_today_ = advertising::shown_on(tx, today_);
  }
  fill();
}

void AdvertisingDesk::fill() {
  std::lock_guard lock(mutex_);
  auto tx = context_.read();
  campaigns_.clear();
  for (Campaign& campaign : advertising::all_campaigns(tx)) campaigns_.emplace(campaign.slug, std::move(campaign));
  Instant now = context_.now();
  for (Place place : advertising::kPlaces) {
    bool in_articles = place == Place::article || place == Place::article_end;
    std::size_t languages = in_articles ? context_.all_words().size() : 1;
    for (std::size_t i = 0; i < languages; ++i) fill(tx, place, i, now);
  }
  open_and_close(now);
}

/// Those that run before those that are to come, when there are too many for one place.
std::vector<Campaign> AdvertisingDesk::of_place(Place place, Instant now) const {
  std::vector<Campaign> found;
  for (auto const& [slug, campaign] : campaigns_) {
    bool over = campaign.to && *campaign.to <= now;
    if (!over && has(campaign, place)) found.push_back(campaign);
  }
  if (found.size() <= advertising::kMostOfPlace) return found;
  std::ranges::stable_sort(found, {}, [&](Campaign const& campaign) {
    return campaign.from && *campaign.from > now ? campaign.from->microseconds() : INT64_MIN;
  });
  found.erase(found.begin() + advertising::kMostOfPlace, found.end());
  return found;
}

void AdvertisingDesk::fill(database::ReadTx& tx, Place place, std::size_t language, Instant now) {
  auto campaigns = of_place(place, now);
  auto sharing = std::make_shared<Sharing const>(place, campaigns);
  std::vector<html::Html> views;
  std::vector<std::string> pieces;
  for (Campaign const& campaign : campaigns) {
    views.push_back(campaign_view(context_, tx, campaign, place, context_.all_words()[language]));
    pieces.push_back(views.back().bytes());
  }
  Filled& filled = filled_[kind_of(place, language)];
  bool is_same = filled.sharing && filled.pieces == pieces && filled.sharing->slugs == sharing->slugs &&
                 filled.sharing->weights == sharing->weights;
  if (is_same) return;
  filled = {std::move(pieces), sharing};
  sharings_.push_back(sharing);
  open_and_close(now);
  press_.set_fillings(kind_of(place, language), views, sharing);
}

bool AdvertisingDesk::is_altered_by(database::Change const& change) const {
  if (change.what == "campaign") return true;
  if (change.what != "picture") return false;
  std::lock_guard lock(mutex_);
  return std::ranges::any_of(campaigns_, [&](auto const& each) {
    return each.second.picture && each.second.picture->file == change.which;
  });
}

bool AdvertisingDesk::is_open(Slug const& slug, Place place, Instant now) const {
  auto campaign = campaigns_.find(slug);
  if (campaign == campaigns_.end() || !has(campaign->second, place)) return false;
  auto shown = shown_today_.find(slug);
  return advertising::may_be_shown(campaign->second, now, shown == shown_today_.end() ? 0 : shown->second);
}

void AdvertisingDesk::open_and_close(Instant now) {
  std::erase_if(sharings_, [](auto const& each) { return each.expired(); });
  for (auto const& each : sharings_) {
    auto sharing = each.lock();
    if (!sharing) continue;
    std::uint32_t open = 0;
    for (std::size_t i = 0; i < sharing->slugs.size(); ++i) {
      if (is_open(sharing->slugs[i], sharing->place, now)) open |= std::uint32_t{1} << i;
    }
    sharing->open.store(open, std::memory_order_relaxed);
  }
}

void AdvertisingDesk::begin_day(Instant now) {
  Date day = context_.words().day_of(now);
  if (day == today_) return;
  today_ = day;
  shown_today_.clear();
}

Instant AdvertisingDesk::follow_clock(Instant now) {
  auto shown = press_.take_shown();
  std::unique_lock lock(mutex_);
  take(shown);
  begin_day(now);
  open_and_close(now);
  Instant next = context_.words().start_of(today_.plus_days(1));
  bool one_is_over = false;
  for (auto const& [slug, campaign] : campaigns_) {
    if (auto turn = advertising::next_turn(campaign, now)) next = std::min(next, *turn);
    one_is_over |= campaign.to && *campaign.to > clock_ && *campaign.to <= now;
  }
  clock_ = now;
  lock.unlock();
  if (one_is_over) fill();
  return next;
}

/// What was shown since midnight and is taken only now counts as of the day before: a second's worth.
void AdvertisingDesk::take(std::vector<press::Shown> const& shown) {
  for (press::Shown const& each : shown) {
    auto const* sharing = dynamic_cast<Sharing const*>(each.policy.get());
    if (sharing == nullptr) continue;
    Slug const& slug = sharing->slugs.at(each.number - 1);
    counted_[{slug, sharing->place, today_}].shown += static_cast<std::int64_t>(each.times);
    shown_today_[slug] += each.times;
  }
}

void AdvertisingDesk::look() {
  auto shown = press_.take_shown();
  Instant now = context_.now();
  std::lock_guard lock(mutex_);
  take(shown);
  begin_day(now);
  open_and_close(now);
}

void AdvertisingDesk::count_click(Slug const& campaign, Place place) {
  std::lock_guard lock(mutex_);
  ++counted_[{campaign, place, today_}].clicked;
}

void AdvertisingDesk::keep() {
  look();
  std::map<Key, Sums> batch;
  std::optional<Date> day;
  {
    std::lock_guard lock(mutex_);
    batch = std::exchange(counted_, {});
    day = today_;
  }
  if (batch.empty()) return;
  std::map<Slug, std::uint64_t> stored;
  try {
    std::vector<advertising::Count> counts;
    for (auto const& [key, sums] : batch) {
      auto const& [slug, place, of_day] = key;
      counts.push_back({slug, place, of_day, sums.shown, sums.clicked});
    }
    auto tx = database_.write();
    advertising::add_counts(tx, counts);
    stored = advertising::shown_on(tx, *day);
    tx.commit();
  } catch (...) {
    std::lock_guard lock(mutex_);
    for (auto const& [key, sums] : batch) {
      counted_[key].shown += sums.shown;
      counted_[key].clicked += sums.clicked;
    }
    throw;
  }
  // Other servers of this paper may have shown them too.
  std::lock_guard lock(mutex_);
  if (today_ != *day) return;
  shown_today_ = std::move(stored);
  for (auto const& [key, sums] : counted_) {
    if (std::get<Date>(key) == today_) shown_today_[std::get<Slug>(key)] += static_cast<std::uint64_t>(sums.shown);
  }
}

}  // namespace allmende::site
