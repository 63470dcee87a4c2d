// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Preloaded by ./run when there is no display. Qt's VNC platform plugin serves the window without a
// password and offers no choice of address (it listens on QHostAddress::Any), so a socket that asks
// for every address is given loopback instead. Children are started without it.

#include <cstdlib>
#include <cstring>

#include <arpa/inet.h>
#include <dlfcn.h>
#include <netinet/in.h>
#include <sys/socket.h>

namespace {

using Bind = int (*)(int, const sockaddr *, socklen_t);

[[gnu::constructor]] void forgetPreload()
{
    unsetenv("LD_PRELOAD");
}

} // namespace

extern "C" [[gnu::visibility("default")]] int bind(
    int fd, const sockaddr *address, socklen_t length) noexcept
{
    static const auto next = reinterpret_cast<Bind>(dlsym(RTLD_NEXT, "bind"));
    if (address && address->sa_family == AF_INET && length >= sizeof(sockaddr_in)) {
        sockaddr_in own;
        std::memcpy(&own, address, sizeof own);
        if (own.sin_addr.s_addr == htonl(INADDR_ANY))
            own.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        return next(fd, reinterpret_cast<const sockaddr *>(&own), sizeof own);
    }
    if (address && address->sa_family == AF_INET6 && length >= sizeof(sockaddr_in6)) {
        sockaddr_in6 own;
        std::memcpy(&own, address, sizeof own);
        if (IN6_IS_ADDR_UNSPECIFIED(&own.sin6_addr))
            inet_pton(AF_INET6, "::ffff:127.0.0.1", &own.sin6_addr);
        return next(fd, reinterpret_cast<const sockaddr *>(&own), sizeof own);
    }
    return next(fd, address, length);
}
