// allmende-pictures: looks at one picture and makes its renditions.
//
//   allmende-pictures FILE OUT_DIR WIDTH...
//
// A program of its own, because a picture is the most dangerous thing a stranger can hand to a newspaper:
// its decoders run here, with little memory, little time and nothing else in reach, and the server starts
// without them. Prints the renditions, one a line: "FILE WIDTH HEIGHT". Exit status 2 and a sentence on
// standard error when the file is refused.

#include <sys/resource.h>
#include <vips/vips.h>

#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <memory>
#include <string>
#include <vector>

namespace {

constexpr rlim_t kMemory = 2ULL << 30;      // address space; vips maps generously
constexpr rlim_t kSeconds = 60;             // of processor time
constexpr long long kPixels = 100'000'000;  // a page at 1200 dpi has 140 million, a camera 24 to 60
// Small pictures are shown small on dense screens, where a coarser one is not seen.
int quality_for(int width) { return width <= 640 ? 60 : 72; }

struct Unref {
  void operator()(VipsImage* image) const { g_object_unref(image); }
};
using Image = std::unique_ptr<VipsImage, Unref>;

[[noreturn]] void refuse(std::string const& sentence) {
  std::fprintf(stderr, "%s\n", sentence.c_str());
  std::exit(2);
}

void limit_ourselves() {
  rlimit time{kSeconds, kSeconds};
#ifndef __SANITIZE_ADDRESS__  // which reserves terabytes of address space for itself
  rlimit memory{kMemory, kMemory};
  setrlimit(RLIMIT_AS, &memory);
#endif
  setrlimit(RLIMIT_CPU, &time);
}

/// Only these decoders are wanted; vips knows many more, and each is a door.
bool is_welcome(std::string const& loader) {
  for (char const* wanted : {"jpegload", "pngload", "webpload"}) {
    if (loader.starts_with(wanted)) return true;
  }
  return false;
}

void check(std::string const& file) {
  char const* loader = vips_foreign_find_load(file.c_str());
  if (loader == nullptr) refuse("this is no picture (JPEG, PNG or WebP)");
  std::string nickname = vips_nickname_find(g_type_from_name(loader));
  if (!is_welcome(nickname)) refuse("pictures are JPEG, PNG or WebP");
  VipsImage* header = vips_image_new_from_file(file.c_str(), "access", VIPS_ACCESS_SEQUENTIAL, nullptr);
  if (header == nullptr) refuse("the picture cannot be read");
  Image image(header);
  long long pixels = 1LL * vips_image_get_width(image.get()) * vips_image_get_height(image.get());
  if (pixels > kPixels) refuse("the picture has more than 100 million pixels");
}

/// Turned upright, in sRGB, no wider than asked, never enlarged; metadata (place, camera) stays behind.
bool write_rendition(std::string const& in, std::filesystem::path const& out, int width) {
  VipsImage* small = nullptr;
  if (vips_thumbnail(in.c_str(), &small, width, "height", 10'000, "size", VIPS_SIZE_DOWN,
                     "export_profile", "srgb", "fail_on", VIPS_FAIL_ON_TRUNCATED, nullptr) != 0) {
    return false;
  }
  Image image(small);
  if (vips_webpsave(image.get(), out.c_str(), "Q", quality_for(width), "effort", 4, "strip", TRUE, nullptr) != 0) {
    return false;
  }
  std::printf("%s %d %d\n", out.filename().c_str(), vips_image_get_width(image.get()),
              vips_image_get_height(image.get()));
  return true;
}

}  // namespace

int main(int count, char** words) {
  if (count < 4) {
    std::fprintf(stderr, "usage: allmende-pictures FILE OUT_DIR WIDTH...\n");
    return 64;
  }
  limit_ourselves();
  if (VIPS_INIT(words[0]) != 0) return 70;
  vips_concurrency_set(1);
  std::string file = words[1];
  std::filesystem::path folder = words[2];
  check(file);
  for (int i = 3; i < count; ++i) {
    int width = std::atoi(words[i]);
    std::filesystem::path out = folder / (std::to_string(width) + ".webp");
    if (!write_rendition(file, out, width)) refuse("the picture is damaged or cut off");
  }
  vips_shutdown();
  return 0;
}
