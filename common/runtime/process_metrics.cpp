#include <dirent.h>
#include <unistd.h>

#include <cstdio>

#include "common/bus/wall_clock.hpp"
#include "common/runtime/metrics.hpp"

namespace luodi::runtime {
namespace {

double resident_bytes() {
  long total = 0;
  long resident = 0;
  if (std::FILE* file = std::fopen("/proc/self/statm", "re")) {
    if (std::fscanf(file, "%ld %ld", &total, &resident) != 2) resident = 0;
    std::fclose(file);
  }
  return static_cast<double>(resident) * static_cast<double>(sysconf(_SC_PAGESIZE));
}

double open_descriptors() {
  DIR* folder = opendir("/proc/self/fd");
  if (folder == nullptr) return 0;
  int entries = 0;
  while (readdir(folder) != nullptr)
    ++entries;
  closedir(folder);
  return entries - 3;  // ".", ".." and the folder itself
}

}  // namespace

void add_process_metrics(Metrics& metrics) {
  auto resident = metrics.gauge("process_resident_memory_bytes", "Resident memory size in bytes");
  auto descriptors = metrics.gauge("process_open_fds", "Open file descriptors");
  auto start = metrics.gauge("process_start_time_seconds", "Start time, seconds since 1970 UTC");
  start.set(static_cast<double>(bus::wall_ms()) / 1000);
  metrics.on_collect([resident, descriptors]() mutable {
    resident.set(resident_bytes());
    descriptors.set(open_descriptors());
  });
}

}  // namespace luodi::runtime
