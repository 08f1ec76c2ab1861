#include "provider/https.h"

#include <curl/curl.h>

#include <algorithm>
#include <memory>

namespace allmende::provider {

namespace {

/// curl_global_init is safe beside others of its kind, as curl is built for Debian.
void begin_curl() {
  static CURLcode const begun = curl_global_init(CURL_GLOBAL_DEFAULT);
  VERIFY(begun == CURLE_OK);
}

char small_letter(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

/// A connection for one call. It is never used twice: on one that was, curl may send a POST again by itself.
class Connection {
 public:
  Connection(Host const& host, Call const& call, Secret const& bearer) : curl_(curl_easy_init(), curl_easy_cleanup) {
    VERIFY(curl_ != nullptr);
    address(host, call);
    secure(host, bearer);
    ask(call);
    listen();
  }

  Answer make() {
    CURLcode code = curl_easy_perform(curl_.get());
    if (code == CURLE_OK) {
      answer_.status = static_cast<int>(number(CURLINFO_RESPONSE_CODE));
      return std::move(answer_);
    }
    answer_.trouble = *error_ != '\0' ? error_ : curl_easy_strerror(code);
    // Not by the code alone: patience may end before or after something was sent.
    bool is_sent = number(CURLINFO_REQUEST_SIZE) > 0;
    if (answer_.how != Answer::How::too_large) answer_.how = is_sent ? Answer::How::cut : Answer::How::not_sent;
    return std::move(answer_);
  }

 private:
  template <class Value>
  void set(CURLoption option, Value value) {
    CURLcode code = curl_easy_setopt(curl_.get(), option, value);
    VERIFY(code == CURLE_OK);
  }

  void address(Host const& host, Call const& call) {
    set(CURLOPT_URL, (host.address + call.path).c_str());
    set(CURLOPT_PROTOCOLS_STR, "http,https");  // which of them, is_host_address has said
    set(CURLOPT_FOLLOWLOCATION, 0L);
    set(CURLOPT_PROXY, "");
    set(CURLOPT_HTTP_VERSION, static_cast<long>(CURL_HTTP_VERSION_1_1));
    set(CURLOPT_FORBID_REUSE, 1L);
    set(CURLOPT_NOSIGNAL, 1L);
    set(CURLOPT_TIMEOUT_MS, static_cast<long>(host.patience.count()));
    set(CURLOPT_ERRORBUFFER, error_);
  }

  void secure(Host const& host, Secret const& bearer) {
    set(CURLOPT_SSL_VERIFYPEER, 1L);
    set(CURLOPT_SSL_VERIFYHOST, 2L);
    set(CURLOPT_SSLVERSION, static_cast<long>(CURL_SSLVERSION_TLSv1_2));
    if (!host.authorities.empty()) set(CURLOPT_CAINFO, host.authorities.c_str());
    set(CURLOPT_HTTPAUTH, CURLAUTH_BEARER);
    set(CURLOPT_XOAUTH2_BEARER, bearer.reveal().c_str());
  }

  void ask(Call const& call) {
    set(CURLOPT_CUSTOMREQUEST, call.method.c_str());
    if (call.method == "POST") {
      set(CURLOPT_POSTFIELDSIZE_LARGE, static_cast<curl_off_t>(call.body.size()));
      set(CURLOPT_COPYPOSTFIELDS, call.body.c_str());
    }
    for (std::string const& header : call.headers) add(header);
    add("Expect:");  // no waiting for leave to send the body
    set(CURLOPT_HTTPHEADER, headers_.get());
  }

  void add(std::string const& header) {
    curl_slist* longer = curl_slist_append(headers_.get(), header.c_str());
    VERIFY(longer != nullptr);
    headers_.release();
    headers_.reset(longer);
  }

  void listen() {
    set(CURLOPT_WRITEFUNCTION, &Connection::take);
    set(CURLOPT_WRITEDATA, this);
    set(CURLOPT_HEADERFUNCTION, &Connection::hear);
    set(CURLOPT_HEADERDATA, this);
  }

  static std::size_t take(char* data, std::size_t size, std::size_t count, void* self) {
    Answer& answer = static_cast<Connection*>(self)->answer_;
    if (answer.body.size() + size * count > kLongestAnswer) {
      answer.how = Answer::How::too_large;
      return 0;
    }
    answer.body.append(data, size * count);
    return size * count;
  }

  static std::size_t hear(char* data, std::size_t size, std::size_t count, void* self) {
    std::string line(data, size * count);
    std::ranges::transform(line, line.begin(), small_letter);
    constexpr std::string_view kName = "stripe-should-retry:";
    if (line.starts_with(kName)) {
      static_cast<Connection*>(self)->answer_.should_retry = line.find("true", kName.size()) != line.npos;
    }
    return size * count;
  }

  long number(CURLINFO what) const {
    long value = 0;
    curl_easy_getinfo(curl_.get(), what, &value);
    return value;
  }

  Answer answer_;
  std::unique_ptr<curl_slist, decltype(&curl_slist_free_all)> headers_{nullptr, curl_slist_free_all};
  std::unique_ptr<CURL, decltype(&curl_easy_cleanup)> curl_;
  char error_[CURL_ERROR_SIZE] = "";
};

bool is_digit(char c) { return c >= '0' && c <= '9'; }

bool is_host_letter(char c) {
  return (c >= 'a' && c <= 'z') || is_digit(c) || c == '.' || c == '-';
}

}  // namespace

Answer send(Host const& host, Call const& call, Secret const& bearer) {
  begin_curl();
  return Connection(host, call, bearer).make();
}

bool is_host_address(std::string_view address) {
  bool is_secure = address.starts_with("https://");
  if (!is_secure && !address.starts_with("http://")) return false;
  std::string_view rest = address.substr(is_secure ? 8 : 7);
  std::string_view host = rest.substr(0, rest.find(':'));
  std::string_view port = rest.substr(std::min(rest.size(), host.size() + 1));
  bool is_port = !port.empty() && port.size() <= 5 && std::ranges::all_of(port, is_digit);
  bool is_host = !host.empty() && std::ranges::all_of(host, is_host_letter) && (is_secure || host == "127.0.0.1");
  return is_host && (is_port || host.size() == rest.size());
}

}  // namespace allmende::provider
