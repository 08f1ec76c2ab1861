#pragma once
// How an import reaches the disk. Private to app.

#include "app/import_watch.h"

namespace allmende::app {

/// One transaction after the other, each with up to kBatch records.
class Import::Batch {
 public:
  Batch(database::Database& database, Report report)
      : database_(database), report_(std::move(report)) {}

  /// Runs `store` in a scope of its own: what it refuses is undone.
  template <class Store>
  void add(std::string const& where, Store store) {
    if (!tx_) tx_.emplace(database_.write());
    {
      database::Savepoint savepoint = tx_->savepoint();
      Result<Imported> done = store(*tx_);
      if (done) {
        savepoint.keep();
        done->where = where;
        done_.push_back(*std::move(done));
      } else {
        add_refusal(where, done.error());
      }
    }
    if (done_.size() >= kBatch) commit();
  }

  void add_refusal(std::string const& where, Refusal const& refusal) {
    done_.push_back({Imported::Kind::refused, "", join_place(where, refusal.where), refusal.message});
  }

  void add_note(std::string note) { done_.push_back({Imported::Kind::note, "", "", std::move(note)}); }

  void commit() {
    if (tx_) tx_->commit();
    tx_.reset();
    for (Imported const& one : done_) {
      count(one.kind) += 1;
      report_(one);
    }
    done_.clear();
  }

  ImportCount const& counted() const { return counted_; }

 private:
  static constexpr std::size_t kBatch = 500;

  static std::string join_place(std::string const& file, std::string const& inside) {
    return inside.empty() ? file : file + ", " + inside;
  }

  std::size_t& count(Imported::Kind kind) {
    switch (kind) {
      case Imported::Kind::created: return counted_.created;
      case Imported::Kind::changed: return counted_.changed;
      case Imported::Kind::unchanged: return counted_.unchanged;
      case Imported::Kind::refused: return counted_.refused;
      case Imported::Kind::note: return notes_;
    }
    report_bug("every kind is counted");
  }

  database::Database& database_;
  Report report_;
  std::optional<database::WriteTx> tx_;
  std::vector<Imported> done_;
  ImportCount counted_;
  std::size_t notes_ = 0;
};

template <class Store>
void Import::add(std::string const& where, Store store) {
  batch_->add(where, [&](database::WriteTx& tx) -> Result<Imported> {
    watch_->remember_sections(tx);
    Imported done = TRY(store(tx));
    TRY(watch_->see(tx, done, where));
    return done;
  });
}

}  // namespace allmende::app
