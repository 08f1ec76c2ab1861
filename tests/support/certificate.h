#pragma once
// A certificate for 127.0.0.1 that nobody has signed but itself, and its key; gone with this.

#include <cstdlib>
#include <filesystem>
#include <stdexcept>
#include <string>
#include <vector>

namespace allmende::test {

class Certificate {
 public:
  Certificate() : folder_(make_folder()) {
    std::string line = "openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 2 -subj /CN=stand-in.example "
                       "-addext subjectAltName=IP:127.0.0.1 -keyout " + key().string() + " -out " + file().string() + " 2>/dev/null";
    if (std::system(line.c_str()) != 0) throw std::runtime_error("openssl makes no certificate");
  }
  Certificate(Certificate const&) = delete;
  ~Certificate() { std::filesystem::remove_all(folder_); }

  std::filesystem::path file() const { return folder_ / "certificate.pem"; }
  std::filesystem::path key() const { return folder_ / "key.pem"; }
  /// What a server in tests/support is told of it, behind `more`.
  std::vector<std::string> options(std::vector<std::string> more = {}) const {
    for (std::string const& word : {std::string("--certificate"), file().string(), std::string("--key"), key().string()}) more.push_back(word);
    return more;
  }

 private:
  static std::filesystem::path make_folder() {
    std::string name = std::filesystem::temp_directory_path() / "allmende-certificate-XXXXXX";
    return mkdtemp(name.data());
  }

  std::filesystem::path folder_;
};

}  // namespace allmende::test
