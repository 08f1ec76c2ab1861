// Says which routes the readers' server has, and which of them answers a path.
//
//   route_table FOLDER < paths      FOLDER is a paper's; a path a line, without its query
//
// prints the pattern of every route, an empty line, and for each path the pattern that matches it
// ("-" where none does).

#include <iostream>

#include "app/serve.h"

namespace allmende::app {
namespace {

Result<void> print(std::filesystem::path const& folder) {
  Paper paper = TRY(Paper::open(folder));
  site::Settings settings = TRY(site_settings(paper.config()));
  press::Press press(press_options(paper.config(), settings, now));
  auto site = TRY(site::Site::make(paper.database(), paper.pictures(), settings, now, press));
  http::Router router = TRY(reader_router(paper, site));
  for (http::Route const* route : router.routes()) std::cout << route->pattern << '\n';
  std::cout << '\n';
  std::string path;
  while (std::getline(std::cin, path)) {
    http::Route const* route = router.match(http::Method::get, path).route;
    std::cout << (route ? route->pattern : "-") << '\n';
  }
  return {};
}

}  // namespace
}  // namespace allmende::app

int main(int count, char** words) {
  if (count != 2) return 64;
  auto printed = allmende::app::print(words[1]);
  if (!printed) std::cerr << printed.error().message << '\n';
  return printed ? 0 : 1;
}
