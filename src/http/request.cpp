#include "http/request.h"

#include "http/coding.h"

namespace allmende::http {

namespace {

/// "http://host/path" → "host", and leaves "/path". An origin-form target stays as it is.
Result<std::string> take_authority(std::string_view& target) {
  std::size_t scheme = target.find("://");
  if (target.starts_with('/') || scheme == std::string_view::npos) return std::string();
  if (!same_word(target.substr(0, scheme), "http") &&
      !same_word(target.substr(0, scheme), "https")) {
    return refuse(Code::invalid, "an address that is neither http nor https");
  }
  target.remove_prefix(scheme + 3);
  std::size_t end = std::min(target.find_first_of("/?"), target.size());
  std::string authority(target.substr(0, end));
  if (authority.empty() || authority.contains('@')) {
    return refuse(Code::invalid, "an address without a host");
  }
  target.remove_prefix(end);
  return authority;
}

bool is_form(std::string_view content_type) {
  return same_word(take_until(content_type, ';'), "application/x-www-form-urlencoded");
}

}  // namespace

Result<Request> Request::make(Method method, std::string_view target, Fields headers,
                              std::string body, FieldLimits const& limits) {
  Request request;
  request.method_ = method;
  request.headers_ = std::move(headers);
  request.host_ = request.header("Host").value_or("");
  TRY(request.take_target(target, limits));
  TRY(request.take_cookies(limits));
  TRY(request.take_body(std::move(body), limits));
  return request;
}

Result<void> Request::take_target(std::string_view target, FieldLimits const& limits) {
  if (target == "*" && method_ == Method::options) {
    target_ = path_ = target;
    return {};
  }
  if (std::string authority = TRY(take_authority(target)); !authority.empty()) {
    host_ = std::move(authority);
  }
  if (!target.starts_with('/')) target_ += '/';
  target_ += target;
  bool has_path = target.empty() || target.starts_with('/') || target.starts_with('?');
  if (!has_path || target_.contains('#')) return refuse(Code::invalid, "no path");
  std::string_view whole = target_;
  std::size_t mark = std::min(whole.find('?'), whole.size());
  path_ = TRY(decode_path(whole.substr(0, mark)));
  query_ = TRY(decode_form(whole.substr(std::min(mark + 1, whole.size())), limits.query_fields));
  return {};
}

Result<void> Request::take_cookies(FieldLimits const& limits) {
  for (Field const& field : headers_) {
    if (!same_word(field.name, "Cookie")) continue;
    for (std::string_view rest = field.value; !rest.empty();) {
      std::string_view pair = take_until(rest, ';');
      std::size_t equals = pair.find('=');
      if (equals == std::string_view::npos) continue;
      if (cookies_.size() == limits.cookies) return refuse(Code::limit, "too many cookies");
      cookies_.push_back({std::string(trimmed(pair.substr(0, equals))),
                          std::string(trimmed(pair.substr(equals + 1)))});
    }
  }
  return {};
}

Result<void> Request::take_body(std::string body, FieldLimits const& limits) {
  body_ = std::move(body);
  if (is_form(header("Content-Type").value_or(""))) {
    form_ = TRY(decode_form(body_, limits.form_fields));
  }
  return {};
}

std::optional<std::string_view> Request::query(std::string_view name) const {
  return find_field(query_, name);
}

std::optional<std::string_view> Request::header(std::string_view name) const {
  return find_header(headers_, name);
}

std::optional<std::string_view> Request::cookie(std::string_view name) const {
  return find_field(cookies_, name);
}

std::optional<std::string_view> Request::form(std::string_view name) const {
  return find_field(form_, name);
}

std::string_view Request::parameter(std::string_view name) const {
  auto value = find_field(parameters_, name);
  VERIFY(value.has_value());
  return *value;
}

std::string Request::address(std::vector<std::string> const& query_names) const {
  std::string address = encode_path(path_);
  char before = '?';
  for (std::string const& name : query_names) {
    auto value = query(name);
    if (!value) continue;
    address += before + encode_query(name) + "=" + encode_query(*value);
    before = '&';
  }
  return address;
}

}  // namespace allmende::http
