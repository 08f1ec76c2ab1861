#include "database/listener.h"

#include <libpq-fe.h>

namespace allmende::database {

void Listener::Close::operator()(pg_conn* connection) const { PQfinish(connection); }

int Listener::descriptor() const { return connection_ ? PQsocket(connection_.get()) : -1; }

void Listener::listen() noexcept {
  if (!connection_) connect();
  if (!connection_) return;
  if (PQconsumeInput(connection_.get()) == 0) {
    connection_.reset();
    return;
  }
  while (PGnotify* heard = PQnotifies(connection_.get())) PQfreemem(heard);
}

void Listener::connect() {
  connection_.reset(PQconnectdb(address_.reveal().c_str()));
  PGresult* result = PQexec(connection_.get(), "LISTEN allmende_change");
  if (PQresultStatus(result) != PGRES_COMMAND_OK) connection_.reset();
  PQclear(result);
}

}  // namespace allmende::database
