#include "forms/forms.h"

namespace allmende::forms {

using html::Html;

Html field(Field const& it) {
  std::string id = it.id.empty() ? "feld-" + std::string(it.name) : it.id;
  std::optional<std::string> proposals, keys;
  if (!it.list.empty()) proposals = it.list;
  if (!it.inputmode.empty()) keys = it.inputmode;
  auto [below, invalid, described] = beneath(id, it.wrong, it.hint);
  return html::html<R"(<div class="field"><label for="{}">{}</label>
<input id="{}" name="{}" type="{}" value="{}" autocomplete="{}" inputmode="{}" aria-invalid="{}" aria-describedby="{}" required="{}" list="{}">{}</div>
)">(id, it.label, id, it.name, it.type, it.value, it.autocomplete, keys, invalid, described, it.required, proposals, below);
}

Html text_field(TextField const& it) {
  std::string id = "feld-" + std::string(it.name);
  auto [below, invalid, described] = beneath(id, it.wrong, it.hint);
  return html::html<R"(<div class="field"><label for="{}">{}</label>
<textarea id="{}" name="{}" rows="{}" aria-invalid="{}" aria-describedby="{}">
{}</textarea>{}</div>
)">(id, it.label, id, it.name, it.rows, invalid, described, it.value, below);
}

Beneath beneath(std::string const& id, std::string const& wrong, std::string const& hint) {
  Beneath it;
  std::string about;
  if (!wrong.empty()) {
    it.invalid = "true";
    about = id + "-falsch";
    it.shown += html::html<R"(<p class="wrong" id="{}">{}</p>)">(about, wrong);
  }
  if (!hint.empty()) {
    about += (about.empty() ? "" : " ") + id + "-hinweis";
    it.shown += html::html<R"(<p class="hint" id="{}">{}</p>)">(id + "-hinweis", hint);
  }
  if (!about.empty()) it.described = about;
  return it;
}

Html hidden(std::string_view name, std::string_view value) {
  return html::html<R"(<input type="hidden" name="{}" value="{}">)">(name, value);
}

Html complaint(std::string const& words) { return html::html<R"(<p class="complaint" role="alert">{}</p>
)">(words); }

Html notice(std::string const& words) { return html::html<R"(<p class="notice" role="status">{}</p>
)">(words); }

}  // namespace allmende::forms
