#pragma once
// The words by which a server that stops keeps its peers from sending it what it will not answer. Each is a short
// message beside those of requests and replies; a peer of an older version counts it as malformed and goes on as before.
//
//   server ─ goodbye, token ─▶ client    I stop: send nothing more. The client takes another instance, or says
//                                        "unavailable". Every goodbye has a token of its own.
//   client ─ hello, token ───▶ server    Heard. As a connection keeps its order, every request sent before has arrived,
//                                        and every answer sent before the goodbye has been read. The token tells it
//                                        from a hello to an earlier goodbye, still on its way.
//   server ─ welcome ────────▶ client    To a hello, by a server that does not stop: the one that took its place.
//
// The client repeats its hello until it is welcomed, so that work goes only to a server that said it takes it.
#include <chrono>
#include <string_view>

namespace luodi::bus::zmq {

inline constexpr std::string_view k_goodbye = "goodbye";
inline constexpr std::string_view k_hello = "hello";
inline constexpr std::string_view k_welcome = "welcome";
inline constexpr std::chrono::milliseconds k_hello_every{100};       // libzmq tries to reconnect as often
inline constexpr std::chrono::milliseconds k_farewell_limit{1'000};  // a peer that is frozen or of an older version

}  // namespace luodi::bus::zmq
