#pragma once
// Letters for tests, and the test server that they go to.

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <unistd.h>

#include <csignal>
#include <fstream>
#include <thread>

#include "mail/mail.h"
#include "tests/support/python_server.h"

namespace allmende::mail {

using namespace std::chrono_literals;

inline Instant at(std::string_view text) { return Instant::parse(text).value(); }
inline Instant const kNow = at("2026-11-27T09:00:00Z");

inline Mailbox mailbox(std::string_view text) { return Mailbox::parse(text).value(); }

inline Message message(std::string subject, std::string text) {
  return {.from = mailbox("Hafenblatt <redaktion@hafenblatt.example>"), .to = mailbox("ada@hafenblatt.example"),
          .subject = std::move(subject), .text = std::move(text)};
}
inline Letter letter(Message const& message) { return write(message, kNow, "0a1b").value(); }

inline std::string bytes_of(std::filesystem::path const& file) {
  std::ifstream in(file, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

/// A folder of the test's own.
class Scratch {
 public:
  Scratch() : path_(std::filesystem::temp_directory_path() / fmt::format("allmende_mail_{}_{}", getpid(), ++count())) {
    std::filesystem::create_directories(path_);
  }
  ~Scratch() { std::filesystem::remove_all(path_); }
  std::filesystem::path const& path() const { return path_; }

 private:
  static int& count() {
    static int it = 0;
    return it;
  }
  std::filesystem::path path_;
};

/// What Python's email package reads in a letter, see tests/support/read_mail.py.
inline std::string read_by_python(std::string_view bytes) {
  Scratch scratch;
  std::ofstream(scratch.path() / "letter.eml", std::ios::binary) << bytes;
  std::string line = fmt::format("python3 -B {}/tests/support/read_mail.py {}/letter.eml", ALLMENDE_SOURCE, scratch.path().string());
  std::unique_ptr<FILE, int (*)(FILE*)> output(popen(line.c_str(), "r"), pclose);
  std::string text;
  char buffer[4096];
  while (std::size_t got = fread(buffer, 1, sizeof buffer, output.get())) text.append(buffer, got);
  return text;
}

/// tests/support/smtp_server.py with these options.
class TestServer {
 public:
  explicit TestServer(std::vector<std::string> options = {}) : server_(words(std::move(options))) {}

  Server at(Server::Security security = Server::Security::plain) const {
    return {.host = "127.0.0.1", .port = server_.port(), .security = security, .patience = 10s};
  }

  std::filesystem::path folder() const { return scratch_.path(); }
  std::string letter(int number) const { return bytes_of(folder() / fmt::format("{}.eml", number)); }
  std::string envelope(int number) const { return bytes_of(folder() / fmt::format("{}.json", number)); }
  int letters() const {
    int count = 0;
    while (std::filesystem::exists(folder() / fmt::format("{}.json", count + 1))) ++count;
    return count;
  }

 private:
  std::vector<std::string> words(std::vector<std::string> options) const {
    options.insert(options.begin(), {ALLMENDE_SOURCE "/tests/support/smtp_server.py", folder().string()});
    return options;
  }

  Scratch scratch_;
  test::PythonServer server_;
};

}  // namespace allmende::mail
