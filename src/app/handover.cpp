#include "app/handover.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <poll.h>
#include <spawn.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <sys/wait.h>

#include <charconv>
#include <chrono>
#include <csignal>
#include <cstring>
#include <fstream>
#include <optional>
#include <sstream>

extern char** environ;

namespace allmende::app {

namespace {

using namespace std::chrono_literals;

constexpr char const* kSockets = "ALLMENDE_SOCKETS";
constexpr char const* kReady = "ALLMENDE_READY";
constexpr int kFirstOfSystemd = 3;
constexpr auto kPatience = 60s;
constexpr auto kLook = 100ms;

std::string taken_from_environment(char const* name) {
  char const* value = std::getenv(name);
  std::string text = value == nullptr ? "" : value;
  unsetenv(name);
  return text;
}

std::optional<int> number_in(std::string_view text) {
  int number = -1;
  auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  bool whole = error == std::errc() && end == text.data() + text.size() && number >= 0;
  return whole ? std::optional(number) : std::nullopt;
}

std::vector<std::string> split(std::string const& text, char separator) {
  std::vector<std::string> parts;
  std::istringstream in(text);
  for (std::string part; std::getline(in, part, separator);) parts.push_back(part);
  return parts;
}

http::Descriptor taken(int number) {
  fcntl(number, F_SETFD, FD_CLOEXEC);
  return http::Descriptor(number);
}

/// Every variable but those that are for one program alone.
std::vector<std::string> environment_with(std::vector<std::string> more) {
  for (char** each = environ; *each != nullptr; ++each) more.emplace_back(*each);
  return more;
}

std::vector<std::string> own_words() {
  std::ifstream file("/proc/self/cmdline", std::ios::binary);
  std::ostringstream text;
  text << file.rdbuf();
  return split(text.str(), '\0');
}

std::vector<char*> pointers(std::vector<std::string>& words) {
  std::vector<char*> out;
  for (std::string& word : words) out.push_back(word.data());
  out.push_back(nullptr);
  return out;
}

/// Begins the program, which gets these descriptors under their own numbers.
Result<pid_t> spawn(std::vector<int> const& descriptors, std::vector<std::string> environment) {
  std::vector<std::string> words = own_words();
  if (words.empty()) return refuse(Code::conflict, "the words it was started with are not known");
  posix_spawn_file_actions_t actions;
  posix_spawn_file_actions_init(&actions);
  // The same number twice: the system lets it through to the new program.
  for (int number : descriptors) posix_spawn_file_actions_adddup2(&actions, number, number);
  pid_t child = 0;
  // Found as the shell found this one: a new version at the same place is the one that starts.
  int failed = posix_spawnp(&child, words.front().c_str(), &actions, nullptr, pointers(words).data(),
                            pointers(environment).data());
  posix_spawn_file_actions_destroy(&actions);
  if (failed != 0) return refuse(Code::conflict, std::strerror(failed), words.front());
  return child;
}

/// Waits for the one byte. A program that has ended says none.
Result<void> wait_for(http::Descriptor const& ready, std::stop_token const& stop) {
  auto end = std::chrono::steady_clock::now() + kPatience;
  while (std::chrono::steady_clock::now() < end && !stop.stop_requested()) {
    pollfd waiting{ready.number(), POLLIN, 0};
    if (poll(&waiting, 1, static_cast<int>(std::chrono::milliseconds(kLook).count())) <= 0) continue;
    char byte = 0;
    if (read(ready.number(), &byte, 1) == 1) return {};
    return refuse(Code::conflict, "the new program has ended; what it said stands above");
  }
  return refuse(Code::conflict, stop.stop_requested() ? "this program is to stop" : "the new program is not ready");
}

void tell_systemd(std::string const& what) {
  char const* name = std::getenv("NOTIFY_SOCKET");
  sockaddr_un address = {};
  address.sun_family = AF_UNIX;
  if (name == nullptr || std::strlen(name) >= sizeof address.sun_path) return;
  std::strcpy(address.sun_path, name);
  if (name[0] == '@') address.sun_path[0] = '\0';  // a name in no file system
  http::Descriptor socket(::socket(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC, 0));
  auto size = static_cast<socklen_t>(offsetof(sockaddr_un, sun_path) + std::strlen(name));
  (void)sendto(socket.number(), what.data(), what.size(), MSG_NOSIGNAL, reinterpret_cast<sockaddr*>(&address), size);
}

}  // namespace

Inheritance Inheritance::take() {
  Inheritance out;
  auto add = [&out](std::string const& name, int number) {
    out.sockets_[name].push_back(std::make_shared<http::Descriptor>(taken(number)));
  };
  for (std::string const& entry : split(taken_from_environment(kSockets), ',')) {
    std::size_t colon = entry.find(':');
    if (colon == std::string::npos) continue;
    if (auto number = number_in(std::string_view(entry).substr(colon + 1))) add(entry.substr(0, colon), *number);
  }
  if (auto number = number_in(taken_from_environment(kReady))) out.ready_ = taken(*number);
  std::vector<std::string> names = split(taken_from_environment("LISTEN_FDNAMES"), ':');
  int count = number_in(taken_from_environment("LISTEN_FDS")).value_or(0);
  bool is_for_us = number_in(taken_from_environment("LISTEN_PID")) == getpid();
  for (int i = 0; is_for_us && i < count; ++i) {
    auto place = static_cast<std::size_t>(i);
    bool named = place < names.size() && (names[place] == "operator" || names[place] == "redirect");
    add(named ? names[place] : "readers", kFirstOfSystemd + i);
  }
  return out;
}

SharedSockets Inheritance::sockets(std::string const& name) const {
  auto found = sockets_.find(name);
  return found == sockets_.end() ? SharedSockets() : found->second;
}

void Inheritance::say_ready() {
  sockets_.clear();
  if (ready_.number() >= 0) (void)write(ready_.number(), "1", 1);
  ready_ = http::Descriptor();
  tell_systemd("READY=1");
}

Result<int> start_successor(NamedSockets const& sockets, std::stop_token stop) {
  int ends[2] = {};
  if (pipe2(ends, O_CLOEXEC) != 0) throw Fault(std::strerror(errno));
  http::Descriptor ready(ends[0]);
  http::Descriptor its_end(ends[1]);
  std::vector<int> numbers = {its_end.number()};
  std::string names;
  for (auto const& [name, socket] : sockets) {
    numbers.push_back(socket.number());
    names += fmt::format("{}{}:{}", names.empty() ? "" : ",", name, socket.number());
  }
  pid_t child = TRY(spawn(numbers, environment_with({fmt::format("{}={}", kSockets, names),
                                                     fmt::format("{}={}", kReady, its_end.number())})));
  its_end = http::Descriptor();
  auto is_ready = wait_for(ready, stop);
  if (is_ready) return child;
  kill(child, SIGKILL);
  waitpid(child, nullptr, 0);
  return std::unexpected(is_ready.error());
}

void announce_successor(int process) { tell_systemd(fmt::format("MAINPID={}", process)); }

}  // namespace allmende::app
