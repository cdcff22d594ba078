#pragma once
// What a power failure leaves of a folder, by the notes of notes.hpp: bytes that were not synced are gone, and renames
// whose directory was not synced are undone. Not thread-safe; the observed process must be dead.
//
//   Disk disk = read_notes("/data/power/notes");
//   for (const std::string& line : cut(disk, "/data/redis", Tail::torn, seed)) std::puts(line.c_str());
//
// Model: fsync of a file makes its bytes and its name durable (as ext4, xfs and btrfs do for a new file), a rename is
// durable when the target's directory was synced, and files only grow at their end between two syncs, which is how
// Redis writes its append-only file.
#include <cstdint>
#include <filesystem>
#include <map>
#include <string>
#include <utility>
#include <vector>

namespace luodi::drills {

// lost: everything that was not synced is gone, the least that a disk may keep.
// torn: the disk kept some bytes and some renames more, up to a random point in the order in which they were made.
enum class Tail { lost, torn };

struct Rename {
  std::uint64_t inode = 0;
  std::string undo;  // keeps what `to` was before; "-" when it was nothing
  std::string from;
  std::string to;
};
struct Disk {
  using FileId = std::pair<std::uint64_t, std::int64_t>;  // inode and birth
  std::map<FileId, std::int64_t> synced;                  // length that has reached the disk; absent = nothing of it
  std::vector<Rename> renames;                            // not yet on disk, oldest first
};

// Throws std::runtime_error on a note that is none: a damaged file of notes must not pass for a quiet disk.
Disk read_notes(const std::string& path);

// Applies it to every file below `folder`; answers one readable line for everything that was taken away.
std::vector<std::string> cut(const Disk& disk, const std::filesystem::path& folder, Tail tail, std::uint64_t seed);

// After the failure all that is left is on the disk: new notes say so, and what was kept for undoing goes.
void write_notes_afresh(const std::string& path, const std::filesystem::path& folder);

}  // namespace luodi::drills
