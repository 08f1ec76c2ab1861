#pragma once
// How a page is written from its template: markup and values by turns.

#include <string>
#include <string_view>

namespace allmende::html::detail {

/// What may stand in a place of a template.
enum class Hole : unsigned char {
  none,       // nothing: the step ends at a literal brace
  content,    // Html, text or a number between tags
  words,      // text or a number: title, textarea, option, svg, math
  markup,     // Html only: rows, items, options
  part,       // text or a number inside the value of an attribute
  attribute,  // the same as the whole value; an empty optional leaves the attribute out
  flag,       // bool: the attribute is there or not
  url,        // a Url as the whole value
  own_url,    // a Url of this site: scripts and style sheets
  srcset,     // a SrcSet as the whole value; an empty one leaves the attribute out
};

/// First the markup [begin, end), then a value. A value that is a whole attribute is preceded by
/// its name, [end, value), and followed by the same quotation mark as that ends with.
struct Step {
  unsigned begin = 0;
  unsigned end = 0;
  unsigned value = 0;
  Hole hole = Hole::none;
  bool first_line = false;  // a newline that begins the value must be doubled
};

/// A value of any type, as the writer sees it. Lives no longer than the call that made it.
struct Value {
  enum class Kind : unsigned char { absent, markup, text, address, flag, positive, negative };
  Kind kind = Kind::absent;
  bool set = false;  // a flag's value; of an address: whether it is a path of this site
  std::string_view text = {};
  unsigned long long magnitude = 0;  // of a whole number
};

/// Writes the page. `last` is where the markup after the last step begins. Throws Bug if a script
/// or style sheet is given an address of another site.
std::string assemble(std::string_view markup, Step const* steps, std::size_t count, unsigned last,
                     Value const* values);

}  // namespace allmende::html::detail
