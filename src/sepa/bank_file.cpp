#include "sepa/bank_file.h"

#include <fmt/format.h>

#include <array>
#include <fstream>
#include <memory>

#include "sepa/message_parts.h"
#include "zip/zip.h"

namespace allmende::sepa {

namespace {

constexpr std::string_view kIso20022 = "urn:iso:std:iso:20022:tech:xsd:";

enum class Message { statement, report, notification, status_report };

struct Known {
  std::string_view name;  ///< "camt.053.001.08"
  Message message;
  int version;
};
constexpr auto kKnown = std::to_array<Known>({{"camt.053.001.02", Message::statement, 2},
                                              {"camt.053.001.04", Message::statement, 4},
                                              {"camt.053.001.08", Message::statement, 8},
                                              {"camt.052.001.02", Message::report, 2},
                                              {"camt.052.001.04", Message::report, 4},
                                              {"camt.052.001.08", Message::report, 8},
                                              {"camt.054.001.02", Message::notification, 2},
                                              {"camt.054.001.04", Message::notification, 4},
                                              {"camt.054.001.08", Message::notification, 8},
                                              {"pain.002.001.03", Message::status_report, 3},
                                              {"pain.002.001.10", Message::status_report, 10}});

Result<Known> known_message(xml::Name const& root, std::string const& place) {
  if (root.local != "Document" || !root.space.starts_with(kIso20022)) {
    return refuse(Code::invalid, "this is no message of ISO 20022 (camt.052, camt.053, camt.054 or pain.002)", place);
  }
  std::string_view const name = std::string_view(root.space).substr(kIso20022.size());
  auto const* found = std::ranges::find(kKnown, name, &Known::name);
  if (found == kKnown.end()) {
    return refuse(
        Code::invalid,
        fmt::format("{} is not read here, but camt.052, camt.053 and camt.054 in the versions 02, 04 and 08, and "
                    "pain.002 in the versions 03 and 10",
                    name.substr(0, 40)),
        place);
  }
  return *found;
}

MessageKind kind_of(Message message) {
  switch (message) {
    case Message::statement:
      return MessageKind::statement;
    case Message::report:
      return MessageKind::report;
    case Message::notification:
      return MessageKind::notification;
    case Message::status_report:
      break;
  }
  report_bug("a status report is no statement");
}

class BankFile {
 public:
  BankFile(BankFileListener& listener, ReadLimits const& limits) : listener_(listener), limits_(limits) {}

  Result<void> read_message(std::string_view name, xml::Source source) {
    TRY(listener_.message_begins(name));
    if (name.ends_with(".zip") || name.ends_with(".ZIP")) {
      return refuse(Code::invalid, "a ZIP within a ZIP is not opened", std::string(name));
    }
    xml::Reader xml(std::move(source), {.bytes = limits_.bytes});
    auto done = read_root(xml);
    if (done || name.empty()) return done;
    Refusal refusal = done.error();
    std::string const at = refusal.where.empty() || refusal.where == name ? "" : ", " + refusal.where;
    return refuse(refusal.code, std::move(refusal.message), std::string(name) + at);
  }

  /// `open` calls with each file of the ZIP.
  template <class Open>
  Result<void> read_zip(Open&& open) {
    bool is_empty = true;
    zip::Limits const within{.entries = limits_.messages, .bytes = limits_.bytes};
    TRY(open(within, [&](zip::Entry const& entry) {
      is_empty = false;
      return read_message(entry.name, entry.read);
    }));
    if (is_empty) return refuse(Code::invalid, "the ZIP holds no file");
    return {};
  }

 private:
  Result<void> read_root(xml::Reader& xml) {
    xml::Name const root = TRY(xml.root());
    Known const known = TRY(known_message(root, xml.place()));
    if (known.message == Message::status_report) {
      StatusReport const report = TRY(read_status_report(xml, known.version, limits_));
      TRY(xml.finish());
      return listener_.status_report(report);
    }
    TRY(read_statements(xml, kind_of(known.message), known.version, listener_, limits_));
    return xml.finish();
  }

  BankFileListener& listener_;
  ReadLimits limits_;
};

xml::Source bytes_of_file(std::filesystem::path const& file) {
  auto in = std::make_shared<std::ifstream>(file, std::ios::binary);
  if (!*in) throw Fault("cannot read " + file.string());
  return [in, file](std::span<char> buffer) -> Result<std::size_t> {
    in->read(buffer.data(), static_cast<std::streamsize>(buffer.size()));
    if (in->bad()) throw Fault("cannot read " + file.string());
    return static_cast<std::size_t>(in->gcount());
  };
}

}  // namespace

Result<void> BankFileListener::message_begins(std::string_view) { return {}; }

Result<void> read_bank_file(std::filesystem::path const& file, BankFileListener& listener, ReadLimits const& limits) {
  std::string beginning(4, '\0');
  std::ifstream(file, std::ios::binary).read(beginning.data(), 4);
  BankFile reading(listener, limits);
  if (!zip::looks_like_zip(beginning)) return reading.read_message("", bytes_of_file(file));
  return reading.read_zip([&](auto const& within, auto const& callback) { return zip::read(file, within, callback); });
}

Result<void> read_bank_bytes(std::string_view bytes, BankFileListener& listener, ReadLimits const& limits) {
  BankFile reading(listener, limits);
  if (!zip::looks_like_zip(bytes)) return reading.read_message("", xml::bytes_of(bytes));
  return reading.read_zip([&](auto const& within, auto const& callback) { return zip::read(bytes, within, callback); });
}

}  // namespace allmende::sepa
