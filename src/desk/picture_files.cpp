// The bytes of pictures, for those who may see them before readers do; and new ones from the staff.

#include "desk/articles.h"
#include "desk/json_answer.h"
#include "desk/pages.h"
#include "desk/pictures.h"

namespace allmende::desk {

namespace {

constexpr std::chrono::hours kKeptByABrowser{1};
constexpr char kComeBackSeconds[] = "2";

http::Response nothing_there() { return http::Response::text("", http::Status::not_found); }

/// A rendition; never an original, which says where and by whom it was made.
http::Response file_answer(House const& house, std::string_view file) {
  media::Pictures const* files = house.settings.picture_files;
  auto bytes = files != nullptr ? files->rendition(file) : std::nullopt;
  if (!bytes) return nothing_there();
  return http::Response::of(media::type_of(media::format_of(file)), *std::move(bytes));
}

http::Response for_the_staff(http::Response answer) {
  if (answer.status() == http::Status::ok) answer.cacheable(kKeptByABrowser, http::Cache::personal);
  return answer;
}

/// One of the few that may have a picture decoded at this moment.
class DecodingTurn {
 public:
  explicit DecodingTurn(House const& house) : turns_(house.decoding_turns), is_mine_(turns_.try_acquire()) {}
  ~DecodingTurn() {
    if (is_mine_) turns_.release();
  }
  DecodingTurn(DecodingTurn const&) = delete;
  DecodingTurn& operator=(DecodingTurn const&) = delete;
  bool is_mine() const { return is_mine_; }

 private:
  std::counting_semaphore<kDecodingAtOnce>& turns_;
  bool is_mine_;
};

http::Response told_no(Work const& work, Refusal const& refusal) {
  auto status = refusal.code == Code::limit       ? http::Status::content_too_large
                : refusal.code == Code::forbidden ? http::Status::forbidden
                                                  : http::Status::unprocessable_content;
  return json_answer({{"message", picture_refusal_words(work.words(), refusal)}}, status);
}

http::Response come_back() {
  auto answer = json_answer({}, http::Status::unavailable);
  answer.set_header("Retry-After", kComeBackSeconds);
  return answer;
}

/// Whether readers of this article would see the picture.
bool uses(newsroom::Article const& article, std::string_view picture) {
  if (article.lead_picture && article.lead_picture->file == picture) return true;
  auto all = newsroom::pictures_of(article.body);
  return std::ranges::find(all, picture, &newsroom::PictureUse::file) != all.end();
}

}  // namespace

Result<http::Response> take_in_picture(Work const& work) {
  media::Pictures const* files = work.house.settings.picture_files;
  if (files == nullptr) return json_answer({}, http::Status::not_found);
  auto looked = [&]() -> std::optional<Result<media::Incoming>> {
    DecodingTurn turn(work.house);
    if (!turn.is_mine()) return std::nullopt;
    return files->look_at(work.request.body());
  }();
  if (!looked) return come_back();
  if (!*looked) return told_no(work, looked->error());
  auto tx = work.house.database.write();
  auto taken = files->take_in(tx, work.actor(), **looked, work.request.query("name").value_or(""), work.now);
  if (!taken) return told_no(work, taken.error());
  auto picture = media::find(tx, taken->name);
  VERIFY(picture.has_value());
  tx.commit();
  json::Object told = picture_told(work, *picture);
  told["known"] = taken->stored == media::Stored::known;
  told["width"] = (*looked)->width;
  told["height"] = (*looked)->height;
  return json_answer(std::move(told));
}

Result<http::Response> picture_rendition(Work const& work) {
  auto width = whole_number(work.request.query("breite").value_or("656"));
  if (!width || *width > 10'000) return nothing_there();
  auto picture = [&] {
    auto tx = work.house.database.read();
    return media::find(tx, work.request.parameter("bild"));
  }();
  media::Rendition const* found = picture ? picture->at_least(static_cast<int>(*width)) : nullptr;
  if (found == nullptr) return nothing_there();
  auto answer = file_answer(work.house, found->file);
  return has_all_sizes(*picture) ? for_the_staff(std::move(answer)) : std::move(answer);  // soon there is a larger one
}

Result<http::Response> rendition_by_file(Work const& work) {
  return for_the_staff(file_answer(work.house, work.request.parameter("datei")));
}

Result<http::Response> preview_picture(Visit const& visit) {
  std::string_view file = visit.request.parameter("datei");
  bool may_be_seen = [&] {
    auto tx = visit.house.database.read();
    auto article = manuscripts::preview(tx, visit.request.parameter("marke"), visit.now);
    if (!article) return false;
    auto picture = media::find_by_rendition(tx, file);
    return picture && picture->may_be_shown(visit.now) && uses(*article, picture->name);
  }();
  return may_be_seen ? file_answer(visit.house, file) : nothing_there();
}

}  // namespace allmende::desk
