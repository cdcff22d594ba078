// power_cut NOTES FOLDER lost|torn SEED: takes away from FOLDER what had not reached the disk (disk.hpp), prints what
// that was, and begins new notes. To be run while the observed process is dead; running it again takes nothing more.
#include <cstdio>
#include <cstdlib>
#include <exception>
#include <string_view>

#include "tests/drills/power_fail/disk.hpp"

int main(int argc, char** argv) {
  using namespace luodi::drills;
  const std::string_view tail = argc == 5 ? argv[3] : "";
  if (tail != "lost" && tail != "torn") {
    std::fprintf(stderr, "power_cut NOTES FOLDER lost|torn SEED\n");
    return 2;
  }
  try {
    const Disk disk = read_notes(argv[1]);
    for (const auto& line :
         cut(disk, argv[2], tail == "lost" ? Tail::lost : Tail::torn, std::strtoull(argv[4], nullptr, 10)))
      std::printf("%s\n", line.c_str());
    write_notes_afresh(argv[1], argv[2]);
  } catch (const std::exception& fault) {
    std::fprintf(stderr, "power_cut: %s\n", fault.what());
    return 1;
  }
  return 0;
}
