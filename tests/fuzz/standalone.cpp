// requests_fuzz_short SECONDS SEED CORPUS…
//
// The same without libFuzzer, for every test run: each file of the corpus as it is, then files changed
// at random, always in the same way for the same seed.

#include <algorithm>
#include <chrono>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <random>
#include <string>
#include <vector>

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size);

namespace {

constexpr std::string_view kWords[] = {
    "\r\n", "\n", "\r", "\r\n\r\n", " ", "\t", ":", ",", ";", "0", "\r\n ", "HTTP/1.1", "HTTP/1.0",
    "GET /a/b HTTP/1.1\r\nHost: here\r\n\r\n", "Host: here\r\n", "Connection: close\r\n",
    "Connection: keep-alive\r\n", "Proxy-Connection: close\r\n", "Content-Length: 3\r\n",
    "Transfer-Encoding: chunked\r\n", "Expect: 100-continue\r\n", "Cookie: a=b\r\n", "5\r\nhello\r\n",
    "0\r\n\r\n", "If-None-Match: *\r\n", "Accept-Encoding: gzip, br\r\n", "Upgrade: h2c\r\n", "%", "%00",
    "/../", "http://here", "?c=d", "HEAD", "POST", "OPTIONS *"};

std::vector<std::string> read_all(int count, char** names) {
  std::vector<std::string> files;
  for (int i = 0; i < count; ++i) {
    for (auto const& file : std::filesystem::directory_iterator(names[i])) {
      std::ifstream in(file.path(), std::ios::binary);
      files.emplace_back(std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>());
    }
  }
  std::sort(files.begin(), files.end());
  return files;
}

std::string changed(std::vector<std::string> const& files, std::mt19937& random) {
  auto below = [&](std::size_t most) { return most == 0 ? 0 : random() % most; };
  std::string bytes = files[below(files.size())];
  for (auto times = 1 + below(5); times > 0; --times) {
    std::size_t at = below(bytes.size() + 1);
    switch (below(5)) {
      case 0: if (at < bytes.size()) bytes[at] = static_cast<char>(random()); break;
      case 1: bytes.erase(at, 1 + below(8)); break;
      case 2: bytes.insert(at, kWords[below(std::size(kWords))]); break;
      case 3: bytes.insert(at, bytes.substr(below(bytes.size()), below(60))); break;
      case 4: bytes += files[below(files.size())].substr(1); break;
    }
  }
  return bytes;
}

}  // namespace

int main(int count, char** words) {
  if (count < 4) return 64;
  auto run = [](std::string const& bytes) {
    LLVMFuzzerTestOneInput(reinterpret_cast<std::uint8_t const*>(bytes.data()), bytes.size());
  };
  auto end = std::chrono::steady_clock::now() + std::chrono::seconds(std::atoi(words[1]));
  std::mt19937 random(static_cast<unsigned>(std::atoi(words[2])));
  std::vector<std::string> files = read_all(count - 3, words + 3);
  if (files.empty()) return 64;
  for (std::string const& file : files) run(file);
  std::uint64_t runs = files.size();
  for (; std::chrono::steady_clock::now() < end; ++runs) run(changed(files, random));
  std::printf("%llu inputs, no finding\n", static_cast<unsigned long long>(runs));
}
