// What holds for every address of this room.

#include "giving/test_giving.h"

namespace allmende::giving {
namespace {

using namespace giving::test;

class Routes : public GivingTest {
 protected:
  /// An address of the route, with a link that is good.
  static std::string address(http::Route const& route, std::string const& own) {
    std::string it = route.pattern;
    std::string const token = own.substr(own.rfind('/') + 1);
    for (auto const& [name, value] : {std::pair<std::string, std::string>("{marke}", token), {"{vereinbarung}", "1"}}) {
      if (auto at = it.find(name); at != it.npos) it.replace(at, name.size(), value);
    }
    return it;
  }
};
ALLMENDE_ON_BOTH_ENGINES(Routes);

TEST_P(Routes, are_kept_by_nobody) {
  std::string const own = give();
  std::size_t count = 0;
  for (http::Route const* route : router.routes()) {
    auto answer = ask(route->method, address(*route, own), form(debit_form()));
    EXPECT_THAT(std::string(answer.header("Cache-Control").value_or("")), HasSubstr("no-store")) << route->pattern;
    ++count;
  }
  EXPECT_GE(count, 16U);
}

TEST_P(Routes, answer_once_more_without_being_kept_when_something_was_done) {
  std::string const own = give();
  EXPECT_THAT(std::string(post(own + "/1", {{"was", "pause"}}).header("Cache-Control").value_or("")), HasSubstr("no-store"));
}

TEST_P(Routes, take_no_form_from_elsewhere) {
  std::string const own = give();
  std::vector<http::Fields> const elsewhere{
      {},
      {{"Origin", "https://butt.example"}},
      {{"Origin", "null"}},
      {{"Origin", "https://blatt.example.butt.example"}},
      {{"Origin", kAddress}, {"Sec-Fetch-Site", "cross-site"}},
      {{"Origin", kAddress}, {"Sec-Fetch-Site", "same-site"}},
      {{"Sec-Fetch-Site", "none"}}};
  int posts = 0;
  for (http::Route const* route : router.routes()) {
    if (route->method != Method::post) continue;
    ++posts;
    for (auto const& headers : elsewhere) {
      auto answer = ask(Method::post, address(*route, own), form({{"was", "ende"}, {"email", kEmail}, {"referenz", stored().reference.printed()}}), headers);
      EXPECT_EQ(status(answer), 403) << route->pattern;
      EXPECT_THAT(text(answer), HasSubstr("Nothing was done"));
    }
  }
  EXPECT_EQ(posts, 8);
  EXPECT_EQ(stored().state, AgreementState::active);
  EXPECT_THAT(letters(), IsEmpty());
}

TEST_P(Routes, have_secret_paths_where_a_link_lets_somebody_in) {
  for (http::Route const* route : router.routes()) {
    EXPECT_EQ(route->has_secret_path, route->pattern.starts_with("/beitrag/mein/") || route->pattern.starts_with("/beitrag/bestaetigen/")) << route->pattern;
  }
}

}  // namespace
}  // namespace allmende::giving
