// Intake: leads, joint review, admission, allocation, pre-signing assessment, signing. See README.md.
#include "services/intake/service.hpp"

int main(int argc, char** argv) {
  return luodi::runtime::service_main(argc, argv, "intake",
                                      [](luodi::runtime::Runtime& rt) { return luodi::intake::make_intake(rt); });
}
