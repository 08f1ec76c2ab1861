#include "base/result.h"

#include <fmt/format.h>

namespace allmende {

void report_bug(char const* condition, std::source_location where) {
  throw Bug(fmt::format("broken invariant at {}:{}: {}", where.file_name(), where.line(), condition));
}

}  // namespace allmende
