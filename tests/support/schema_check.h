#pragma once
// Whether documents are valid by a schema that lies beside the project.

#include <libxml/parser.h>
#include <libxml/xmlschemas.h>

#include <filesystem>
#include <memory>
#include <stdexcept>
#include <string>

namespace allmende::test {

class Schema {
 public:
  explicit Schema(std::filesystem::path const& file) {
    std::unique_ptr<xmlSchemaParserCtxt, decltype(&xmlSchemaFreeParserCtxt)> parser(
        xmlSchemaNewParserCtxt(file.c_str()), &xmlSchemaFreeParserCtxt);
    schema_.reset(xmlSchemaParse(parser.get()));
    if (!schema_) throw std::runtime_error(file.string() + " is no schema");
  }

  /// Empty when the document is valid, else what libxml2 has against it.
  std::string faults_in(std::string const& document) const {
    std::unique_ptr<xmlDoc, decltype(&xmlFreeDoc)> read(
        xmlReadMemory(document.data(), static_cast<int>(document.size()), nullptr, nullptr, XML_PARSE_NONET),
        &xmlFreeDoc);
    if (!read) return "not well-formed";
    std::string faults;
    std::unique_ptr<xmlSchemaValidCtxt, decltype(&xmlSchemaFreeValidCtxt)> valid(xmlSchemaNewValidCtxt(schema_.get()),
                                                                                 &xmlSchemaFreeValidCtxt);
    xmlSchemaSetValidStructuredErrors(
        valid.get(), [](void* all, xmlError* error) { *static_cast<std::string*>(all) += error->message; }, &faults);
    int const answer = xmlSchemaValidateDoc(valid.get(), read.get());
    return answer == 0 ? "" : "invalid: " + faults;
  }

 private:
  std::unique_ptr<xmlSchema, decltype(&xmlSchemaFree)> schema_{nullptr, &xmlSchemaFree};
};

}  // namespace allmende::test
