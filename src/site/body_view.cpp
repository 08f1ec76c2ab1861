#include "site/body_view.h"

#include "site/picture_view.h"

namespace allmende::site {

using html::Html;
using namespace newsroom;

namespace {

Html link_view(Html const& inside, std::string const& address) {
  auto url = html::Url::external(address);
  if (!url) return inside;  // refused on the way in; whoever got past that gets no link
  return html::html<R"(<a href="{}">{}</a>)">(*url, inside);
}

Html run_view(Run const& run) {
  Html view = html::text(run.text);
  if (run.strong) view = html::html<"<strong>{}</strong>">(view);
  if (run.emphasis) view = html::html<"<em>{}</em>">(view);
  return run.link.empty() ? view : link_view(view, run.link);
}

Html items_view(std::vector<Text> const& items) {
  return html::each(items, [](Text const& item) { return html::html<"<li>{}</li>">(text_view(item)); });
}

/// A quotation mark hangs out beside the lines; a letter does not.
bool opens_with_mark(Text const& text) {
  constexpr std::string_view kMarks[] = {"»", "«", "„", "“", "\"", "‚", "‘", "›", "‹"};
  std::string words = plain_text(text);
  return std::ranges::any_of(kMarks, [&](std::string_view mark) { return words.starts_with(mark); });
}

class BlockView {
 public:
  BlockView(Context const& context, database::ReadTx& tx, words::Words const& words)
      : context_(context), tx_(tx), words_(words) {}

  Html view(Block const& block, bool in_box = false) {
    id_ = block.id;
    in_box_ = in_box;
    return std::visit(*this, block.content);
  }

  void put_before_first_paragraph(Html dateline) { dateline_ = std::move(dateline); }
  Html take_dateline() { return std::exchange(dateline_, Html()); }

  Html operator()(Paragraph const& block) {
    return html::html<R"(<p id="{}">{}{}</p>
)">(id_, take_dateline(), text_view(block.text));
  }
  Html operator()(Subheading const& block) {
    if (in_box_) return html::html<R"(<h3 id="{}">{}</h3>
)">(id_, text_view(block.text));
    return html::html<R"(<h2 id="{}">{}</h2>
)">(id_, text_view(block.text));
  }
  Html operator()(Quote const& block) {
    Html who = html::when(!block.attribution.empty(), [&] {
      return html::html<"<footer>{}</footer>">(block.attribution);
    });
    std::string_view kind = opens_with_mark(block.text) ? "quote quote-hung" : "quote";
    return html::html<R"(<blockquote class="{}" id="{}"><p>{}</p>{}</blockquote>
)">(kind, id_, text_view(block.text), who);
  }
  Html operator()(List const& block) {
    if (block.order == List::Order::numbers) {
      return html::html<R"(<ol id="{}">{}</ol>
)">(id_, items_view(block.items));
    }
    return html::html<R"(<ul id="{}">{}</ul>
)">(id_, items_view(block.items));
  }
  Html operator()(Picture const& block) {
    auto picture = find_picture(context_, tx_, block.use);
    if (!picture) return {};
    return html::html<R"(<figure id="{}">{}{}</figure>
)">(id_, image(*picture, Place::body), caption(*picture));
  }
  Html operator()(InfoBox const& block) {
    std::string id = id_;
    std::string title_id = id + "-t";
    std::string title = block.title.empty() ? words_.say("Background") : block.title;
    Html inside;
    for (Block const& each : block.blocks) inside += view(each, true);
    return html::html<R"(<aside class="infobox" id="{}" aria-labelledby="{}"><h2 id="{}">{}</h2>
{}</aside>
)">(id, title_id, title_id, title, inside);
  }
  Html operator()(Exchange const& block) {
    Html answers = html::each(block.answer, [](Text const& paragraph) {
      return html::html<R"(<p class="answer">{}</p>)">(text_view(paragraph));
    });
    return html::html<R"(<div class="interview" id="{}"><p class="question">{}</p>{}</div>
)">(id_, text_view(block.question), answers);
  }
  Html operator()(Separator const&) {
    return html::html<R"(<hr class="separator" id="{}">
)">(id_);
  }
  Html operator()(Embed const& block) {
    std::string title = block.title.empty() ? block.url : block.title;
    std::string note = block.provider.empty()
        ? words_.say("Lies on another server. Data go there only when you follow the link.")
        : words_.say("Lies at {provider}. Data go there only when you follow the link.",
                     {{"provider", block.provider}});
    return html::html<R"(<div class="embed" id="{}"><p>{}</p><p class="embed-note">{}</p></div>
)">(id_, link_view(html::text(title), block.url), note);
  }

 private:
  Context const& context_;
  database::ReadTx& tx_;
  words::Words const& words_;
  std::string id_;
  bool in_box_ = false;
  Html dateline_;
};

}  // namespace

Html text_view(Text const& text) { return html::each(text, run_view); }

Html body_view(Context const& context, database::ReadTx& tx, Body const& body,
               words::Words const& words, BodyEdges const& edges) {
  BlockView blocks(context, tx, words);
  blocks.put_before_first_paragraph(edges.dateline);
  Html view;
  for (Block const& block : body.blocks) view += blocks.view(block);
  Html left = blocks.take_dateline();
  if (!left.empty()) view = html::html<"<p>{}</p>">(left) + view;
  return view + edges.end;
}

}  // namespace allmende::site
