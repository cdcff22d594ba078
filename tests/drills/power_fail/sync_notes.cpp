// Preloaded into redis-server by the drills (LD_PRELOAD): notes what fsync and fdatasync have brought to the disk. The
// format and the reader stand in notes.hpp. A length is taken before the sync, because what another thread appends
// meanwhile may miss it; it is noted after the sync and before the caller learns of it, so an answer sent to a client
// never runs ahead of the notes. Thread-safe: every note is one append.
//
//   LUODI_SYNC_NOTES=/tmp/notes LD_PRELOAD=libsync_notes.so redis-server redis.conf
#include <dlfcn.h>
#include <unistd.h>

#include <atomic>
#include <cstdlib>

#include "tests/drills/power_fail/notes.hpp"

namespace {

using luodi::drills::FileFacts;

template <class F>
F* real(const char* name) {
  return reinterpret_cast<F*>(dlsym(RTLD_NEXT, name));
}

void note(const std::string& line) {
  const char* path = std::getenv(luodi::drills::k_notes_variable);
  if (!path) return;
  // Opened for every note: the observed process may close descriptors that it does not know.
  const int fd = open(path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
  const bool noted = fd >= 0 && write(fd, line.data(), line.size()) == static_cast<ssize_t>(line.size());
  if (fd >= 0) close(fd);
  if (!noted) std::abort();  // a drill that silently notes nothing would prove nothing
}

int sync_and_note(int fd, const char* name) {
  const auto before = luodi::drills::facts_of(fd, "");
  const int result = real<int(int)>(name)(fd);
  if (result != 0 || !before) return result;
  note(before->directory ? "D\t" + std::to_string(before->inode) + "\n"
                         : luodi::drills::length_note('S', *before, before->length));
  return result;
}

int noted_truncation(int result, const std::optional<FileFacts>& file, off_t length) {
  if (result == 0 && file) note(luodi::drills::length_note('T', *file, length));
  return result;
}

std::string absolute(const char* path) {
  if (*path == '/') return path;
  char folder[4096];
  if (!getcwd(folder, sizeof folder)) std::abort();
  return std::string(folder) + "/" + path;
}

// A second name beside the notes keeps what `target` is, until power_cut has decided.
std::string keep(const char* target) {
  static std::atomic<int> number{0};
  const char* notes = std::getenv(luodi::drills::k_notes_variable);
  if (!notes) return "-";
  const std::string undo = std::string(notes) + ".undo." + std::to_string(getpid()) + "." + std::to_string(++number);
  return link(target, undo.c_str()) == 0 ? undo : "-";
}

}  // namespace

extern "C" {

int fsync(int fd) {
  return sync_and_note(fd, "fsync");
}
int fdatasync(int fd) {
  return sync_and_note(fd, "fdatasync");
}
int rename(const char* from, const char* to) noexcept {
  const auto file = luodi::drills::facts_of(AT_FDCWD, from);
  const std::string undo = keep(to);
  const int result = real<int(const char*, const char*)>("rename")(from, to);
  if (result == 0 && file)
    note("R\t" + std::to_string(file->inode) + "\t" + undo + "\t" + absolute(from) + "\t" + absolute(to) + "\n");
  else if (undo != "-")
    unlink(undo.c_str());
  return result;
}
// Redis is built for large files and calls the names with 64; other programs call those without.
int truncate64(const char* path, off64_t length) noexcept {
  return noted_truncation(real<int(const char*, off64_t)>("truncate64")(path, length),
                          luodi::drills::facts_of(AT_FDCWD, path), length);
}
int ftruncate64(int fd, off64_t length) noexcept {
  return noted_truncation(real<int(int, off64_t)>("ftruncate64")(fd, length), luodi::drills::facts_of(fd, ""), length);
}

}  // extern "C"
