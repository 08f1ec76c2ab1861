#pragma once
// A press without a server, for this room's tests.

#include <brotli/decode.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <zlib.h>

#include <future>

#include "press/press.h"

namespace allmende::press::testing {

inline std::string gunzipped(std::string_view bytes) {
  z_stream stream = {};
  EXPECT_EQ(inflateInit2(&stream, 15 + 16), Z_OK);
  std::string out(1 << 20, '\0');
  stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(bytes.data()));
  stream.avail_in = static_cast<uInt>(bytes.size());
  stream.next_out = reinterpret_cast<Bytef*>(out.data());
  stream.avail_out = static_cast<uInt>(out.size());
  // Z_STREAM_END: the checksum and the length at the end were right.
  EXPECT_EQ(inflate(&stream, Z_FINISH), Z_STREAM_END);
  EXPECT_EQ(stream.avail_in, 0u);
  out.resize(stream.total_out);
  inflateEnd(&stream);
  return out;
}

inline std::string unbrotlied(std::string_view bytes) {
  std::string out(1 << 20, '\0');
  std::size_t size = out.size();
  EXPECT_EQ(BrotliDecoderDecompress(bytes.size(), reinterpret_cast<std::uint8_t const*>(bytes.data()),
                                    &size, reinterpret_cast<std::uint8_t*>(out.data())),
            BROTLI_DECODER_RESULT_SUCCESS);
  out.resize(size);
  return out;
}

struct Answer {
  http::Status status = http::Status::ok;
  std::string head, body;

  std::string header(std::string_view name) const {
    std::string start = "\r\n" + std::string(name) + ": ";
    std::string all = "\r\n" + head;
    std::size_t at = all.find(start);
    if (at == std::string::npos) return "";
    at += start.size();
    return all.substr(at, all.find("\r\n", at) - at);
  }
  std::string etag() const { return header("ETag"); }
};

/// Chooses what a test says.
struct Chosen : Chooser {
  std::size_t choose(Question const& question) const noexcept override {
    kinds_asked.fetch_or(1ULL << question.kind);
    return by_coin ? question.coin % question.fillings : number.load();
  }
  bool may_keep(Question const& question, std::size_t kept) const noexcept override {
    return kept < question.fillings && kept != gone;
  }
  bool counts(std::string_view user_agent) const noexcept override { return user_agent != "bot"; }

  std::atomic<std::size_t> number = 0;
  std::atomic<std::size_t> gone = 99;  ///< may not be kept
  std::atomic<bool> by_coin = false;
  mutable std::atomic<std::uint64_t> kinds_asked = 0;
};

class Running {
 public:
  explicit Running(std::size_t bytes = 64 << 20)
      : chosen(std::make_shared<Chosen>()),
        press({.bytes = bytes, .always = {{"X-Always", "yes"}}, .clock = [this] { return now; },
               .chooser = chosen}) {}

  /// One route for every address; `maker` must be set before anything is asked.
  void open() {
    handler = press.route("page", {"seite"}, [this](http::Request const& request) -> Result<Sheet> {
      ++made;
      database::Sequence as_of = sequence;
      Sheet sheet = TRY(maker(request));
      if (sheet.as_of == database::Sequence(0)) sheet.as_of = as_of;
      return sheet;
    });
    press.prepare(2);
  }

  /// What makers read from now on has seen the change.
  void commit(database::Change const& change) {
    sequence = change.sequence;
    press.drop(change);
  }

  /// As the server asks: from memory, and nothing when it is not there.
  std::optional<Answer> quick(std::string_view target, std::string_view accept_encoding = "",
                              std::string_view if_none_match = "", std::string_view cookie = "") {
    return quick({.target = target, .accept_encoding = accept_encoding,
                  .if_none_match = if_none_match, .cookie = cookie});
  }
  std::optional<Answer> quick(http::RequestView const& request, std::size_t loop = 0) {
    http::QuickAnswer answer;
    answer.begin(true);
    bool is_there = press.answer(request, loop, answer);
    std::optional<Answer> found;
    if (is_there) found = collected(answer);
    press.release(loop);
    return found;
  }

  /// The ordinary way.
  Result<http::Response> ask(std::string_view target, http::Fields headers = {}) {
    auto promise = std::make_shared<std::promise<Result<http::Response>>>();
    auto future = promise->get_future();
    ask_later(target, std::move(headers), promise);
    return future.get();
  }
  void ask_later(std::string_view target, http::Fields headers,
                 std::shared_ptr<std::promise<Result<http::Response>>> promise) {
    auto request = http::Request::make(http::Method::get, target, std::move(headers));
    handler(std::make_shared<http::Request const>(*request),
            http::Reply([promise](Result<http::Response> response, std::exception_ptr exception) {
              if (exception) promise->set_exception(exception);
              else promise->set_value(std::move(response));
            }));
  }

  Instant now = *Instant::parse("2026-11-21T06:30:00Z");
  database::Sequence sequence = database::Sequence(0);
  std::shared_ptr<Chosen> chosen;
  Press press;
  http::DeferredHandler handler;
  Maker maker;
  std::atomic<int> made = 0;

 private:
  static Answer collected(http::QuickAnswer const& answer) {
    Answer all;
    all.status = answer.status;
    std::string text;
    for (std::string_view piece : answer.pieces()) text += piece;
    std::size_t end = text.find("\r\n\r\n");
    EXPECT_NE(end, std::string::npos);
    all.head = text.substr(0, end + 2);
    all.body = text.substr(end + 4);
    return all;
  }
};

/// Markup of about so many bytes of German, with these kinds of slots spread over it.
inline html::Html long_page(std::size_t bytes, std::vector<unsigned> const& kinds = {},
                            unsigned seed = 1) {
  constexpr std::string_view kWords[] = {"Hafen", "Schleuse", "Genossenschaft", "Werft",  "der",
                                         "die",   "Leser*innen", "»Platt«",     "Deich", "und"};
  html::Html page;
  for (std::size_t part = 0; part <= kinds.size(); ++part) {
    std::string text;
    while (text.size() < bytes / (kinds.size() + 1)) {
      seed = seed * 1103515245 + 12345;
      text += std::string(kWords[seed / 65536 % std::size(kWords)]) + " ";
    }
    page += html::html<"<p>{}</p>\n">(text);
    if (part < kinds.size()) page += html::slot(kinds[part]);
  }
  return page;
}

inline Sheet sheet(html::Html const& page, std::vector<database::Dependency> made_from = {}) {
  Sheet sheet{.response = http::Response::html(page.bytes())};
  sheet.made_from = std::move(made_from);
  return sheet;
}

inline database::Change change(std::int64_t sequence, std::string what, std::string which) {
  return {database::Sequence(sequence), std::move(what), std::move(which),
          *Instant::parse("2026-11-21T06:30:00Z")};
}

}  // namespace allmende::press::testing
