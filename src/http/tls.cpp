#include "http/tls.h"

#include <fmt/format.h>
#include <openssl/err.h>
#include <openssl/x509.h>
#include <sys/stat.h>

#include <array>
#include <string>

namespace allmende::http {

namespace {

constexpr char const* kCiphers = "ECDHE+AESGCM:ECDHE+CHACHA20";  // of TLS 1.2; 1.3 has only good ones
constexpr std::string_view kProtocol = "http/1.1";
constexpr unsigned char kSessionsAreOf[] = "allmende";

/// What OpenSSL has against it, in its words.
std::string reason() {
  unsigned long error = ERR_peek_last_error();
  char const* text = error == 0 ? nullptr : ERR_reason_error_string(error);
  std::string words = text == nullptr ? "unusable" : text;
  ERR_clear_error();
  return words;
}

std::unexpected<Refusal> unusable(std::filesystem::path const& file) {
  return refuse(Code::invalid, reason(), file.string());
}

/// A key that asks for a password would wait for someone to type it.
int no_password(char*, int, int, void*) { return -1; }

/// RFC 7301: who offers protocols must offer ours.
int choose_protocol(SSL*, unsigned char const** chosen, unsigned char* size,
                    unsigned char const* offered, unsigned offered_size, void*) {
  std::string_view rest(reinterpret_cast<char const*>(offered), offered_size);
  while (!rest.empty()) {
    auto length = static_cast<unsigned char>(rest.front());
    std::string_view name = rest.substr(1, length);
    if (name == kProtocol) {
      *chosen = reinterpret_cast<unsigned char const*>(name.data());
      *size = length;
      return SSL_TLSEXT_ERR_OK;
    }
    rest.remove_prefix(std::min<std::size_t>(rest.size(), 1u + length));
  }
  return SSL_TLSEXT_ERR_ALERT_FATAL;
}

int use_ticket_key(SSL* ssl, unsigned char* name, unsigned char* iv, EVP_CIPHER_CTX* cipher,
                   EVP_MAC_CTX* mac, int seals) {
  auto* keys = static_cast<TicketKeys*>(SSL_CTX_get_app_data(SSL_get_SSL_CTX(ssl)));
  try {
    // A ticket of TLS 1.3 should serve once (RFC 8446, C.4).
    return keys->use(name, iv, cipher, mac, seals == 1, SSL_version(ssl) == TLS1_3_VERSION);
  } catch (std::exception const&) {
    return -1;
  }
}

void set_terms(SSL_CTX* context) {
  SSL_CTX_set_min_proto_version(context, TLS1_2_VERSION);
  SSL_CTX_set_cipher_list(context, kCiphers);
  // A phone without AES in its processor puts ChaCha20 first, and gets it.
  SSL_CTX_set_options(context, SSL_OP_NO_RENEGOTIATION | SSL_OP_NO_COMPRESSION |
                                   SSL_OP_CIPHER_SERVER_PREFERENCE | SSL_OP_PRIORITIZE_CHACHA |
                                   SSL_OP_ENABLE_KTLS | SSL_OP_IGNORE_UNEXPECTED_EOF);
  SSL_CTX_set_mode(context, SSL_MODE_RELEASE_BUFFERS | SSL_MODE_ENABLE_PARTIAL_WRITE |
                                SSL_MODE_ACCEPT_MOVING_WRITE_BUFFER);
  SSL_CTX_set_read_ahead(context, 1);  // head and content of a record by one call
  SSL_CTX_set_alpn_select_cb(context, choose_protocol, nullptr);
}

/// Sessions are the readers' to keep, in their tickets: nothing is stored here.
void set_tickets(SSL_CTX* context, TicketKeys& keys) {
  SSL_CTX_set_session_cache_mode(context, SSL_SESS_CACHE_OFF);
  SSL_CTX_set_session_id_context(context, kSessionsAreOf, sizeof kSessionsAreOf - 1);
  auto longest = std::chrono::duration_cast<std::chrono::seconds>(keys.longest());
  SSL_CTX_set_timeout(context, std::max<long>(1, longest.count()));
  SSL_CTX_set_app_data(context, &keys);
  SSL_CTX_set_tlsext_ticket_key_evp_cb(context, use_ticket_key);
}

}  // namespace

Tls::Tls(TlsOptions options)
    : options_(std::move(options)),
      tickets_(options_.ticket_life),
      next_look_(std::chrono::steady_clock::now().time_since_epoch() + options_.look) {
  auto loaded = load(options_.files);
  if (!loaded) throw Fault(fmt::format("{}: {}", loaded.error().where, loaded.error().message));
}

std::unique_ptr<TlsStream> Tls::stream(int socket) const {
  std::lock_guard lock(mutex_);
  return std::make_unique<TlsStream>(context_.get(), socket);
}

bool Tls::is_time_to_look(std::chrono::steady_clock::time_point now) {
  auto due = next_look_.load(std::memory_order_relaxed);
  return now.time_since_epoch() >= due &&
         next_look_.compare_exchange_strong(due, now.time_since_epoch() + options_.look);
}

std::optional<Result<void>> Tls::look() {
  std::lock_guard lock(loading_);
  if (traces_of(options_.files) == traces_) return std::nullopt;
  return take(options_.files);
}

Result<void> Tls::load(TlsFiles const& files) {
  std::lock_guard lock(loading_);
  return take(files);
}

/// With loading_ held.
Result<void> Tls::take(TlsFiles const& files) {
  // Looked at before they are read: what is written meanwhile is seen the next time.
  auto traces = traces_of(files);
  if (files == options_.files) traces_ = traces;  // what is refused is refused once
  Context context = TRY(make(files));
  options_.files = files;
  traces_ = traces;
  std::lock_guard lock(mutex_);
  context_ = std::move(context);  // connections keep the one that they began with
  return {};
}

std::array<Tls::Trace, 2> Tls::traces_of(TlsFiles const& files) {
  std::array<Trace, 2> traces;
  std::array<std::filesystem::path const*, 2> paths = {&files.certificate, &files.key};
  for (std::size_t i = 0; i < paths.size(); ++i) {
    struct stat state = {};
    if (::stat(paths[i]->c_str(), &state) != 0) continue;
    traces[i] = {.seconds = state.st_mtim.tv_sec,
                 .nanoseconds = state.st_mtim.tv_nsec,
                 .size = state.st_size,
                 .inode = state.st_ino};
  }
  return traces;
}

Result<Tls::Context> Tls::make(TlsFiles const& files) {
  Context context(SSL_CTX_new(TLS_server_method()));
  if (context == nullptr) throw Fault("no memory for TLS");
  SSL_CTX_set_default_passwd_cb(context.get(), no_password);
  set_terms(context.get());
  set_tickets(context.get(), tickets_);
  if (SSL_CTX_use_certificate_chain_file(context.get(), files.certificate.c_str()) != 1) {
    return unusable(files.certificate);
  }
  if (SSL_CTX_use_PrivateKey_file(context.get(), files.key.c_str(), SSL_FILETYPE_PEM) != 1 ||
      SSL_CTX_check_private_key(context.get()) != 1) {
    return unusable(files.key);
  }
  return context;
}

}  // namespace allmende::http
