#pragma once
// Letters for tests, and the test server that they go to.

#include <fcntl.h>
#include <fmt/format.h>
#include <gmock/gmock.h>
#include <sys/wait.h>
#include <unistd.h>

#include <csignal>
#include <fstream>
#include <thread>

#include "mail/mail.h"

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
  explicit TestServer(std::vector<std::string> options = {}) {
    options.insert(options.begin(), {"python3", "-B", ALLMENDE_SOURCE "/tests/support/smtp_server.py", folder().string()});
    int in[2], out[2];
    if (pipe2(in, O_CLOEXEC) != 0 || pipe2(out, O_CLOEXEC) != 0) throw std::runtime_error("no pipe");
    process_ = fork();
    if (process_ == 0) {
      dup2(in[0], STDIN_FILENO);
      dup2(out[1], STDOUT_FILENO);
      std::vector<char*> words;
      for (std::string& option : options) words.push_back(option.data());
      words.push_back(nullptr);
      execvp("python3", words.data());
      _exit(2);
    }
    close(in[0]);
    close(out[1]);
    input_ = in[1];
    std::unique_ptr<FILE, int (*)(FILE*)> said(fdopen(out[0], "r"), fclose);
    int port = 0;
    if (fscanf(said.get(), "port %d", &port) != 1) throw std::runtime_error("the test server does not start");
    port_ = static_cast<std::uint16_t>(port);
  }
  /// It ends with its input.
  ~TestServer() {
    close(input_);
    waitpid(process_, nullptr, 0);
  }

  Server at(Server::Security security = Server::Security::plain) const {
    return {.host = "127.0.0.1", .port = port_, .security = security, .patience = 10s};
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
  Scratch scratch_;
  pid_t process_ = 0;
  int input_ = -1;
  std::uint16_t port_ = 0;
};

}  // namespace allmende::mail
