#pragma once
// JsonHandler is what every handler of Boost.JSON's basic_parser here has in common: no limits of its own, because
// lengths are bounded by whoever receives the text, and nothing to do where a document begins and ends. Comments are no
// JSON and never come.
//
//   class Builder : public JsonHandler { ...on_object_begin and the others... };
//   boost::json::basic_parser<Builder> parser(options);
#include <boost/json/basic_parser_impl.hpp>
#include <cstddef>

namespace luodi::codec {

struct JsonHandler {
  static constexpr std::size_t max_object_size = std::size_t(-1);
  static constexpr std::size_t max_array_size = std::size_t(-1);
  static constexpr std::size_t max_key_size = std::size_t(-1);
  static constexpr std::size_t max_string_size = std::size_t(-1);

  bool on_document_begin(boost::json::error_code&) { return true; }
  bool on_document_end(boost::json::error_code&) { return true; }
  bool on_comment_part(boost::json::string_view, boost::json::error_code&) { return true; }
  bool on_comment(boost::json::string_view, boost::json::error_code&) { return true; }
};

}  // namespace luodi::codec
