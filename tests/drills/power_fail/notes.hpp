#pragma once
// The notes of a simulated disk: what certainly had reached it when a process was killed. kill -9 alone loses nothing
// that was written, because the kernel keeps it; the notes are what lets power_cut take that away again.
//
// One record a line, fields separated by tabs; a file is named by inode and time of birth, so that neither a rename nor
// a second use of the inode confuses it.
//   S inode birth length       the file was synced when it had this length
//   T inode birth length       the file was truncated to this length
//   R inode undo old new       this file was renamed from old to new (absolute paths); undo is another name of what
//                              new was before, "-" when it was nothing
//   D inode                    this directory was synced: the renames into it are on disk
// Written by sync_notes.cpp inside the observed process, read by power_cut.cpp.
#include <fcntl.h>
#include <sys/stat.h>

#include <cstdint>
#include <optional>
#include <string>

namespace luodi::drills {

inline constexpr const char* k_notes_variable = "LUODI_SYNC_NOTES";  // path of the notes; unset: nothing is noted

struct FileFacts {
  std::uint64_t inode = 0;
  std::int64_t birth_ns = 0;
  std::int64_t length = 0;
  bool directory = false;
};

// Of an open file (path empty) or of a path (fd AT_FDCWD). nullopt: no such file, or neither file nor directory.
inline std::optional<FileFacts> facts_of(int fd, const char* path) {
  struct statx s {};
  const int flags = *path == '\0' ? AT_EMPTY_PATH : AT_SYMLINK_NOFOLLOW;
  if (statx(fd, path, flags, STATX_BASIC_STATS | STATX_BTIME, &s) != 0) return std::nullopt;
  if (!S_ISREG(s.stx_mode) && !S_ISDIR(s.stx_mode)) return std::nullopt;
  constexpr std::int64_t k_ns = 1'000'000'000;
  return FileFacts{s.stx_ino, s.stx_btime.tv_sec * k_ns + s.stx_btime.tv_nsec, static_cast<std::int64_t>(s.stx_size),
                   S_ISDIR(s.stx_mode)};
}

inline std::string length_note(char kind, const FileFacts& file, std::int64_t length) {
  return std::string(1, kind) + '\t' + std::to_string(file.inode) + '\t' + std::to_string(file.birth_ns) + '\t' +
         std::to_string(length) + '\n';
}

}  // namespace luodi::drills
