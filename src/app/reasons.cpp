#include "app/reasons.h"

#include <unistd.h>

#include <cerrno>
#include <system_error>

namespace allmende::app {

namespace fs = std::filesystem;

std::string why_unreadable(fs::path const& file) {
  std::error_code error;
  fs::file_status status = fs::status(file, error);
  if (error == std::errc::permission_denied) return "this user may not look into its folder";
  if (!fs::exists(status)) return "there is no such file";
  if (fs::is_directory(status)) return "it is a folder; give the files in it";
  if (::access(file.c_str(), R_OK) != 0) return "this user may not read it";
  return "the disk does not give it";
}

std::string why_unwritable(fs::path folder) {
  std::error_code error;
  folder = fs::absolute(folder, error);
  while (!fs::exists(folder, error) && !error && folder.has_relative_path()) folder = folder.parent_path();
  if (::access(folder.c_str(), W_OK | X_OK) == 0) return "";
  if (errno == EROFS) return "the disk of " + folder.string() + " is read-only";
  return "this user may not write in " + folder.string();
}

std::string remedy_of(std::string_view fault) {
  auto says = [&](std::string_view words) { return fault.find(words) != std::string_view::npos; };
  if (says("malformed")) return " – the paper's database is torn: restore the paper from a backup";
  if (says("readonly database")) return " – this user may only read the paper: run this as the user that it belongs to";
  if (says("cannot listen on")) return " – --port and --operator-port choose others (0 = any free one)";
  return "";
}

}  // namespace allmende::app
