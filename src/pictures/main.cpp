// allmende-pictures: looks at one picture and makes its renditions, each as AVIF and as WebP.
//
//   allmende-pictures FILE OUT_DIR WIDTH...
//
// A program of its own, because a picture is the most dangerous thing a stranger can hand to a newspaper:
// its decoders run here, with little memory, little time and nothing else in reach, and the server starts
// without them. Prints the renditions, one a line: "FILE WIDTH HEIGHT". Exit status 2 and a sentence on
// standard error when the file is refused; 70 and a sentence when this machine cannot do the work.

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
constexpr char const* kDamaged = "the picture is damaged or cut off";
constexpr long long kPixels = 100'000'000;  // a page at 1200 dpi has 140 million, a camera 24 to 60
// What a phone gets is shown small on a dense screen, where a coarser picture is not seen.
bool is_for_phones(int width) { return width <= 700; }

struct Unref {
  void operator()(VipsImage* image) const { g_object_unref(image); }
};
using Image = std::unique_ptr<VipsImage, Unref>;

[[noreturn]] void fail(std::string const& sentence) {
  std::fprintf(stderr, "%s%s\n", vips_error_buffer(), sentence.c_str());
  std::exit(70);
}

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

/// Place, camera, serial number. "strip" does not keep Exif out of WebP (libvips 8.14).
void forget_what_it_says(VipsImage* image) {
  char** fields = vips_image_get_fields(image);
  for (char** field = fields; *field != nullptr; ++field) {
    std::string name = *field;
    bool says_something = name.starts_with("exif-") || name == VIPS_META_XMP_NAME || name == VIPS_META_IPTC_NAME;
    if (says_something) vips_image_remove(image, name.c_str());
  }
  g_strfreev(fields);
}

/// Turned upright, in sRGB, no wider than asked, never enlarged. Decoded here and now: what fails after this
/// is no fault of the picture's.
Image scaled(std::string const& in, int width) {
  VipsImage* lazy = nullptr;
  if (vips_thumbnail(in.c_str(), &lazy, width, "height", 10'000, "size", VIPS_SIZE_DOWN,
                     "export_profile", "srgb", "fail_on", VIPS_FAIL_ON_TRUNCATED, nullptr) != 0) {
    refuse(kDamaged);
  }
  Image pipeline(lazy);
  VipsImage* pixels = vips_image_copy_memory(pipeline.get());
  if (pixels == nullptr) refuse(kDamaged);
  forget_what_it_says(pixels);
  return Image(pixels);
}

/// AVIF weighs half of WebP and is what today's browsers take; its slower searches gain next to nothing.
void write_avif(VipsImage* image, std::filesystem::path const& out, int quality) {
  if (vips_heifsave(image, out.c_str(), "Q", quality, "compression", VIPS_FOREIGN_HEIF_COMPRESSION_AV1,
                    "effort", 2, "bitdepth", 8, "strip", TRUE, nullptr) != 0) {
    fail("no AVIF can be written here; Debian 13 needs the package libheif-plugin-aomenc");
  }
}

/// For browsers of before 2023, for feeds and for previews elsewhere.
void write_webp(VipsImage* image, std::filesystem::path const& out, int quality) {
  if (vips_webpsave(image, out.c_str(), "Q", quality, "effort", 4, "strip", TRUE, nullptr) != 0) {
    fail("no WebP can be written here");
  }
}

/// Metadata (place, camera) stays behind in each.
void write_renditions(std::string const& in, std::filesystem::path const& folder, int width) {
  Image image = scaled(in, width);
  std::string name = std::to_string(width);
  write_avif(image.get(), folder / (name + ".avif"), is_for_phones(width) ? 40 : 50);
  write_webp(image.get(), folder / (name + ".webp"), is_for_phones(width) ? 60 : 72);
  for (char const* ending : {"avif", "webp"}) {
    std::printf("%s.%s %d %d\n", name.c_str(), ending, vips_image_get_width(image.get()),
                vips_image_get_height(image.get()));
  }
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
    write_renditions(file, folder, std::atoi(words[i]));
  }
  vips_shutdown();
  return 0;
}
