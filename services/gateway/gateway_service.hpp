#pragma once
// GatewayService puts the gateway together and runs it: store, bus, accounts, event feed, then the listener. It begins
// to answer as soon as the accounts are loaded; /readyz stays 503 until the store, the feed and the three services are
// there. Example: main.cpp.
#include <memory>

#include "common/runtime/service_main.hpp"

namespace luodi::gateway {

std::unique_ptr<runtime::Service> make_gateway(runtime::Runtime& runtime);

}  // namespace luodi::gateway
