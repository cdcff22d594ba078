#include "common/http/hash.hpp"

#include <openssl/crypto.h>
#include <openssl/evp.h>
#include <openssl/hmac.h>
#include <sys/random.h>

#include <cerrno>
#include <stdexcept>

namespace luodi::http {
namespace {

constexpr std::string_view k_alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
constexpr std::string_view k_url_alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

const EVP_MD* algorithm_of(Digest algorithm) {
  switch (algorithm) {
    case Digest::sha256: {
      // Fetched once: the implicit fetch behind EVP_sha256() costs more than hashing a short text.
      static const EVP_MD* const md = EVP_MD_fetch(nullptr, "SHA256", nullptr);
      return md;
    }
    case Digest::sm3: {
      static const EVP_MD* const md = EVP_MD_fetch(nullptr, "SM3", nullptr);
      return md;
    }
  }
  return nullptr;
}

const unsigned char* bytes_of(std::string_view text) {
  return reinterpret_cast<const unsigned char*>(text.data());
}

std::string encode64(std::string_view bytes, std::string_view alphabet, bool padded) {
  std::string out;
  out.reserve((bytes.size() + 2) / 3 * 4);
  for (std::size_t i = 0; i < bytes.size(); i += 3) {
    const std::size_t left = std::min<std::size_t>(3, bytes.size() - i);
    unsigned group = 0;
    for (std::size_t k = 0; k < 3; ++k) {
      group = (group << 8U) | (k < left ? static_cast<unsigned char>(bytes[i + k]) : 0U);
    }
    for (std::size_t k = 0; k <= left; ++k)
      out.push_back(alphabet[(group >> (18U - 6U * k)) & 63U]);
    if (padded) out.append(3 - left, '=');
  }
  return out;
}

}  // namespace

std::string digest(Digest algorithm, std::string_view data) {
  std::string out(EVP_MAX_MD_SIZE, '\0');
  unsigned length = 0;
  if (EVP_Digest(data.data(), data.size(), reinterpret_cast<unsigned char*>(out.data()), &length,
                 algorithm_of(algorithm), nullptr) != 1) {
    throw std::runtime_error("digest failed: the OpenSSL default provider is not usable");
  }
  out.resize(length);
  return out;
}

std::string hmac(Digest algorithm, std::string_view key, std::string_view data) {
  std::string out(EVP_MAX_MD_SIZE, '\0');
  unsigned length = 0;
  // A null key pointer would mean "reuse the last key" to OpenSSL.
  const char* key_data = key.empty() ? "" : key.data();
  if (HMAC(algorithm_of(algorithm), key_data, static_cast<int>(key.size()), bytes_of(data), data.size(),
           reinterpret_cast<unsigned char*>(out.data()), &length) == nullptr) {
    throw std::runtime_error("HMAC failed: the OpenSSL default provider is not usable");
  }
  out.resize(length);
  return out;
}

std::string sha256_hex(std::string_view data) {
  return to_hex(digest(Digest::sha256, data));
}
std::string sha256_base64url(std::string_view data) {
  return to_base64url(digest(Digest::sha256, data));
}
std::string hmac_hex(Digest algorithm, std::string_view key, std::string_view data) {
  return to_hex(hmac(algorithm, key, data));
}

std::string random_bytes(std::size_t bytes) {
  std::string out(bytes, '\0');
  std::size_t filled = 0;
  while (filled < bytes) {
    const ssize_t n = getrandom(out.data() + filled, bytes - filled, 0);
    if (n > 0) {
      filled += static_cast<std::size_t>(n);
    } else if (errno != EINTR) {
      throw std::runtime_error("getrandom failed");
    }
  }
  return out;
}

std::string random_hex(std::size_t bytes) {
  return to_hex(random_bytes(bytes));
}
std::string random_base64url(std::size_t bytes) {
  return to_base64url(random_bytes(bytes));
}

std::string to_hex(std::string_view bytes) {
  constexpr std::string_view k_hex = "0123456789abcdef";
  std::string out;
  out.reserve(bytes.size() * 2);
  for (const char c : bytes) {
    const auto byte = static_cast<unsigned char>(c);
    out.push_back(k_hex[byte >> 4U]);
    out.push_back(k_hex[byte & 15U]);
  }
  return out;
}

std::string to_base64(std::string_view bytes) {
  return encode64(bytes, k_alphabet, true);
}
std::string to_base64url(std::string_view bytes) {
  return encode64(bytes, k_url_alphabet, false);
}

std::optional<std::string> from_base64url(std::string_view text) {
  std::string bytes;
  std::uint32_t bits = 0;
  unsigned held = 0;
  for (const char c : text) {
    const auto value = k_url_alphabet.find(c);
    if (value == std::string_view::npos) return std::nullopt;
    bits = bits << 6U | static_cast<std::uint32_t>(value);
    held += 6;
    if (held < 8) continue;
    held -= 8;
    bytes += static_cast<char>(bits >> held & 255U);
  }
  return bytes;
}

bool equal_constant_time(std::string_view a, std::string_view b) {
  return a.size() == b.size() && CRYPTO_memcmp(a.data(), b.data(), a.size()) == 0;
}

}  // namespace luodi::http
