#include "pictures/renditions.h"

#include <vips/vips.h>

#include <cstdio>
#include <memory>

#include "pictures/ends.h"

namespace allmende::pictures {

namespace fs = std::filesystem;

namespace {

constexpr char const* kDamaged = "the picture is damaged or cut off";
// What a phone gets is shown small on a dense screen, where a coarser picture is not seen.
bool is_for_phones(int width) { return width <= 700; }

struct Unref {
  void operator()(VipsImage* image) const { g_object_unref(image); }
};
using Image = std::unique_ptr<VipsImage, Unref>;

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

/// Decoded here and now: what fails after this is no fault of the picture's.
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
void write_avif(VipsImage* image, fs::path const& out, int quality) {
  if (vips_heifsave(image, out.c_str(), "Q", quality, "compression", VIPS_FOREIGN_HEIF_COMPRESSION_AV1,
                    "effort", 2, "bitdepth", 8, "strip", TRUE, nullptr) != 0) {
    fail("no AVIF can be written here; Debian 13 needs the package libheif-plugin-aomenc");
  }
}

/// For browsers of before 2023.
void write_webp(VipsImage* image, fs::path const& out, int quality) {
  if (vips_webpsave(image, out.c_str(), "Q", quality, "effort", 4, "strip", TRUE, nullptr) != 0) {
    fail("no WebP can be written here");
  }
}

/// For browsers of before 2020, for feeds and for previews elsewhere. On white, where something was transparent.
void write_jpeg(VipsImage* image, fs::path const& out, int quality) {
  double white[] = {255, 255, 255};
  VipsArrayDouble* background = vips_array_double_new(white, 3);
  int failed = vips_jpegsave(image, out.c_str(), "Q", quality, "optimize_coding", TRUE, "interlace", TRUE, "strip", TRUE,
                             "background", background, nullptr);
  vips_area_unref(VIPS_AREA(background));
  if (failed != 0) fail("no JPEG can be written here");
}

void print(std::string const& name, VipsImage* image) {
  std::printf("%s %d %d\n", name.c_str(), vips_image_get_width(image), vips_image_get_height(image));
}

int quality_of_webp(int width) { return is_for_phones(width) ? 60 : 72; }

}  // namespace

void write_renditions(std::string const& in, fs::path const& folder, int width) {
  Image image = scaled(in, width);
  std::string name = std::to_string(width);
  bool for_phones = is_for_phones(width);
  write_avif(image.get(), folder / (name + ".avif"), for_phones ? 40 : 50);
  write_webp(image.get(), folder / (name + ".webp"), quality_of_webp(width));
  write_jpeg(image.get(), folder / (name + ".jpg"), for_phones ? 66 : 76);
  for (char const* ending : {".avif", ".webp", ".jpg"}) print(name + ending, image.get());
}

void write_small(std::string const& in, fs::path const& folder, int width) {
  Image image = scaled(in, width);
  std::string name = std::to_string(width) + ".webp";
  write_webp(image.get(), folder / name, quality_of_webp(width));
  print(name, image.get());
}

}  // namespace allmende::pictures
