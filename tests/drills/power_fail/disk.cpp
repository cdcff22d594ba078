#include "tests/drills/power_fail/disk.hpp"

#include <algorithm>
#include <fstream>
#include <random>
#include <sstream>
#include <stdexcept>

#include "tests/drills/power_fail/notes.hpp"

namespace luodi::drills {

namespace fs = std::filesystem;

namespace {
void forget_synced_renames(std::vector<Rename>& renames, std::uint64_t folder) {
  std::erase_if(renames, [folder](const Rename& r) {
    const auto into = facts_of(AT_FDCWD, fs::path(r.to).parent_path().c_str());
    return into && into->inode == folder;
  });
}

// False when another file has that name by now: the rename was undone already, or a later one has replaced it.
bool undo(const Rename& r) {
  const auto now = facts_of(AT_FDCWD, r.to.c_str());
  if (!now || now->inode != r.inode) return false;
  fs::rename(r.to, r.from);
  if (r.undo != "-") fs::rename(r.undo, r.to);
  return true;
}
}  // namespace

Disk read_notes(const std::string& path) {
  Disk disk;
  std::ifstream notes(path);
  for (std::string line; std::getline(notes, line);) {
    std::istringstream fields(line);
    std::string kind;
    std::uint64_t inode = 0;
    std::int64_t birth = 0;
    std::int64_t length = 0;
    Rename rename;
    std::getline(fields, kind, '\t');
    if (kind == "R" && fields >> rename.inode && fields.ignore() && std::getline(fields, rename.undo, '\t') &&
        std::getline(fields, rename.from, '\t') && std::getline(fields, rename.to)) {
      disk.renames.push_back(std::move(rename));
    } else if (kind == "D" && fields >> inode) {
      forget_synced_renames(disk.renames, inode);
    } else if (kind == "S" && fields >> inode >> birth >> length) {
      disk.synced[{inode, birth}] = length;
    } else if (kind == "T" && fields >> inode >> birth >> length) {
      auto& synced = disk.synced[{inode, birth}];
      synced = std::min(synced, length);
    } else {
      throw std::runtime_error("no note: " + line);
    }
  }
  return disk;
}

std::vector<std::string> cut(const Disk& disk, const fs::path& folder, Tail tail, std::uint64_t seed) {
  std::mt19937_64 random(seed);
  // The least, or anything from the least to all.
  auto kept = [&](std::int64_t least, std::int64_t all) {
    return tail == Tail::lost ? least : std::uniform_int_distribution<std::int64_t>(least, all)(random);
  };
  std::vector<std::string> lines;
  auto renames = disk.renames;
  renames.erase(renames.begin(), renames.begin() + kept(0, static_cast<std::int64_t>(renames.size())));
  for (; !renames.empty(); renames.pop_back())
    if (const Rename& last = renames.back(); undo(last))
      lines.push_back("undone: rename of " + last.from + " to " + last.to);
  for (const auto& entry : fs::recursive_directory_iterator(folder)) {
    const auto file = facts_of(AT_FDCWD, entry.path().c_str());
    if (!file || file->directory) continue;
    const auto found = disk.synced.find({file->inode, file->birth_ns});
    const auto synced = found == disk.synced.end() ? 0 : found->second;
    if (synced >= file->length) continue;
    const auto length = kept(synced, file->length);
    fs::resize_file(entry.path(), static_cast<std::uintmax_t>(length));
    lines.push_back("cut " + entry.path().filename().string() + ": synced " + std::to_string(synced) + " written " +
                    std::to_string(file->length) + " left " + std::to_string(length));
  }
  return lines;
}

void write_notes_afresh(const std::string& path, const fs::path& folder) {
  const std::string fresh = path + ".fresh";
  std::ofstream notes(fresh);
  for (const auto& entry : fs::recursive_directory_iterator(folder)) {
    const auto file = facts_of(AT_FDCWD, entry.path().c_str());
    if (file && !file->directory) notes << length_note('S', *file, file->length);
  }
  notes.close();
  if (!notes) throw std::runtime_error("cannot write " + fresh);
  fs::rename(fresh, path);
  for (const auto& entry : fs::directory_iterator(fs::path(path).parent_path()))
    if (entry.path().string().starts_with(path + ".undo.")) fs::remove(entry.path());
}

}  // namespace luodi::drills
