#include "mail/smtp.h"

#include <curl/curl.h>

#include <cstring>

namespace allmende::mail {

namespace {

using Steady = std::chrono::steady_clock;

/// curl_global_init is safe beside others of its kind, as curl is built for Debian.
void begin_curl() {
  static CURLcode const begun = curl_global_init(CURL_GLOBAL_DEFAULT);
  VERIFY(begun == CURLE_OK);
}

/// A conversation with the server: what goes out, and what was said last on either side.
class Conversation {
 public:
  Conversation(Server const& server, Letter const& letter, std::stop_token const& stop)
      : letter_(letter), stop_(stop), deadline_(Steady::now() + server.patience), curl_(curl_easy_init(), curl_easy_cleanup) {
    VERIFY(curl_ != nullptr);
    address_server(server, letter.from.domain());
    secure(server);
    address_letter();
    listen();
  }

  Result<void> hold() {
    CURLcode code = curl_easy_perform(curl_.get());
    if (code == CURLE_OK) return {};
    if (is_stopped_) throw Fault("stopped in the middle", Fault::Retry::may_help);
    if (is_late_) throw Fault("the mail server does not answer", Fault::Retry::may_help);
    bool has_declined = answer_.starts_with('4') || answer_.starts_with('5');
    if (!has_declined) throw Fault(trouble(code), Fault::Retry::may_help);
    std::string said = fmt::format("the mail server said: {}", without_addresses(answer_));
    bool is_about_letter = command_ == "RCPT" || command_ == "DATA";
    if (answer_.starts_with('5') && is_about_letter) return refuse(Code::invalid, std::move(said));
    throw Fault(said, Fault::Retry::may_help);
  }

 private:
  template <class Value>
  void set(CURLoption option, Value value) {
    CURLcode code = curl_easy_setopt(curl_.get(), option, value);
    VERIFY(code == CURLE_OK);
  }

  void address_server(Server const& server, std::string_view own_name) {
    bool tls = server.security == Server::Security::tls;
    // What stands behind the slash is how we introduce ourselves.
    std::string url = fmt::format("{}://{}:{}/{}", tls ? "smtps" : "smtp", server.host, server.port, own_name);
    set(CURLOPT_URL, url.c_str());
    set(CURLOPT_PROTOCOLS_STR, "smtp,smtps");
    set(CURLOPT_PROXY, "");
    set(CURLOPT_NOSIGNAL, 1L);
    // Patience is go_on's: where curl's own ends, it still says farewell and waits for an answer to that.
    set(CURLOPT_TIMEOUT_MS, static_cast<long>(2 * server.patience.count()));
    set(CURLOPT_SERVER_RESPONSE_TIMEOUT, std::max(1L, static_cast<long>(server.patience.count() / 1000)));
    set(CURLOPT_FORBID_REUSE, 1L);
    set(CURLOPT_ERRORBUFFER, error_);
  }

  void secure(Server const& server) {
    bool plain = server.security == Server::Security::plain;
    set(CURLOPT_USE_SSL, static_cast<long>(plain ? CURLUSESSL_NONE : CURLUSESSL_ALL));
    set(CURLOPT_SSLVERSION, static_cast<long>(CURL_SSLVERSION_TLSv1_2));
    if (!server.authorities.empty()) set(CURLOPT_CAINFO, server.authorities.c_str());
    if (server.user.empty()) return;
    set(CURLOPT_USERNAME, server.user.c_str());
    set(CURLOPT_PASSWORD, server.password.reveal().c_str());
  }

  void address_letter() {
    set(CURLOPT_MAIL_FROM, fmt::format("<{}>", letter_.from.text()).c_str());
    recipients_.reset(curl_slist_append(nullptr, fmt::format("<{}>", letter_.to.text()).c_str()));
    VERIFY(recipients_ != nullptr);
    set(CURLOPT_MAIL_RCPT, recipients_.get());
    set(CURLOPT_UPLOAD, 1L);
    set(CURLOPT_INFILESIZE_LARGE, static_cast<curl_off_t>(letter_.bytes.size()));
    set(CURLOPT_READFUNCTION, &Conversation::read);
    set(CURLOPT_READDATA, this);
  }

  void listen() {
    set(CURLOPT_VERBOSE, 1L);  // curl tells what is said only so
    set(CURLOPT_DEBUGFUNCTION, &Conversation::overhear);
    set(CURLOPT_DEBUGDATA, this);
    set(CURLOPT_NOPROGRESS, 0L);
    set(CURLOPT_XFERINFOFUNCTION, &Conversation::go_on);
    set(CURLOPT_XFERINFODATA, this);
  }

  /// What curl says where the server did not. Its message may repeat an answer, and that an address.
  std::string trouble(CURLcode code) const {
    std::string what = *error_ != '\0' ? error_ : curl_easy_strerror(code);
    return fmt::format("the mail server cannot be used: {}", without_addresses(what));
  }

  static std::size_t read(char* into, std::size_t size, std::size_t count, void* self) {
    auto& it = *static_cast<Conversation*>(self);
    std::size_t length = std::min(size * count, it.letter_.bytes.size() - it.sent_);
    std::memcpy(into, it.letter_.bytes.data() + it.sent_, length);
    it.sent_ += length;
    return length;
  }

  /// Of what we say only the verb is kept: the rest may be the password.
  static int overhear(CURL*, curl_infotype type, char* data, std::size_t size, void* self) {
    auto& it = *static_cast<Conversation*>(self);
    std::string_view said(data, size);
    if (type == CURLINFO_HEADER_OUT) it.say(said.substr(0, said.find_first_of(" \r\n")));
    if (type == CURLINFO_HEADER_IN) it.hear(said);
    return 0;
  }

  /// What is said at parting is of no interest: curl takes leave after a refusal too.
  void say(std::string_view command) {
    is_over_ = is_over_ || command == "QUIT";
    if (is_over_) return;
    command_ = command;
    answer_.clear();
  }

  /// An answer's lines are "550-so" but for the last, "550 and so".
  void hear(std::string_view line) {
    if (is_over_) return;
    if (answer_is_over_) answer_.clear();
    constexpr std::size_t kMost = 1'000;
    if (answer_.size() + line.size() < kMost) answer_ += line;
    answer_is_over_ = line.size() < 4 || line[3] != '-';
  }

  static int go_on(void* self, curl_off_t, curl_off_t, curl_off_t, curl_off_t) {
    auto& it = *static_cast<Conversation*>(self);
    auto now = Steady::now();
    it.is_late_ = now > it.deadline_;
    if (it.stop_.stop_requested()) {
      // Whoever is nearly through gets a moment: a letter that is cut off may come twice.
      constexpr std::chrono::seconds kMoment(3);
      if (!it.stopping_since_) it.stopping_since_ = now;
      it.is_stopped_ = now - *it.stopping_since_ > kMoment;
    }
    return it.is_stopped_ || it.is_late_ ? 1 : 0;
  }

  Letter const& letter_;
  std::stop_token const& stop_;
  Steady::time_point deadline_;
  std::unique_ptr<curl_slist, decltype(&curl_slist_free_all)> recipients_{nullptr, curl_slist_free_all};
  std::unique_ptr<CURL, decltype(&curl_easy_cleanup)> curl_;
  char error_[CURL_ERROR_SIZE] = "";
  std::size_t sent_ = 0;
  std::string command_;
  std::string answer_;  ///< to it; after DATA also the one to the text
  bool answer_is_over_ = true;
  bool is_over_ = false;
  bool is_stopped_ = false, is_late_ = false;
  std::optional<Steady::time_point> stopping_since_;
};

}  // namespace

std::string without_addresses(std::string_view text) {
  std::string out;
  while (!text.empty()) {
    std::size_t begin = std::min(text.find_first_not_of(" \t\r\n"), text.size());
    text.remove_prefix(begin);
    std::size_t end = std::min(text.find_first_of(" \t\r\n"), text.size());
    if (end == 0) break;
    std::string_view word = text.substr(0, end);
    if (!out.empty()) out += ' ';
    if (word.find('@') == word.npos) out += word;
    else out += "…";
    text.remove_prefix(end);
  }
  return out;
}

Result<void> send_to_server(Server const& server, Letter const& letter, std::stop_token const& stop) {
  begin_curl();
  return Conversation(server, letter, stop).hold();
}

}  // namespace allmende::mail
