// Writes the corpus of raw HTTP cases as seed files: http_fuzz_seeds GATE_DIR CHUNKED_DIR
#include <cstdio>
#include <fstream>

#include "tests/support/http_corpus/http_corpus.hpp"

namespace {

void write(const std::string& directory, std::size_t number, const std::string& bytes) {
  // The first byte chooses how the fuzz target divides the rest.
  std::ofstream(directory + "/seed-" + std::to_string(number), std::ios::binary) << '\x02' << bytes;
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 3) {
    std::fputs("usage: http_fuzz_seeds GATE_DIR CHUNKED_DIR\n", stderr);
    return 2;
  }
  std::size_t number = 0;
  for (const auto& c : luodi::http_corpus::header_cases())
    write(argv[1], ++number, c.bytes);
  for (const auto& c : luodi::http_corpus::body_cases()) {
    write(argv[1], ++number, c.bytes);
    write(argv[2], number, c.bytes.substr(c.bytes.find("\r\n\r\n") + 4));
  }
  return 0;
}
