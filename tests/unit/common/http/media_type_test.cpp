#include "common/http/media_type.hpp"

#include <gtest/gtest.h>

namespace luodi::http {
namespace {

TEST(MediaType, AcceptsJsonInItsUsualSpellings) {
  for (const char* type :
       {"application/json", "Application/JSON", "application/json; charset=utf-8", "application/json;charset=UTF-8",
        "application/json; charset=\"utf-8\"", "application/json ;  charset=utf-8"}) {
    EXPECT_TRUE(is_media_type(type, "application/json")) << type;
  }
  for (const char* type : {"", "json", "application/jsonp", "application/json; charset=gbk", "text/json",
                           "application/json; version=2", "application/problem+json", "application/json, text/plain"}) {
    EXPECT_FALSE(is_media_type(type, "application/json")) << type;
  }
}

TEST(MediaType, NegotiatesByQualityThenByOurPreference) {
  const auto pick = [](const std::string& accept) {
    return std::string(negotiate(&accept, {"application/json", "text/csv"}));
  };
  EXPECT_EQ(pick("*/*"), "application/json");
  EXPECT_EQ(pick("text/csv"), "text/csv");
  EXPECT_EQ(pick("text/*"), "text/csv");
  EXPECT_EQ(pick("application/json;q=0.5, text/csv;q=0.8"), "text/csv");
  EXPECT_EQ(pick("text/csv, application/json"), "application/json");
  EXPECT_EQ(pick("*/*, application/json;q=0"), "text/csv");
  EXPECT_EQ(pick("application/json;q=0, */*"), "text/csv");
  EXPECT_EQ(pick("TEXT/CSV;Q=1.0"), "text/csv");
  EXPECT_EQ(pick("image/png"), "");
  EXPECT_EQ(pick("text/csv;q=2"), "");
  EXPECT_EQ(negotiate(nullptr, {"application/json"}), "application/json");
}

TEST(MediaType, SpeaksChineseUnlessEnglishIsPreferred) {
  const auto language = [](const std::string& value) { return preferred_language(&value); };
  EXPECT_EQ(preferred_language(nullptr), "zh");
  EXPECT_EQ(language("zh-CN,zh;q=0.9,en;q=0.8"), "zh");
  EXPECT_EQ(language("en-US,en;q=0.9,zh;q=0.8"), "en");
  EXPECT_EQ(language("en, zh"), "zh");
  EXPECT_EQ(language("EN"), "en");
  EXPECT_EQ(language("fr, de"), "zh");
  EXPECT_EQ(language("en;q=0"), "zh");
  EXPECT_EQ(language("*"), "zh");
  EXPECT_EQ(language(";;,,q="), "zh");
}

TEST(MediaType, SeesTheLanguageInAHeaderThatNobodyHasRead) {
  EXPECT_EQ(preferred_language_in("GET / HTTP/1.1\r\nHost: a\r\nAccept-LANGUAGE: en\r\n\r\n"), "en");
  EXPECT_EQ(preferred_language_in("GET / HTTP/1.1\r\nX: accept-language: en\r\n\r\n"), "zh");
  EXPECT_EQ(preferred_language_in("GET / HTTP/1.1\nAccept-Language:zh, en;q=0.5\n"), "zh");
  EXPECT_EQ(preferred_language_in("GET / HTTP/1.1\r\nAccept-Language"), "zh");
  EXPECT_EQ(preferred_language_in(""), "zh");
}

}  // namespace
}  // namespace luodi::http
