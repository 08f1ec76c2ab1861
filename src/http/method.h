#pragma once

#include <array>
#include <optional>
#include <string_view>

namespace allmende::http {

/// What can be asked for. Any other method is answered 501.
enum class Method { get, head, post, put, patch, delete_, options };

inline constexpr std::array kMethods = {Method::get,   Method::head,    Method::post,   Method::put,
                                        Method::patch, Method::delete_, Method::options};

/// "GET".
std::string_view name_of(Method method);
/// Methods are case-sensitive (RFC 9110, 9.1): "get" is none.
std::optional<Method> method_of(std::string_view name);

}  // namespace allmende::http
