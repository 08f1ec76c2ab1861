#pragma once
// XML out and in, over libxml2. Nothing here knows what a document is about.
//
//   xml::Writer xml;                                   xml::Reader xml(source);
//   {                                                  xml::Name root = TRY(xml.root());
//     auto feed = xml.element("feed");                 TRY(xml.children([&](std::string_view name) -> Result<void> {
//     xml.leaf("title", "Salz & Wind");                  if (name == "title") title = TRY(xml.text());
//   }                                                    return {};
//   std::string document = xml.finish();               }));

#include "xml/reader.h"
#include "xml/writer.h"
