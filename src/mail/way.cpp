#include "mail/way.h"

#include <fcntl.h>
#include <unistd.h>

#include <charconv>
#include <cerrno>
#include <cstring>

#include "mail/smtp.h"

namespace allmende::mail {

namespace fs = std::filesystem;

namespace {

bool is_host(std::string_view host) {
  return !host.empty() && std::ranges::all_of(host, [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '.' || c == '-';
  });
}

bool is_bracketed(std::string_view host) {
  return host.starts_with('[') && host.ends_with(']') && host.size() > 2 &&
         std::ranges::all_of(host.substr(1, host.size() - 2), [](char c) {
           return (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F') || (c >= '0' && c <= '9') || c == ':' || c == '.';
         });
}

bool is_this_machine(std::string_view host) {
  return host == "localhost" || host == "127.0.0.1" || host == "[::1]";
}

std::unexpected<Refusal> no_server() {
  return refuse(Code::invalid, "a mail server is \"smtps://host\" or \"smtp://host\", with or without a port behind it");
}

/// Written under another name first: nobody sees half a letter.
void write_file(fs::path const& file, std::string_view bytes) {
  fs::path unfinished = file;
  unfinished += ".unfinished";
  int descriptor = ::open(unfinished.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
  if (descriptor < 0) throw Fault(fmt::format("cannot write {}: {}", unfinished.string(), std::strerror(errno)));
  bool is_written = true;
  while (is_written && !bytes.empty()) {
    ssize_t written = ::write(descriptor, bytes.data(), bytes.size());
    is_written = written > 0;
    if (is_written) bytes.remove_prefix(static_cast<std::size_t>(written));
  }
  is_written = is_written && ::fsync(descriptor) == 0;
  ::close(descriptor);
  if (!is_written || ::rename(unfinished.c_str(), file.c_str()) != 0) {
    throw Fault(fmt::format("cannot write {}: {}", file.string(), std::strerror(errno)));
  }
}

void put_into(Folder const& way, Letter const& letter, std::string_view id) {
  std::error_code error;
  fs::create_directories(way.folder, error);
  if (error) throw Fault(fmt::format("cannot make {}: {}", way.folder.string(), error.message()));
  write_file(way.folder / fmt::format("{}.eml", id), letter.bytes);
}

}  // namespace

Result<Server> Server::at(std::string_view address) {
  bool tls = address.starts_with("smtps://");
  if (!tls && !address.starts_with("smtp://")) return no_server();
  address.remove_prefix(address.find("//") + 2);
  Server server;
  std::size_t colon = address.find(':', address.starts_with('[') ? std::min(address.find(']'), address.size()) : 0);
  std::string_view host = address.substr(0, colon);
  if (!is_host(host) && !is_bracketed(host)) return no_server();
  server.host = std::string(host);
  bool here = is_this_machine(host);
  server.security = tls ? Security::tls : here ? Security::plain : Security::starttls;
  server.port = tls ? 465 : here ? 25 : 587;
  if (colon == address.npos) return server;
  std::string_view port = address.substr(colon + 1);
  auto [end, error] = std::from_chars(port.data(), port.data() + port.size(), server.port);
  if (error != std::errc() || end != port.data() + port.size() || server.port == 0) return no_server();
  return server;
}

Result<void> send(Way const& way, Letter const& letter, std::string_view id, std::stop_token stop) {
  if (auto const* server = std::get_if<Server>(&way)) return send_to_server(*server, letter, stop);
  put_into(std::get<Folder>(way), letter, id);
  return {};
}

}  // namespace allmende::mail
