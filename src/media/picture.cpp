#include "media/picture.h"

#include <algorithm>
#include <iterator>

namespace allmende::media {

Format format_of(std::string_view file) {
  if (file.ends_with(".avif")) return Format::avif;
  return file.ends_with(".jpg") ? Format::jpeg : Format::webp;
}

std::string_view type_of(Format format) {
  switch (format) {
    case Format::avif: return "image/avif";
    case Format::webp: return "image/webp";
    case Format::jpeg: return "image/jpeg";
  }
  report_bug("every format has a type");
}

std::vector<Rendition> StoredPicture::in(Format format) const {
  std::vector<Rendition> found;
  std::ranges::copy_if(renditions, std::back_inserter(found),
                       [&](Rendition const& rendition) { return rendition.format() == format; });
  return found;
}

Rendition const* StoredPicture::at_least(int width) const {
  Rendition const* best = nullptr;
  for (Rendition const& it : renditions) {
    bool serves_better = best == nullptr || (best->width < width && it.width > best->width) ||
                         (it.width == best->width && it.format() > best->format());
    if (serves_better) best = &it;
  }
  return best;
}

}  // namespace allmende::media
