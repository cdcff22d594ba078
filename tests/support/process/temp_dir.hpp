#pragma once
// TempDir is a fresh directory that goes away with the object: for unix sockets, data files and configurations of
// tests.
//
//   TempDir dir;
//   dir.write("config.toml", "...");   // answers the full path
#include <filesystem>
#include <string>
#include <string_view>

namespace luodi::test {

class TempDir {
 public:
  TempDir();   // throws std::system_error when none can be made
  ~TempDir();  // removes everything below
  TempDir(const TempDir&) = delete;
  TempDir& operator=(const TempDir&) = delete;
  const std::filesystem::path& path() const { return path_; }
  std::string file(std::string_view name) const { return (path_ / name).string(); }
  std::string write(std::string_view name, std::string_view content) const;

 private:
  std::filesystem::path path_;
};

std::string read_file(const std::string& path);  // whole content; empty when it cannot be read

}  // namespace luodi::test
