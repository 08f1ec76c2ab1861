#include "http/router.h"

#include <gtest/gtest.h>

namespace allmende::http {
namespace {

Handler says(std::string word) {
  return [word](Request const& request) {
    std::string text = word;
    for (char const* name : {"a", "b", "n"}) {
      if (word.contains(std::string("{") + name)) {
        text += "," + std::string(request.parameter(name));
      }
    }
    return Response::text(text);
  };
}

Router table() {
  Router router;
  for (std::string pattern :
       {"/", "/x", "/x/{a}", "/x/exact", "/x/{a}/y", "/x/{a}/{b}", "/x/exact/only", "/map.xml",
        "/map-{n}.xml", "/{a}.txt", "/x/pre-{a}", "/dir/"}) {
    router.get(pattern, "route", says(pattern));
  }
  router.post("/x", "post", says("posted"));
  return router;
}

std::string body(Router const& router, std::string_view path, Method method = Method::get) {
  return std::string(router.answer(*Request::make(method, path)).body().view());
}

Status status(Router const& router, std::string_view path, Method method = Method::get) {
  return router.answer(*Request::make(method, path)).status();
}

TEST(Router, finds_the_route_that_fits_best) {
  Router router = table();
  EXPECT_EQ(body(router, "/"), "/");
  EXPECT_EQ(body(router, "/x"), "/x");
  EXPECT_EQ(body(router, "/x/1"), "/x/{a},1");
  EXPECT_EQ(body(router, "/x/exact"), "/x/exact");
  EXPECT_EQ(body(router, "/x/1/y"), "/x/{a}/y,1");
  EXPECT_EQ(body(router, "/x/1/2"), "/x/{a}/{b},1,2");
  EXPECT_EQ(body(router, "/x/exact/2"), "/x/{a}/{b},exact,2") << "goes back to the name";
  EXPECT_EQ(body(router, "/x/pre-1"), "/x/pre-{a},1");
  EXPECT_EQ(body(router, "/x/pre-"), "/x/{a},pre-") << "a name stands for at least one character";
  EXPECT_EQ(body(router, "/map-12.xml"), "/map-{n}.xml,12");
  EXPECT_EQ(body(router, "/map.xml"), "/map.xml");
  EXPECT_EQ(body(router, "/robots.txt"), "/{a}.txt,robots");
  EXPECT_EQ(body(router, "/dir/"), "/dir/");
}

TEST(Router, says_what_is_not_there_and_what_is_not_allowed) {
  Router router = table();
  for (char const* path : {"/y", "/x/1/2/3", "//x", "/x//y", "/map-.xml", "/X"}) {
    EXPECT_EQ(status(router, path), Status::not_found) << path;
  }
  Response response = router.answer(*Request::make(Method::delete_, "/x"));
  EXPECT_EQ(response.status(), Status::method_not_allowed);
  EXPECT_EQ(response.header("Allow"), "GET, HEAD, POST, OPTIONS");
  EXPECT_EQ(body(router, "/x", Method::post), "posted");
  EXPECT_EQ(status(router, "/x/1", Method::post), Status::method_not_allowed);
}

TEST(Router, leads_from_a_slash_too_many_to_the_right_place) {
  Response response = table().answer(*Request::make(Method::get, "/x/%C3%A4%20/?q=%C3%A4"));
  EXPECT_EQ(response.status(), Status::permanent_redirect);
  EXPECT_EQ(response.header("Location"), "/x/%C3%A4%20?q=%C3%A4");
  EXPECT_EQ(status(table(), "//there/"), Status::not_found) << "would lead to another host";
}

TEST(Router, lets_the_program_make_its_own_problem_pages) {
  Router router = table();
  router.get("/refuse", "refuse", [](Request const&) -> Result<Response> {
    return refuse(Code::conflict, "changed meanwhile", "line 3");
  });
  EXPECT_EQ(body(router, "/refuse"), "409 Conflict\nline 3: changed meanwhile\n");
  router.problem_page([](Problem const& problem) {
    return Response::html("<p>" + problem.message + problem.where + problem.path);
  });
  EXPECT_EQ(body(router, "/refuse"), "<p>changed meanwhileline 3/refuse");
  EXPECT_EQ(status(router, "/refuse"), Status::conflict);
  EXPECT_EQ(body(router, "/y"), "<p>/y");
  EXPECT_EQ(status(router, "/y"), Status::not_found);
}

TEST(Router, a_problem_page_that_fails_is_replaced_by_plain_words) {
  Router router;
  router.problem_page([](Problem const&) -> Response { throw Fault("no template"); });
  EXPECT_EQ(body(router, "/y"), "404 Not Found\n\n");
}

TEST(Router, asks_the_fallback_before_it_gives_up) {
  Router router = table();
  router.fallback([](Request const& request) -> Result<Response> {
    if (request.path() != "/old") return refuse(Code::gone, "no more");
    return Response::redirect(Status::moved_permanently, "/x");
  });
  EXPECT_EQ(status(router, "/old"), Status::moved_permanently);
  EXPECT_EQ(status(router, "/older"), Status::gone);
  EXPECT_EQ(status(router, "/x", Method::put), Status::method_not_allowed);
}

TEST(Router, lists_its_routes_in_order) {
  Router router = table();
  auto routes = router.routes();
  ASSERT_EQ(routes.size(), 13u);
  EXPECT_EQ(routes.front()->pattern, "/");
  EXPECT_EQ(routes.back()->name, "post");
  Router moved = std::move(router);
  EXPECT_EQ(moved.routes().front(), routes.front());
}

TEST(Router, a_pattern_that_could_not_work_is_a_bug) {
  for (char const* pattern :
       {"x", "", "/{", "/}", "/{}", "/{a}{b}", "/{a}/{a", "/}a{", "/{a}-{b}"}) {
    EXPECT_THROW(Router().get(pattern, "x", says("x")), Bug) << pattern;
  }
  Router router = table();
  EXPECT_THROW(router.get("/x", "x", says("x")), Bug);
  EXPECT_THROW(router.get("/x/{other}", "x", says("x")), Bug) << "another name at the same place";
  EXPECT_THROW(router.get("/new", "x", nullptr), Bug);
  EXPECT_THROW(router.add({Method::head, "/new", "x", says("x")}), Bug);
}

}  // namespace
}  // namespace allmende::http
