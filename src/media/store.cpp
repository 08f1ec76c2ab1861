#include "media/store.h"

#include "embedded/media_migrations.h"

namespace allmende::media {

using database::ReadTx;
using database::Sql;
using database::WriteTx;

namespace store {

namespace {

Sql const kSha256{"media.sha256", "SELECT sha256 FROM picture WHERE name = :name"};
Sql const kInsert{"media.insert_picture", "INSERT INTO picture (name, sha256) VALUES (:name, :sha256)"};
Sql const kInsertRendition{"media.insert_rendition", R"(
    INSERT INTO rendition (file, picture, width, height) VALUES (:file, :picture, :width, :height))"};
Sql const kRenditions{"media.renditions", R"(
    SELECT file, width, height FROM rendition WHERE picture = :name ORDER BY width)"};
Sql const kNames{"media.names", "SELECT name, sha256 FROM picture ORDER BY name"};

}  // namespace

std::optional<std::string> sha256_of(ReadTx& tx, std::string_view name) {
  return tx.maybe<std::string>(kSha256, name);
}

void insert(WriteTx& tx, StoredPicture const& picture) {
  tx.run(kInsert, picture.name, picture.sha256);
  for (Rendition const& rendition : picture.renditions) {
    tx.run(kInsertRendition, rendition.file, picture.name, rendition.width, rendition.height);
  }
}

std::vector<Rendition> renditions(ReadTx& tx, std::string_view name) {
  std::vector<Rendition> found;
  tx.each<std::string, int, int>(kRenditions, [&](std::string file, int width, int height) {
    found.push_back({std::move(file), width, height});
  }, name);
  return found;
}

std::vector<std::pair<std::string, std::string>> names_and_digests(ReadTx& tx) {
  std::vector<std::pair<std::string, std::string>> found;
  tx.each<std::string, std::string>(kNames, [&](std::string name, std::string sha256) {
    found.emplace_back(std::move(name), std::move(sha256));
  });
  return found;
}

}  // namespace store

std::vector<database::Migration> migrations() {
  return database::migrations(embedded::media_migrations());
}

}  // namespace allmende::media
