#pragma once
// A certificate and a client that speaks TLS, for this room's tests.

#include <openssl/err.h>
#include <openssl/pem.h>
#include <openssl/ssl.h>
#include <openssl/x509.h>

#include <filesystem>

#include "http/test_support.h"
#include "http/tls_stream.h"

namespace allmende::http::testing {

/// A folder with a self-signed certificate and its key, gone with this.
class Certificate {
 public:
  Certificate() : folder_(make_folder()) { make("here"); }
  ~Certificate() { std::filesystem::remove_all(folder_); }

  TlsFiles files() const { return {folder_ / "certificate.pem", folder_ / "key.pem"}; }
  std::filesystem::path const& folder() const { return folder_; }

  /// Puts a new pair for `name` in the place of the old one.
  void make(std::string const& name) const {
    std::unique_ptr<EVP_PKEY, decltype(&EVP_PKEY_free)> key(EVP_EC_gen("P-256"), EVP_PKEY_free);
    std::unique_ptr<X509, decltype(&X509_free)> certificate(X509_new(), X509_free);
    X509_set_version(certificate.get(), 2);
    ASN1_INTEGER_set(X509_get_serialNumber(certificate.get()), 1);
    X509_gmtime_adj(X509_getm_notBefore(certificate.get()), -60);
    X509_gmtime_adj(X509_getm_notAfter(certificate.get()), 3600);
    X509_set_pubkey(certificate.get(), key.get());
    X509_NAME* subject = X509_get_subject_name(certificate.get());
    X509_NAME_add_entry_by_txt(subject, "CN", MBSTRING_UTF8,
                               reinterpret_cast<unsigned char const*>(name.c_str()), -1, -1, 0);
    X509_set_issuer_name(certificate.get(), subject);
    X509_sign(certificate.get(), key.get(), EVP_sha256());
    write("key.pem", [&](BIO* out) {
      PEM_write_bio_PrivateKey(out, key.get(), nullptr, nullptr, 0, nullptr, nullptr);
    });
    write("certificate.pem", [&](BIO* out) { PEM_write_bio_X509(out, certificate.get()); });
  }

  void spoil(std::string const& file) const {
    write(file, [](BIO* out) { BIO_puts(out, "no PEM\n"); });
  }

 private:
  static std::filesystem::path make_folder() {
    std::string name = std::filesystem::temp_directory_path() / "allmende-tls-XXXXXX";
    return mkdtemp(name.data());
  }

  /// As certificate tools do it: beside the file, then in its place.
  template <class Print>
  void write(std::string const& name, Print print) const {
    auto made = folder_ / (name + ".new");
    std::unique_ptr<BIO, decltype(&BIO_free)> out(BIO_new_file(made.c_str(), "w"), BIO_free);
    print(out.get());
    out.reset();
    std::filesystem::rename(made, folder_ / name);
  }

  std::filesystem::path folder_;
};

/// What a client wants of TLS.
struct TlsWish {
  int least = TLS1_2_VERSION;
  int most = TLS1_3_VERSION;
  std::string protocols = {};  ///< as ALPN has them: each with its length before it
  std::string ciphers = {};    ///< of TLS 1.2
  std::optional<int> receive_buffer = {};
};

/// A browser's memory: what it keeps of a server between connections.
class Browser {
 public:
  explicit Browser(TlsWish wish = {}) : wish_(std::move(wish)), context_(SSL_CTX_new(TLS_client_method())) {
    SSL_CTX_set_min_proto_version(context_.get(), wish_.least);
    SSL_CTX_set_max_proto_version(context_.get(), wish_.most);
    SSL_CTX_set_session_cache_mode(context_.get(), SSL_SESS_CACHE_CLIENT | SSL_SESS_CACHE_NO_INTERNAL);
    SSL_CTX_set_app_data(context_.get(), this);
    SSL_CTX_sess_set_new_cb(context_.get(), [](SSL* ssl, SSL_SESSION* session) {
      auto* browser = static_cast<Browser*>(SSL_CTX_get_app_data(SSL_get_SSL_CTX(ssl)));
      browser->session_.reset(session);
      return 1;
    });
    if (!wish_.ciphers.empty()) SSL_CTX_set_cipher_list(context_.get(), wish_.ciphers.c_str());
  }

  SSL_CTX* context() const { return context_.get(); }
  TlsWish const& wish() const { return wish_; }
  SSL_SESSION* session() const { return session_.get(); }

 private:
  struct FreeSession {
    void operator()(SSL_SESSION* session) const { SSL_SESSION_free(session); }
  };
  TlsWish wish_;
  std::unique_ptr<SSL_CTX, FreeSsl> context_;
  std::unique_ptr<SSL_SESSION, FreeSession> session_;
};

/// One connection with TLS; it brings the browser's last ticket, and keeps those that it gets there.
class TlsClient : public Client {
 public:
  TlsClient(std::uint16_t port, Browser const& browser)
      : Client(port, browser.wish().receive_buffer), ssl_(SSL_new(browser.context())) {
    timeval patience{5, 0};
    setsockopt(socket(), SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
    SSL_set_fd(ssl_.get(), socket());
    if (browser.session() != nullptr) SSL_set_session(ssl_.get(), browser.session());
    std::string const& protocols = browser.wish().protocols;
    SSL_set_alpn_protos(ssl_.get(), reinterpret_cast<unsigned char const*>(protocols.data()),
                        static_cast<unsigned>(protocols.size()));
    shaken_ = SSL_connect(ssl_.get()) == 1;
    ERR_clear_error();
  }
  TlsClient(TlsClient&&) = default;
  ~TlsClient() override {
    // As if both had said the end: OpenSSL takes tickets of connections that broke for bad ones.
    if (ssl_ != nullptr) SSL_set_shutdown(ssl_.get(), SSL_SENT_SHUTDOWN | SSL_RECEIVED_SHUTDOWN);
  }

  bool is_shaken() const { return shaken_; }
  bool is_resumed() const { return SSL_session_reused(ssl_.get()) == 1; }
  std::string version() const { return SSL_get_version(ssl_.get()); }
  std::string protocol() const {
    unsigned char const* chosen = nullptr;
    unsigned size = 0;
    SSL_get0_alpn_selected(ssl_.get(), &chosen, &size);
    return {reinterpret_cast<char const*>(chosen), size};
  }
  /// Whom the server says it is.
  std::string peer() const {
    char name[100] = "";
    std::unique_ptr<X509, decltype(&X509_free)> peer(SSL_get1_peer_certificate(ssl_.get()), X509_free);
    X509_NAME_get_text_by_NID(X509_get_subject_name(peer.get()), NID_commonName, name, sizeof name);
    return name;
  }
  /// Whether the server has said that nothing more is coming.
  bool was_told_the_end() const { return (SSL_get_shutdown(ssl_.get()) & SSL_RECEIVED_SHUTDOWN) != 0; }

 protected:
  ssize_t give(std::string_view bytes) override {
    return SSL_write(ssl_.get(), bytes.data(), static_cast<int>(bytes.size()));
  }
  ssize_t take(std::span<char> into) override {
    int count = SSL_read(ssl_.get(), into.data(), static_cast<int>(into.size()));
    if (count <= 0) ERR_clear_error();
    return count;
  }
  bool holds_some() const override { return SSL_pending(ssl_.get()) > 0; }

 private:
  std::unique_ptr<SSL, FreeSsl> ssl_;
  bool shaken_ = false;
};

}  // namespace allmende::http::testing
