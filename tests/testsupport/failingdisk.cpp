// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later

// A disk that fails: loaded with LD_PRELOAD, it makes chosen system calls on files under one folder
// fail, and chosen allocations of SQLite. Nothing is counted before gatehouse_arm_faults().
//   GATEHOUSE_FAULT_FOLDER  the folder
//   GATEHOUSE_FAULT_KIND    enospc, eio, erofs, short, slow or nomem
//   GATEHOUSE_FAULT_FIRST   the number of the first call that fails, from 1
//   GATEHOUSE_FAULT_COUNT   how many fail, from that one on

#include <cerrno>
#include <climits>
#include <cstdarg>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <dlfcn.h>
#include <fcntl.h>
#include <link.h>
#include <sys/types.h>
#include <unistd.h>

extern "C" void *__libc_malloc(size_t size);
extern "C" void *__libc_realloc(void *block, size_t size);

namespace {

enum class Call { Write, Sync, Rename, Truncate, Open, Remove };

struct Faults
{
    const char *folder = nullptr;
    const char *kind = "";
    long first = 0;
    long count = 0;
    long seen = 0;
    long fired = 0;
    bool armed = false;
    ElfW(Addr) sqliteBegin = 0;
    ElfW(Addr) sqliteEnd = 0;
};

Faults faults;

template <typename Function>
Function real(const char *name, Function)
{
    return reinterpret_cast<Function>(dlsym(RTLD_NEXT, name));
}

#define REAL(name) real(#name, &name)

bool isKind(const char *kind)
{
    return std::strcmp(faults.kind, kind) == 0;
}

bool isUnderFolder(const char *path)
{
    return faults.armed && path && std::strncmp(path, faults.folder, std::strlen(faults.folder)) == 0;
}

bool isUnderFolder(int descriptor)
{
    if (!faults.armed)
        return false;
    char link[64];
    char path[PATH_MAX];
    std::snprintf(link, sizeof link, "/proc/self/fd/%d", descriptor);
    const ssize_t length = readlink(link, path, sizeof path - 1);
    if (length < 0)
        return false;
    path[length] = 0;
    return isUnderFolder(path);
}

bool isTurn()
{
    ++faults.seen;
    if (faults.seen < faults.first || faults.seen >= faults.first + faults.count)
        return false;
    ++faults.fired;
    return true;
}

bool concerns(Call call)
{
    if (isKind("nomem"))
        return false;
    if (isKind("short"))
        return call == Call::Write;
    if (isKind("erofs"))
        return call != Call::Sync;
    return true;
}

//! True when the call is to fail, with errno set.
bool fails(Call call)
{
    if (!concerns(call) || !isTurn())
        return false;
    if (isKind("slow")) {
        usleep(30000);
        return false;
    }
    errno = isKind("enospc") ? ENOSPC : isKind("erofs") ? EROFS : EIO;
    return true;
}

ssize_t writeFaulty(int descriptor, size_t &size)
{
    if (isKind("short") && isUnderFolder(descriptor)) {
        if (isTurn())
            size /= 2;
        return 0;
    }
    return isUnderFolder(descriptor) && fails(Call::Write) ? -1 : 0;
}

bool opensForWriting(int flags)
{
    return (flags & (O_WRONLY | O_RDWR | O_CREAT)) != 0;
}

template <typename Function>
int openFaulty(Function function, const char *path, int flags, mode_t mode)
{
    if (isUnderFolder(path) && opensForWriting(flags) && fails(Call::Open))
        return -1;
    return function(path, flags, mode);
}

mode_t modeOf(int flags, va_list arguments)
{
    return (flags & O_CREAT) != 0 ? va_arg(arguments, mode_t) : 0;
}

bool failsToAllocate(const void *caller)
{
    const auto address = reinterpret_cast<ElfW(Addr)>(caller);
    return faults.armed && address >= faults.sqliteBegin && address < faults.sqliteEnd && isKind("nomem") && isTurn();
}

int findSqlite(dl_phdr_info *info, size_t, void *)
{
    if (!std::strstr(info->dlpi_name, "libsqlite3"))
        return 0;
    for (int i = 0; i < info->dlpi_phnum; ++i) {
        const auto &header = info->dlpi_phdr[i];
        if (header.p_type == PT_LOAD && (header.p_flags & PF_X) != 0) {
            faults.sqliteBegin = info->dlpi_addr + header.p_vaddr;
            faults.sqliteEnd = faults.sqliteBegin + header.p_memsz;
        }
    }
    return 1;
}

} // namespace

extern "C" {

void gatehouse_arm_faults()
{
    const auto number = [](const char *name) { return std::strtol(std::getenv(name), nullptr, 10); };
    faults.folder = std::getenv("GATEHOUSE_FAULT_FOLDER");
    faults.kind = std::getenv("GATEHOUSE_FAULT_KIND");
    faults.first = number("GATEHOUSE_FAULT_FIRST");
    faults.count = number("GATEHOUSE_FAULT_COUNT");
    dl_iterate_phdr(findSqlite, nullptr);
    faults.armed = true;
}

long gatehouse_faults_fired()
{
    return faults.fired;
}

ssize_t write(int descriptor, const void *bytes, size_t size)
{
    return writeFaulty(descriptor, size) < 0 ? -1 : REAL(write)(descriptor, bytes, size);
}

ssize_t pwrite(int descriptor, const void *bytes, size_t size, off_t offset)
{
    return writeFaulty(descriptor, size) < 0 ? -1 : REAL(pwrite)(descriptor, bytes, size, offset);
}

ssize_t pwrite64(int descriptor, const void *bytes, size_t size, off64_t offset)
{
    return writeFaulty(descriptor, size) < 0 ? -1 : REAL(pwrite64)(descriptor, bytes, size, offset);
}

int fsync(int descriptor)
{
    return isUnderFolder(descriptor) && fails(Call::Sync) ? -1 : REAL(fsync)(descriptor);
}

int fdatasync(int descriptor)
{
    return isUnderFolder(descriptor) && fails(Call::Sync) ? -1 : REAL(fdatasync)(descriptor);
}

int rename(const char *from, const char *to) noexcept
{
    return isUnderFolder(to) && fails(Call::Rename) ? -1 : REAL(rename)(from, to);
}

int unlink(const char *path) noexcept
{
    return isUnderFolder(path) && fails(Call::Remove) ? -1 : REAL(unlink)(path);
}

int ftruncate(int descriptor, off_t length) noexcept
{
    return isUnderFolder(descriptor) && fails(Call::Truncate) ? -1 : REAL(ftruncate)(descriptor, length);
}

int ftruncate64(int descriptor, off64_t length) noexcept
{
    return isUnderFolder(descriptor) && fails(Call::Truncate) ? -1 : REAL(ftruncate64)(descriptor, length);
}

int open(const char *path, int flags, ...)
{
    va_list arguments;
    va_start(arguments, flags);
    const mode_t mode = modeOf(flags, arguments);
    va_end(arguments);
    return openFaulty(REAL(open), path, flags, mode);
}

int open64(const char *path, int flags, ...)
{
    va_list arguments;
    va_start(arguments, flags);
    const mode_t mode = modeOf(flags, arguments);
    va_end(arguments);
    return openFaulty(REAL(open64), path, flags, mode);
}

// A sanitizer has its own allocator, and there only the disk fails.
#if !defined(__SANITIZE_ADDRESS__) && !defined(__SANITIZE_THREAD__)
void *malloc(size_t size) noexcept
{
    if (failsToAllocate(__builtin_return_address(0)))
        return nullptr;
    return __libc_malloc(size);
}

void *realloc(void *block, size_t size) noexcept
{
    if (failsToAllocate(__builtin_return_address(0)))
        return nullptr;
    return __libc_realloc(block, size);
}
#endif
}
