#include "embedded/provider_migrations.h"
#include "provider/provider.h"

template <>
struct allmende::database::Stored<allmende::provider::inbox::State> {
  using State = allmende::provider::inbox::State;
  static std::string_view store(State state) {
    switch (state) {
      case State::waiting: return "waiting";
      case State::parked: return "parked";
      case State::handled: return "handled";
    }
    report_bug("every state has a name");
  }
  static State load(std::string_view text) {
    for (State state : {State::waiting, State::parked, State::handled}) {
      if (store(state) == text) return state;
    }
    throw Fault("an event's state is not one of them");
  }
};

template <class Tag>
struct allmende::database::Stored<allmende::provider::Handle<Tag>> {
  static std::string_view store(allmende::provider::Handle<Tag> const& handle) { return handle.text(); }
  static allmende::provider::Handle<Tag> load(std::string_view text) {
    return must_be(allmende::provider::Handle<Tag>::parse(text));
  }
};

namespace allmende::provider {

std::vector<database::Migration> migrations() { return database::migrations(embedded::provider_migrations()); }

}  // namespace allmende::provider

namespace allmende::provider::inbox {

using database::Sql;

namespace {

Sql const kReceive{"provider.receive", R"(
    INSERT INTO provider_event (provider, id, type, body, state, received_at, looks, note)
    VALUES (:provider, :id, :type, :body, 'waiting', :now, 0, '')
    ON CONFLICT (provider, id) DO NOTHING)"};

#define ENTRY "SELECT provider, id, type, body, state, received_at, looks, note FROM provider_event "
Sql const kList{"provider.list", ENTRY "WHERE state = :state ORDER BY number LIMIT :limit"};
Sql const kFind{"provider.find", ENTRY "WHERE provider = :provider AND id = :id"};

Sql const kClaim{"provider.claim", R"(
    UPDATE provider_event SET state = 'handled', note = ''
    WHERE provider = :provider AND id = :id AND state <> 'handled')"};
Sql const kPark{"provider.park", R"(
    UPDATE provider_event SET state = 'parked', looks = looks + 1, note = :note
    WHERE provider = :provider AND id = :id AND state <> 'handled')"};
Sql const kForget{"provider.forget", R"(
    UPDATE provider_event SET body = '' WHERE state = 'handled' AND received_at < :before AND body <> '')"};

using Row = std::tuple<std::string, EventId, std::string, std::string, State, Instant, int, std::string>;

Entry entry_of(Row row) {
  auto& [provider, id, type, body, state, received, looks, note] = row;
  return {.provider = std::move(provider), .id = std::move(id), .type = std::move(type), .body = std::move(body),
          .state = state, .received = received, .looks = looks, .note = std::move(note)};
}

}  // namespace

Received receive(database::WriteTx& tx, std::string_view provider, Event const& event, std::string_view body,
                 Instant now) {
  bool is_new = tx.run(kReceive, provider, event.id, event.type, body, now) == 1;
  return is_new ? Received::first_time : Received::again;
}

std::vector<Entry> list(database::ReadTx& tx, State state, std::size_t limit) {
  std::vector<Entry> found;
  auto rows = tx.all<std::string, EventId, std::string, std::string, State, Instant, int, std::string>(kList, state, limit);
  for (auto& row : rows) found.push_back(entry_of(std::move(row)));
  return found;
}

std::optional<Entry> find(database::ReadTx& tx, std::string_view provider, EventId const& id) {
  auto row =
      tx.maybe<std::string, EventId, std::string, std::string, State, Instant, int, std::string>(kFind, provider, id);
  if (!row) return std::nullopt;
  return entry_of(*std::move(row));
}

bool claim(database::WriteTx& tx, std::string_view provider, EventId const& id) {
  return tx.run(kClaim, provider, id) == 1;
}

void park(database::WriteTx& tx, std::string_view provider, EventId const& id, std::string_view note) {
  tx.run(kPark, note, provider, id);
}

std::int64_t forget(database::WriteTx& tx, Instant before) { return tx.run(kForget, before); }

}  // namespace allmende::provider::inbox
