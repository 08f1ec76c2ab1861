#include "http/wire.h"

#include <fmt/format.h>

#include <iterator>

namespace allmende::http {

bool is_bodiless(Status status) {
  return status == Status::no_content || status == Status::not_modified;
}

std::string wire_head(Response const& response, WireFacts const& facts) {
  std::string head;
  head.reserve(512);
  auto out = std::back_inserter(head);
  fmt::format_to(out, "HTTP/1.1 {} {}\r\nDate: {}\r\n", number_of(response.status()),
                 reason_of(response.status()), facts.date);
  for (Field const& field : response.headers()) {
    head.append(field.name).append(": ").append(field.value).append("\r\n");
  }
  if (!is_bodiless(response.status())) {
    fmt::format_to(out, "Content-Length: {}\r\n", response.body().size());
  }
  if (!facts.keep_alive) {
    head.append("Connection: close\r\n");
  } else if (!facts.is_http_1_1) {
    head.append("Connection: keep-alive\r\n");
  }
  return head.append("\r\n");
}

}  // namespace allmende::http
