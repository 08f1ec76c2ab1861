#pragma once
// A ZIP in memory, as a bank would send it, for tests.

#include <archive.h>
#include <archive_entry.h>

#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

namespace allmende::test {

struct ZippedFile {
  std::string name;
  std::string bytes;
  unsigned type = AE_IFREG;
};

inline std::string zipped(std::vector<ZippedFile> const& files) {
  std::size_t size = 4096;
  for (auto const& file : files) size += file.bytes.size() + file.bytes.size() / 100 + 2 * file.name.size() + 1024;
  std::string bytes(size, '\0');
  std::size_t used = 0;
  archive* out = archive_write_new();
  archive_write_set_format_zip(out);
  bool good = archive_write_open_memory(out, bytes.data(), bytes.size(), &used) == ARCHIVE_OK;
  for (auto const& file : files) {
    archive_entry* entry = archive_entry_new();
    archive_entry_set_pathname(entry, file.name.c_str());
    archive_entry_set_filetype(entry, file.type);
    archive_entry_set_perm(entry, 0644);
    if (file.type == AE_IFLNK) archive_entry_set_symlink(entry, file.bytes.c_str());
    else archive_entry_set_size(entry, static_cast<la_int64_t>(file.bytes.size()));
    good = good && archive_write_header(out, entry) == ARCHIVE_OK;
    if (file.type == AE_IFREG && !file.bytes.empty()) {
      good = good && archive_write_data(out, file.bytes.data(), file.bytes.size()) >= 0;
    }
    archive_entry_free(entry);
  }
  good = archive_write_close(out) == ARCHIVE_OK && good;
  archive_write_free(out);
  if (!good) throw std::runtime_error("the test's ZIP could not be made");
  bytes.resize(used);
  return bytes;
}

}  // namespace allmende::test
