#pragma once
// The operator's own listener, on this machine only: the state of the paper, and /metrics for Prometheus.

#include "app/paper.h"
#include "http/http.h"
#include "press/press.h"

namespace allmende::app {

/// Every page but /healthz and what it is dressed in (/theme/…) asks for the operator's name ("operator") and password (operator.key).
/// `paper` and `readers` outlive the router.
http::Router operator_router(Paper& paper, http::Server const& readers, press::Press const& press,
                             Clock clock);

}  // namespace allmende::app
