#include "media/maker.h"

#include <fcntl.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <span>
#include <sstream>

#include "media/files.h"

namespace allmende::media {

namespace fs = std::filesystem;

namespace {

// A teaser; a phone of 360 px at two dots for each, less the margins; a desktop's column; the whole measure on
// a dense screen.
constexpr char const* kWidths[] = {"480", "656", "1040", "1600"};

class Actions {
 public:
  Actions() { posix_spawn_file_actions_init(&actions_); }
  ~Actions() { posix_spawn_file_actions_destroy(&actions_); }
  Actions(Actions const&) = delete;
  Actions& operator=(Actions const&) = delete;

  void redirect(int descriptor, fs::path const& file, int flags) {
    posix_spawn_file_actions_addopen(&actions_, descriptor, file.c_str(), flags, 0600);
  }
  posix_spawn_file_actions_t* get() { return &actions_; }

 private:
  posix_spawn_file_actions_t actions_;
};

/// Exit status, or -1 when it was killed.
int run(fs::path const& program, std::vector<std::string> words, fs::path const& out,
        fs::path const& errors) {
  Actions actions;
  actions.redirect(STDIN_FILENO, "/dev/null", O_RDONLY);
  actions.redirect(STDOUT_FILENO, out, O_WRONLY | O_CREAT | O_TRUNC);
  actions.redirect(STDERR_FILENO, errors, O_WRONLY | O_CREAT | O_TRUNC);
  std::vector<char*> arguments;
  for (std::string& word : words) arguments.push_back(word.data());
  arguments.push_back(nullptr);
  // The decoder needs no secret that this process may have in its environment.
  char path[] = "PATH=/usr/bin:/bin";
  char* environment[] = {path, nullptr};

  pid_t child = 0;
  int failed = posix_spawn(&child, program.c_str(), actions.get(), nullptr, arguments.data(), environment);
  if (failed != 0) {
    throw Fault(fmt::format("cannot run {}: {}", program.string(), std::strerror(failed)));
  }
  int status = 0;
  while (waitpid(child, &status, 0) < 0) {
    if (errno != EINTR) throw Fault(fmt::format("cannot wait: {}", std::strerror(errno)));
  }
  return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

/// The program's own sentence; its libraries may have written theirs above.
std::string last_line(fs::path const& file) {
  std::string text = read_file(file).value_or("");
  while (text.ends_with('\n')) text.pop_back();
  return text.substr(text.rfind('\n') + 1);
}

/// Lets the program work; what it printed. Refuses and throws as make_renditions.
Result<std::string> printed(fs::path const& maker, std::string_view command, fs::path const& picture, fs::path const& folder,
                            std::span<char const* const> widths) {
  fs::path out = folder / "out";
  fs::path errors = folder / "errors";
  std::vector<std::string> words{maker.string(), std::string(command), picture.string(), folder.string()};
  words.insert(words.end(), widths.begin(), widths.end());
  int status = run(maker, words, out, errors);
  if (status == 127) throw Fault(fmt::format("cannot run {}", maker.string()));
  if (status == 70) throw Fault(last_line(errors));
  if (status == 2) return refuse(Code::invalid, last_line(errors));
  if (status != 0) {
    return refuse(Code::invalid, "the picture could not be read within the time and memory allowed");
  }
  return read_file(out).value_or("");
}

MadeRendition made_of(fs::path const& folder, std::string const& line) {
  std::istringstream words(line);
  std::string name;
  MadeRendition made{};
  VERIFY(words >> name >> made.width >> made.height);
  made.file = folder / name;
  return made;
}

}  // namespace

Result<Looked> look(fs::path const& maker, fs::path const& picture, fs::path const& folder) {
  std::istringstream lines(TRY(printed(maker, "look", picture, folder, std::span(kWidths).first(1))));
  Looked looked;
  for (std::string line; std::getline(lines, line);) {
    std::size_t blank = line.find(' ');
    std::string what = line.substr(0, blank), words = line.substr(blank + 1);
    if (what == "format") looked.ending = words;
    else if (what == "size") std::istringstream(words) >> looked.width >> looked.height;
    else if (what == "credit") looked.said.credit = words;
    else if (what == "caption") looked.said.caption = words;
    else if (what == "alt") looked.said.alt = words;
    else looked.small = made_of(folder, line);
  }
  VERIFY(!looked.ending.empty() && looked.small.width > 0);
  return looked;
}

Result<std::vector<MadeRendition>> make_renditions(fs::path const& maker, fs::path const& picture,
                                                   fs::path const& folder) {
  std::istringstream lines(TRY(printed(maker, "make", picture, folder, kWidths)));
  std::vector<MadeRendition> made;
  for (std::string line; std::getline(lines, line);) made.push_back(made_of(folder, line));
  VERIFY(!made.empty());
  return made;
}

}  // namespace allmende::media
