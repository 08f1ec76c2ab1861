#include "desk/json_answer.h"

namespace allmende::desk {

http::Response json_answer(json::Object object, http::Status status) {
  return http::Response::of("application/json", json::write(object), status);
}

Result<json::Object> object_in(http::Request const& request) {
  json::Value value = TRY(json::parse(request.body()));
  if (!value.is_object()) return refuse(Code::invalid, "this is no JSON object");
  return std::move(value).as_object();
}

}  // namespace allmende::desk
