#include "purge/request.h"

#include <curl/curl.h>

#include <memory>

#include "base/base.h"

namespace allmende::purge {

namespace {

std::size_t ignore(char*, std::size_t size, std::size_t count, void*) { return size * count; }

/// curl_global_init is not safe beside itself.
void begin_curl() {
  static CURLcode const begun = curl_global_init(CURL_GLOBAL_DEFAULT);
  VERIFY(begun == CURLE_OK);
}

}  // namespace

std::string send_purge(std::string const& address, std::string const& keys,
                       std::chrono::milliseconds patience) {
  begin_curl();
  std::unique_ptr<CURL, decltype(&curl_easy_cleanup)> curl(curl_easy_init(), curl_easy_cleanup);
  VERIFY(curl != nullptr);
  std::unique_ptr<curl_slist, decltype(&curl_slist_free_all)> headers(
      curl_slist_append(nullptr, ("Surrogate-Key: " + keys).c_str()), curl_slist_free_all);
  std::string url = address + "/";
  char error[CURL_ERROR_SIZE] = "";
  curl_easy_setopt(curl.get(), CURLOPT_URL, url.c_str());
  curl_easy_setopt(curl.get(), CURLOPT_PROTOCOLS_STR, "http,https");
  curl_easy_setopt(curl.get(), CURLOPT_PROXY, "");
  curl_easy_setopt(curl.get(), CURLOPT_CUSTOMREQUEST, "PURGE");
  curl_easy_setopt(curl.get(), CURLOPT_HTTPHEADER, headers.get());
  curl_easy_setopt(curl.get(), CURLOPT_TIMEOUT_MS, static_cast<long>(patience.count()));
  curl_easy_setopt(curl.get(), CURLOPT_NOSIGNAL, 1L);
  curl_easy_setopt(curl.get(), CURLOPT_WRITEFUNCTION, ignore);
  curl_easy_setopt(curl.get(), CURLOPT_ERRORBUFFER, error);
  CURLcode code = curl_easy_perform(curl.get());
  if (code != CURLE_OK) return *error != '\0' ? error : curl_easy_strerror(code);
  long status = 0;
  curl_easy_getinfo(curl.get(), CURLINFO_RESPONSE_CODE, &status);
  return status / 100 == 2 ? "" : fmt::format("answered {}", status);
}

}  // namespace allmende::purge
