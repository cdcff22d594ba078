// The rules are pure because nothing in their sources can reach outside: no I/O header, no clock, no environment, no
// randomness. The linker keeps the libraries out (luodi_pure_library); this keeps the system calls out.
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <regex>
#include <sstream>
#include <string>
#include <vector>

namespace {

namespace fs = std::filesystem;

struct Ban {
  const char* hint;  // every offending line contains it; std::regex is too slow to ask of every line
  std::regex pattern;
  const char* why;
};
const Ban k_bans[] = {
    // Of Boost the JSON parser alone is pure.
    {"#", std::regex(R"(#\s*include\s*[<"](boost/(?!json/)|zmq|hiredis|curl|sodium|openssl|sys/|netinet/|arpa/))"),
     "a header of an I/O library or of the system"},
    {"#", std::regex(R"(#\s*include\s*[<"](unistd|fcntl|spdlog|prometheus))"), "a header of I/O"},
    {"#", std::regex(R"(#\s*include\s*<(thread|mutex|shared_mutex|condition_variable|future|random)>)"),
     "a standard header of threads or chance"},
    {"#", std::regex(R"(#\s*include\s*<(fstream|iostream|filesystem|ctime|cstdio|(stdio|time|signal|pthread)\.h)>)"),
     "a standard header of I/O"},
    {"_clock", std::regex(R"(\b(system_clock|steady_clock|high_resolution_clock|utc_clock)\b)"), "a clock"},
    {"(", std::regex(R"((^|[^\w.>:])(std\s*::\s*)?(time|clock|localtime|gmtime|gettimeofday|clock_gettime)\s*\()"),
     "a clock read"},
    {"(",
     std::regex(
         R"((^|[^\w.>:])(std\s*::\s*)?(getenv|secure_getenv|rand|random|system|fopen|printf|puts|fputs|fwrite|fprintf)\s*\()"),
     "a call that reads the environment or chance, or does I/O"},
};

// Comments and the contents of string literals are no code; both are blanked so that prose may say "time (of day)".
// Preprocessor lines stay as they are: the name of a header stands in quotes.
std::string code_only(const std::string& text) {
  std::string out;
  bool directive = false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const bool line_start = out.empty() || out.back() == '\n';
    if (line_start) directive = text[i] == '#';
    if (text.compare(i, 2, "//") == 0) {
      while (i < text.size() && text[i] != '\n')
        ++i;
      out += '\n';
    } else if (text.compare(i, 2, "/*") == 0) {
      const auto end = text.find("*/", i + 2);
      i = end == std::string::npos ? text.size() : end + 1;
      out += ' ';
    } else if (text.compare(i, 3, "'\"'") == 0) {
      i += 2;
    } else if (text[i] == '"' && !directive) {
      out += '"';
      for (++i; i < text.size() && text[i] != '"' && text[i] != '\n'; ++i)
        if (text[i] == '\\') ++i;
      out += '"';
    } else {
      out += text[i];
    }
  }
  return out;
}

std::vector<std::string> faults(const std::string& text) {
  std::vector<std::string> out;
  std::istringstream lines(code_only(text));
  std::string line;
  for (int number = 1; std::getline(lines, line); ++number)
    for (const auto& ban : k_bans)
      if (line.find(ban.hint) != std::string::npos && std::regex_search(line, ban.pattern))
        out.push_back("line " + std::to_string(number) + ": " + ban.why + ": " + line);
  return out;
}

std::vector<fs::path> pure_folders() {
  const fs::path root = LUODI_SOURCE_DIR;
  std::vector<fs::path> out;
  for (const char* folder : {"kernel", "codec", "domain", "policy"})
    if (fs::exists(root / "common" / folder)) out.push_back(root / "common" / folder);
  for (const auto& service : fs::directory_iterator(root / "services"))
    if (fs::exists(service.path() / "domain")) out.push_back(service.path() / "domain");
  return out;
}

// luodi_policy_files, a library of its own: it reads the policy files for the pure rules beside it.
bool does_io_by_design(const fs::path& file) {
  return file.parent_path().string().ends_with("common/policy/files");
}

TEST(Purity, RulesReachNothingOutside) {
  int files = 0;
  for (const auto& folder : pure_folders()) {
    for (const auto& entry : fs::recursive_directory_iterator(folder)) {
      const auto extension = entry.path().extension();
      if (extension != ".cpp" && extension != ".hpp" && extension != ".def") continue;
      if (does_io_by_design(entry.path())) continue;
      ++files;
      std::ifstream in(entry.path());
      std::stringstream text;
      text << in.rdbuf();
      for (const auto& fault : faults(text.str()))
        ADD_FAILURE() << entry.path().string() << " " << fault;
    }
  }
  EXPECT_GT(files, 20) << "the folders were not found";
}

TEST(Purity, TheCheckSeesEveryKindOfFault) {
  for (const char* bad : {"#include <boost/asio.hpp>",
                          "#include <zmq.hpp>",
                          "#include <hiredis/hiredis.h>",
                          "#include <curl/curl.h>",
                          "#include <sys/stat.h>",
                          "#include <unistd.h>",
                          "#include <thread>",
                          "#include <fstream>",
                          "#include <iostream>",
                          "# include <spdlog/spdlog.h>",
                          "#include \"zmq.h\"",
                          "auto t = std::chrono::system_clock::now();",
                          "#include <stdio.h>",
                          "#include <time.h>",
                          "using C = std::chrono::system_clock;",
                          "puts(text);",
                          "std::fwrite(a, 1, 1, f);",
                          "auto t = time(nullptr);",
                          "auto t = std::time(nullptr);",
                          "const char* h = getenv(\"HOME\");",
                          "int r = rand();",
                          "x = 1;  /* a */ int r = rand();"})
    EXPECT_FALSE(faults(bad).empty()) << bad;
}

TEST(Purity, TheCheckLeavesHonestCodeAlone) {
  for (const char* good :
       {"#include <chrono>", "// time(nullptr) would read the clock", "/* rand() */ int a;",
        "std::string s = \"time(now)\";", "closing_time(day);", "x.time();", "p->time(1);", "Clock::time(1);",
        "int operand(int);", "#include \"common/kernel/civil.hpp\"", "#include <boost/json/basic_parser_impl.hpp>"})
    EXPECT_TRUE(faults(good).empty()) << good;
}

}  // namespace
