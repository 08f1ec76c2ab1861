#include "http/problem.h"

namespace allmende::http {

Status status_of(Code code) {
  switch (code) {
    case Code::invalid:
      return Status::bad_request;
    case Code::not_found:
      return Status::not_found;
    case Code::gone:
      return Status::gone;
    case Code::forbidden:
      return Status::forbidden;
    case Code::conflict:
      return Status::conflict;
    case Code::limit:
      return Status::content_too_large;
  }
  return Status::internal_error;
}

}  // namespace allmende::http
