#include "http/forwarded.h"

#include <arpa/inet.h>
#include <fmt/format.h>
#include <netinet/in.h>

#include <algorithm>
#include <charconv>
#include <cstring>

#include "base/result.h"
#include "http/coding.h"
#include "http/options.h"

namespace allmende::http {

namespace {

constexpr NetworkAddress kIpv4 = {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xff};
constexpr std::size_t kIpv4At = 12;
constexpr unsigned kIpv4Bits = 96;
constexpr unsigned kAllBits = 128;

Source source_of(NetworkAddress const& address) {
  Source source = {};
  if (std::equal(kIpv4.begin(), kIpv4.begin() + kIpv4At, address.begin())) {
    std::copy(address.begin() + kIpv4At, address.end(), source.begin() + 4);
  } else {
    std::copy_n(address.begin(), source.size(), source.begin());
  }
  return source;
}

/// "for=192.0.2.1;proto=https" → "192.0.2.1".
std::string_view for_of(std::string_view element) {
  while (!element.empty()) {
    std::string_view value = take_until(element, ';');
    std::string_view name = take_until(value, '=');
    if (same_word(name, "for")) return value;
  }
  return {};
}

/// The values of all headers of this name, in order, as if they were one list.
std::vector<std::string_view> list_of(Fields const& headers, std::string_view name) {
  std::vector<std::string_view> list;
  for (Field const& field : headers) {
    if (!same_word(field.name, name)) continue;
    std::string_view rest = field.value;
    while (!rest.empty()) list.push_back(take_until(rest, ','));
  }
  return list;
}

}  // namespace

std::optional<NetworkAddress> address_of(sockaddr_storage const& address) {
  NetworkAddress out = kIpv4;
  if (address.ss_family == AF_INET) {
    sockaddr_in v4;
    std::memcpy(&v4, &address, sizeof v4);
    std::memcpy(out.data() + kIpv4At, &v4.sin_addr, 4);
    return out;
  }
  if (address.ss_family != AF_INET6) return std::nullopt;
  sockaddr_in6 v6;
  std::memcpy(&v6, &address, sizeof v6);
  std::memcpy(out.data(), &v6.sin6_addr, out.size());
  return out;
}

std::optional<NetworkAddress> parse_address(std::string_view text) {
  text = trimmed(text);
  if (text.starts_with('"') && text.ends_with('"') && text.size() > 1) {
    text = text.substr(1, text.size() - 2);
  }
  if (text.starts_with('[')) {
    std::size_t end = text.find(']');
    if (end == std::string_view::npos) return std::nullopt;
    text = text.substr(1, end - 1);
  } else if (std::ranges::count(text, ':') == 1) {
    text = text.substr(0, text.find(':'));
  }
  std::string whole(text);
  NetworkAddress out = kIpv4;
  if (inet_pton(AF_INET, whole.c_str(), out.data() + kIpv4At) == 1) return out;
  if (inet_pton(AF_INET6, whole.c_str(), out.data()) == 1) return out;
  return std::nullopt;
}

std::optional<Proxies::Network> Proxies::parse(std::string_view text) {
  std::string_view bits = text;
  std::string_view name = take_until(bits, '/');
  if (name.find_first_of("[]\"") != std::string_view::npos) return std::nullopt;
  bool is_ipv6 = name.contains(':');
  if (is_ipv6 && std::ranges::count(name, ':') < 2) return std::nullopt;
  auto address = parse_address(name);
  if (!address) return std::nullopt;
  unsigned most = is_ipv6 ? kAllBits : kAllBits - kIpv4Bits;
  unsigned count = most;
  if (text.contains('/')) {
    auto [end, error] = std::from_chars(bits.data(), bits.data() + bits.size(), count);
    if (error != std::errc() || end != bits.data() + bits.size() || count > most) return std::nullopt;
  }
  return Network{*address, is_ipv6 ? count : count + kIpv4Bits};
}

bool is_network(std::string_view text) { return Proxies::parse(text).has_value(); }

Proxies::Proxies(std::vector<std::string> const& networks) {
  for (std::string const& text : networks) {
    auto network = parse(text);
    if (!network) throw Fault(fmt::format("\"{}\" is no address and no network", text));
    networks_.push_back(*network);
  }
}

bool Proxies::contains(NetworkAddress const& address) const {
  return std::ranges::any_of(networks_, [&](Network const& network) {
    auto whole = static_cast<std::ptrdiff_t>(network.bits / 8);
    unsigned rest = network.bits % 8;
    if (!std::equal(address.begin(), address.begin() + whole, network.address.begin())) return false;
    if (rest == 0) return true;
    auto at = static_cast<std::size_t>(whole);
    return (address[at] ^ network.address[at]) >> (8 - rest) == 0;
  });
}

bool Proxies::contains(sockaddr_storage const& address) const {
  if (networks_.empty()) return false;
  auto known = address_of(address);
  return known && contains(*known);
}

std::optional<Source> Proxies::source_in(Fields const& headers) const {
  auto list = list_of(headers, "X-Forwarded-For");
  if (list.empty()) {
    list = list_of(headers, "Forwarded");
    for (std::string_view& element : list) element = for_of(element);
  }
  for (auto at = list.rbegin(); at != list.rend(); ++at) {
    auto address = parse_address(*at);
    if (!address) return std::nullopt;  // "unknown", a made-up name, or nonsense
    if (!contains(*address)) return source_of(*address);
  }
  return std::nullopt;
}

void forget_source(Fields& headers) {
  std::erase_if(headers, [](Field const& field) {
    constexpr std::string_view kPrefix = "X-Forwarded-";
    std::string_view name = field.name;
    return same_word(name.substr(0, kPrefix.size()), kPrefix) || same_word(name, "Forwarded") ||
           same_word(name, "X-Real-IP");
  });
}

}  // namespace allmende::http
