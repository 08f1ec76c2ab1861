#include "theme/theme.h"

#include <cstdlib>
#include <string>
#include <vector>

#include "embedded/theme.h"
#include "names.h"

namespace allmende::theme {

namespace {

constexpr std::string_view kFolder = "/theme/";

std::string_view type_of(std::string_view name) {
  if (name.ends_with(".css")) return "text/css; charset=utf-8";
  if (name.ends_with(".woff2")) return "font/woff2";
  if (name.ends_with(".js")) return "text/javascript; charset=utf-8";
  if (name.ends_with(".svg")) return "image/svg+xml";
  return "application/octet-stream";
}

// Addresses are put together once; the vector is never changed again, so views into it stay good.
std::vector<std::string> addresses() {
  std::vector<std::string> result;
  for (std::string_view const served : kServedNames) {
    result.push_back(std::string(kFolder).append(served));
  }
  return result;
}

std::string_view embedded_bytes(std::string_view name) {
  for (embedded::File const& file : embedded::theme()) {
    if (file.name == name) return file.bytes;
  }
  return {};
}

std::vector<File> collected() {
  static std::vector<std::string> const served = addresses();
  std::vector<File> result;
  for (std::string_view const one : served) {
    std::string_view const hash = one.substr(kFolder.size(), one.find('.') - kFolder.size());
    std::string_view const name = one.substr(one.find('.') + 1);
    std::string_view const bytes = embedded_bytes(name);
    auto shorter = [&](std::string_view ending) {
      std::string_view const coded = embedded_bytes(std::string(name).append(ending));
      return coded.size() < bytes.size() ? coded : std::string_view();
    };
    result.push_back({name, one, hash, type_of(name), bytes, shorter(".gz"), shorter(".br")});
  }
  return result;
}

}  // namespace

std::span<File const> files() {
  static std::vector<File> const all = collected();
  return all;
}

std::string_view address(std::string_view name) {
  for (File const& file : files()) {
    if (file.name == name) return file.address;
  }
  std::abort();
}

std::span<std::string_view const> preloaded_fonts() {
  static std::string_view const fonts[] = {address("head.woff2"), address("text.woff2"),
                                           address("sans.woff2"), address("sans-bold.woff2")};
  return fonts;
}

}  // namespace allmende::theme
