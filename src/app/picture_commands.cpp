#include "app/picture_commands.h"

#include <iostream>

#include "app/commands.h"
#include "app/paper.h"
#include "media/media.h"

namespace allmende::app {

namespace {

struct PictureWords {
  std::string folder;
  std::vector<std::string> names;
  bool dry_run = false;
};

Result<std::vector<std::string>> chosen(database::ReadTx& tx, std::vector<std::string> const& names) {
  for (std::string const& name : names) {
    if (!media::find(tx, name)) return refuse(Code::not_found, "there is no picture of this name", name);
  }
  if (!names.empty()) return names;
  std::vector<std::string> all;
  for (media::StoredPicture const& it : media::all(tx)) all.push_back(it.name);
  return all;
}

Result<void> remake(PictureWords const& words) {
  auto paper = TRY(Paper::open(words.folder));
  auto tx = paper.database().write();
  auto names = TRY(chosen(tx, words.names));
  if (words.dry_run) {
    std::cout << fmt::format("Pictures that would be made anew: {}\n", names.size());
    return {};
  }
  for (std::string const& name : names) media::put_rendering(tx, name, now());
  tx.commit();
  std::cout << fmt::format("Pictures to be made anew while the paper is being served: {}. `allmende jobs list` shows what is left.\n", names.size());
  return {};
}

}  // namespace

void add_picture_commands(CLI::App& program, int& status) {
  static PictureWords words;
  CLI::App* group = program.add_subcommand("pictures", "The files that readers get of pictures.");
  group->require_subcommand(1);
  CLI::App* added = group->add_subcommand(
      "remake", "Have the files for readers made anew from the originals: for a paper of an older program, whose\n"
                "pictures lack a format, or say too much of themselves. Readers get the old ones meanwhile.");
  added->footer("Example:\n  allmende pictures remake paper\n  allmende pictures remake paper kran-im-hafen.jpg");
  added->add_option("DIR", words.folder, "The paper's folder")->required();
  added->add_option("NAME", words.names, "Only these; otherwise all");
  added->add_flag("--dry-run", words.dry_run, "Only say how many");
  added->callback([&status] {
    auto done = remake(words);
    status = done ? 0 : refused(done.error());
  });
}

}  // namespace allmende::app
