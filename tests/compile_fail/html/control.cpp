// compiles
// What stands next to the mistakes in this folder, and is right.
#include "html/html.h"

using namespace allmende;

html::Html right(std::string_view text, html::Url const& url, html::SrcSet const& srcset,
                 std::optional<std::string> const& maybe, bool truth, int number) {
  return html::html<R"(
    <!-- a comment -->
    <p class="a {} {}" id="{}" lang="{}" hidden="{}" data-number="{}">{} &amp; &#8211; {{{}}}<br></p>
    <a href="{}" cite="{}" ping="{}" target="_blank" rel="{}">word</a>
    <a href="/a?b=c&amp;d=e">word</a><a href="#a">word</a><a href="https://example.org">word</a>
    <img src="{}" srcset="{}" sizes="100vw" alt="{}" width="{}" height='{}'>
    <form method="get" action="{}"><button formaction="{}" disabled>word</button></form>
    <video poster="{}" controls></video><q cite="{}">word</q>
    <script src="{}" type="module" integrity="a" defer></script>
    <link rel="stylesheet" href="{}"><link rel="preload" as="image" href="{}" imagesrcset="{}">
    <link rel="canonical" href="https://example.org/">
    <meta property="og:title" content="{}"><meta http-equiv="refresh" content="60">
    <iframe src="{}" sandbox=""></iframe><noscript><p>{}</p></noscript>
    <select><option value="{}" selected="{}">{}</option></select><textarea>{}</textarea>
    <table><thead><tr><th>{}</th></tr></thead><tbody>{}</tbody></table><ul>{}<li>{}</li></ul>
    <svg viewBox="0 0 {} {}" aria-hidden="true"><title>{}</title><use href="#a"/>
      <path fill="none" d="{}"/></svg>
    <math><mi>{}</mi></math>
  )">(text, "b", text, maybe, truth, number, text, number, url, url, url, text, url, srcset, text,
      number, number, url, url, url, url, url, url, url, srcset, text, url, text, text, truth, text,
      text, text, html::nothing, html::nothing, text, number, number, text, text, text);
}

html::Document page(std::string_view title, html::Html const& body) {
  return html::document<R"(<!doctype html>
<html lang="de">
<head><meta charset="utf-8"><title>{}</title></head>
<body>{}</body>
</html>
)">(title, body);
}

html::Html around(std::string const& words) {
  return html::each(words, [](char) { return html::html<"<b>word</b>">(); }) + html::text(words) +
         html::join(words, html::text(", "), [](char) { return html::nothing; });
}
