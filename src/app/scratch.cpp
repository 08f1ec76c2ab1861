#include "app/scratch.h"

#include <cstdlib>

namespace allmende::app {

namespace fs = std::filesystem;

namespace {

/// Gone when the scope ends, unless it was handed on.
class TemporaryFolder {
 public:
  TemporaryFolder() {
    std::string name = (fs::temp_directory_path() / "allmende-XXXXXX").string();
    if (::mkdtemp(name.data()) == nullptr)
      throw Fault("cannot make a folder in " + fs::temp_directory_path().string());
    path_ = name;
  }
  ~TemporaryFolder() {
    std::error_code ignored;
    if (!path_.empty()) fs::remove_all(path_, ignored);
  }
  TemporaryFolder(TemporaryFolder const&) = delete;
  TemporaryFolder& operator=(TemporaryFolder const&) = delete;

  fs::path const& path() const { return path_; }
  fs::path hand_on() { return std::exchange(path_, {}); }

 private:
  fs::path path_;
};

}  // namespace

Scratch::Scratch(fs::path folder, std::unique_ptr<Paper> paper)
    : folder_(std::move(folder)), paper_(std::move(paper)) {}

Scratch::Scratch(Scratch&& other) noexcept
    : folder_(std::exchange(other.folder_, {})), paper_(std::move(other.paper_)) {}

Scratch::~Scratch() {
  paper_.reset();
  std::error_code ignored;
  if (!folder_.empty()) fs::remove_all(folder_, ignored);
}

Result<Scratch> Scratch::of(Paper& paper) {
  TemporaryFolder folder;
  auto copy = std::make_unique<Paper>(TRY(paper.copied_to(folder.path())));
  return Scratch(folder.hand_on(), std::move(copy));
}

}  // namespace allmende::app
