#include "jobs/handlers.h"

namespace allmende::jobs {

Handlers& Handlers::inside(std::string kind, InsideHandler handler, Retries retries) {
  bool is_new = by_kind_.try_emplace(std::move(kind), Inside{std::move(handler), retries}).second;
  VERIFY(is_new);
  return *this;
}

Handlers& Handlers::outside(std::string kind, OutsideHandler handler, Retries retries, std::chrono::seconds lease, Reach reach) {
  bool is_new = by_kind_.try_emplace(std::move(kind), Outside{std::move(handler), retries, lease, reach}).second;
  VERIFY(is_new);
  return *this;
}

}  // namespace allmende::jobs
