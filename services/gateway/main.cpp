// The gateway: the one HTTP entry of the suite. See README.md.
#include "services/gateway/gateway_service.hpp"

int main(int argc, char** argv) {
  return luodi::runtime::service_main(argc, argv, "gateway",
                                      [](luodi::runtime::Runtime& rt) { return luodi::gateway::make_gateway(rt); });
}
