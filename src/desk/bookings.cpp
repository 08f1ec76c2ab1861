#include "desk/bookings.h"

#include "desk/frame.h"

namespace allmende::desk {

using html::Html;
using html::html;

namespace {

constexpr std::size_t kMinutes = 16;  // of "2026-11-27T10:00"

std::string local_minutes(words::Words const& words, std::optional<Instant> at) {
  return at ? words.iso_with_offset(*at).substr(0, kMinutes) : std::string();
}

std::string trimmed(std::string text) {
  while (!text.empty() && (text.back() == ' ' || text.back() == '\r' || text.back() == '\n')) text.pop_back();
  std::size_t begin = text.find_first_not_of(" \r\n");
  return begin == text.npos ? std::string() : text.substr(begin);
}

std::vector<std::string> split(std::string typed, std::string_view at) {
  std::erase(typed, '\r');
  std::vector<std::string> parts;
  while (true) {
    std::size_t end = typed.find(at);
    std::string part = trimmed(typed.substr(0, end));
    if (!part.empty()) parts.push_back(std::move(part));
    if (end == typed.npos) return parts;
    typed.erase(0, end + at.size());
  }
}

}  // namespace

Html text_field(TextField const& it) {
  std::string id = "feld-" + std::string(it.name);
  auto [below, invalid, described] = beneath(id, it.wrong, it.hint);
  return html::html<R"(<div class="field"><label for="{}">{}</label>
<textarea id="{}" name="{}" rows="{}" aria-invalid="{}" aria-describedby="{}">
{}</textarea>{}</div>
)">(id, it.label, id, it.name, it.rows, invalid, described, it.value, below);
}

Html choice_field(Work const& work, std::string_view name, std::string const& label, std::vector<Choice> const& choices) {
  auto typed = work.request.form(name);
  Html options = html::each(choices, [&](Choice const& it) {
    bool is_chosen = typed ? *typed == it.value : it.chosen;
    return html::html<R"(<option value="{}" selected="{}">{}</option>)">(it.value, is_chosen, it.name);
  });
  return html::html<R"(<div class="field"><label for="feld-{}">{}</label><select id="feld-{}" name="{}">{}</select></div>
)">(name, label, name, name, options);
}

Html boxes_field(std::string_view name, std::string const& legend, std::vector<Choice> const& choices) {
  Html boxes = html::each(choices, [&](Choice const& it) {
    std::string id = fmt::format("{}-{}", name, it.value);
    return html::html<R"(<div class="choice"><input type="checkbox" id="{}" name="{}" value="1" checked="{}"><label for="{}">{}</label></div>
)">(id, id, it.chosen, id, it.name);
  });
  return html::html<R"(<fieldset class="choices"><legend>{}</legend>
{}</fieldset>
)">(legend, boxes);
}

bool is_ticked(http::Request const& request, std::string_view name, std::string_view value) {
  return request.form(fmt::format("{}-{}", name, value)).has_value();
}

Html span_fields(Work const& work, std::optional<Instant> from, std::optional<Instant> to) {
  words::Words const& words = work.words();
  bool is_post = work.request.method() == http::Method::post;
  auto value = [&](std::string_view name, std::optional<Instant> at) {
    return is_post ? form_text(work.request, name) : local_minutes(words, at);
  };
  return field({.name = "von", .label = words.say("From (empty: at once)"), .type = "datetime-local", .value = value("von", from), .required = false}) +
         field({.name = "bis", .label = words.say("Until (empty: until it is ended)"), .type = "datetime-local", .value = value("bis", to), .required = false});
}

Result<std::optional<Instant>> moment_in(Work const& work, std::string_view name, std::optional<Instant> before) {
  std::string typed = form_text(work.request, name);
  if (typed.empty()) return std::optional<Instant>();
  if (typed == local_minutes(work.words(), before)) return before;
  return std::optional(TRY(work.words().moment_at(typed)));
}

std::string span_words(words::Words const& words, std::optional<Instant> from, std::optional<Instant> to, Instant now) {
  if (to && *to <= now) return words.say("Over since {moment}", {{"moment", words.date_time(*to)}});
  if (from && *from > now) return words.say("Begins on {moment}", {{"moment", words.date_time(*from)}});
  if (to) return words.say("Runs until {moment}", {{"moment", words.date_time(*to)}});
  return words.say("Runs");
}

std::vector<std::string> paragraphs_in(std::string const& typed) { return split(typed, "\n\n"); }
std::vector<std::string> lines_in(std::string const& typed) { return split(typed, "\n"); }

std::string joined(std::vector<std::string> const& parts, std::string_view between) {
  std::string all;
  for (std::string const& part : parts) {
    if (!all.empty()) all += between;
    all += part;
  }
  return all;
}

}  // namespace allmende::desk
