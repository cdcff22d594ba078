#include "services/progress-monitor/document_fonts.hpp"

#include <gtest/gtest.h>

namespace luodi::monitor {
namespace {

std::vector<std::string> names(const document::FontFamilies& families, document::Face face) {
  std::vector<std::string> out;
  for (const auto& choice : families.of[static_cast<int>(face)])
    out.push_back(choice.family + (choice.bold ? " bold" : "") + (choice.han_only ? " han" : ""));
  return out;
}
document::FontFamilies read(const std::string& toml) {
  return read_font_families(
      runtime::read_service_config("progress-monitor", runtime::ConfigReader::from_text("city = \"510700\"\n" + toml)));
}

TEST(DocumentFonts, TheOperatorNamesFamiliesTheRestKeepTheirDefault) {
  const auto families = read(
      "[fonts]\nbody = [\"My Song\", \"Noto Serif CJK SC\"]\ntitle = [\"My Title:bold\"]\nkai = [\"AR PL UKai "
      "CN:han\"]");
  EXPECT_EQ(names(families, document::Face::body), (std::vector<std::string>{"My Song", "Noto Serif CJK SC"}));
  EXPECT_EQ(names(families, document::Face::title), std::vector<std::string>{"My Title bold"});
  EXPECT_EQ(names(families, document::Face::kai), std::vector<std::string>{"AR PL UKai CN han"});
  const auto shipped = document::default_families();
  for (const auto face : {document::Face::hei, document::Face::song})
    EXPECT_EQ(names(families, face), names(shipped, face));
  EXPECT_EQ(names(read(""), document::Face::body), names(shipped, document::Face::body));
}

TEST(DocumentFonts, WhatIsNotInstalledIsNamedForTheLog) {
  const auto families = read("[fonts]\nbody = [\"No Such Font\"]\nhei = [\"No Such Font\", \"Noto Sans CJK SC:bold\"]");
  const auto installed = installed_fonts(families);
  EXPECT_EQ(installed.at("body"), "") << "none of its list: any other font is taken, and the log says so";
  EXPECT_EQ(installed.at("hei"), "Noto Sans CJK SC");
}

}  // namespace
}  // namespace luodi::monitor
