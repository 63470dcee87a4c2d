// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later

// A disk that fails: loaded with LD_PRELOAD, it makes chosen system calls on files under one folder
// fail, and chosen allocations of SQLite, or kills the program around such a call. Nothing is counted
// before gatehouse_arm_faults().
//   GATEHOUSE_FAULT_FOLDER  the folder
//   GATEHOUSE_FAULT_KIND    enospc, eio, erofs, short, slow, nomem; die_before, die_within (a write, half
//                           done) or die_after
//   GATEHOUSE_FAULT_FIRST   the number of the first call that fails, from 1
//   GATEHOUSE_FAULT_COUNT   how many fail, from that one on
//   GATEHOUSE_FAULT_SWITCH  for a program that arms nothing: a file; calls count while it exists

#include <atomic>
#include <cerrno>
#include <climits>
#include <csignal>
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
enum class Fate { Goes, Fails, DiesAfter };

struct Faults
{
    const char *folder = nullptr;
    const char *kind = "";
    const char *armedBy = nullptr;
    long first = 0;
    long count = 0;
    std::atomic<long> seen = 0;
    std::atomic<long> fired = 0;
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

bool isArmed()
{
    return faults.armed || (faults.armedBy && access(faults.armedBy, F_OK) == 0);
}

bool isUnderFolder(const char *path)
{
    return path && faults.folder && std::strncmp(path, faults.folder, std::strlen(faults.folder)) == 0 && isArmed();
}

bool isUnderFolder(int descriptor)
{
    if (!faults.armed && !faults.armedBy)
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
    const long number = ++faults.seen;
    if (number < faults.first || number >= faults.first + faults.count)
        return false;
    ++faults.fired;
    return true;
}

bool cutsWrites()
{
    return isKind("short") || isKind("die_within");
}

bool concerns(Call call)
{
    if (isKind("nomem"))
        return false;
    if (cutsWrites())
        return call == Call::Write;
    if (isKind("erofs"))
        return call != Call::Sync;
    return true;
}

[[noreturn]] void die()
{
    kill(getpid(), SIGKILL);
    for (;;)
        pause();
}

//! What becomes of a call under the folder; errno is set for one that fails.
Fate fateOf(Call call)
{
    if (!concerns(call) || !isTurn())
        return Fate::Goes;
    if (isKind("die_before"))
        die();
    if (isKind("die_after"))
        return Fate::DiesAfter;
    if (isKind("slow")) {
        usleep(30000);
        return Fate::Goes;
    }
    errno = isKind("enospc") ? ENOSPC : isKind("erofs") ? EROFS : EIO;
    return Fate::Fails;
}

template <typename Act>
auto judged(bool isConcerned, Call call, Act act)
{
    const Fate fate = isConcerned ? fateOf(call) : Fate::Goes;
    if (fate == Fate::Fails)
        return decltype(act())(-1);
    const auto result = act();
    if (fate == Fate::DiesAfter)
        die();
    return result;
}

//! \a act takes how much to write.
template <typename Act>
ssize_t judgedWrite(int descriptor, size_t size, Act act)
{
    if (!cutsWrites())
        return judged(isUnderFolder(descriptor), Call::Write, [&] { return act(size); });
    if (!isUnderFolder(descriptor) || !isTurn())
        return act(size);
    const ssize_t written = act(size / 2);
    if (isKind("die_within"))
        die();
    return written;
}

bool opensForWriting(int flags)
{
    return (flags & (O_WRONLY | O_RDWR | O_CREAT)) != 0;
}

template <typename Function>
int openJudged(Function function, const char *path, int flags, mode_t mode)
{
    return judged(opensForWriting(flags) && isUnderFolder(path), Call::Open, [&] { return function(path, flags, mode); });
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

void readFaults()
{
    const auto number = [](const char *name) { return std::strtol(std::getenv(name), nullptr, 10); };
    faults.folder = std::getenv("GATEHOUSE_FAULT_FOLDER");
    faults.kind = std::getenv("GATEHOUSE_FAULT_KIND");
    faults.first = number("GATEHOUSE_FAULT_FIRST");
    faults.count = number("GATEHOUSE_FAULT_COUNT");
}

} // namespace

extern "C" {

void gatehouse_arm_faults()
{
    readFaults();
    dl_iterate_phdr(findSqlite, nullptr);
    faults.armed = true;
}

long gatehouse_faults_fired()
{
    return faults.fired;
}

__attribute__((constructor)) static void waitForSwitch()
{
    faults.armedBy = std::getenv("GATEHOUSE_FAULT_SWITCH");
    if (faults.armedBy)
        readFaults();
}

ssize_t write(int descriptor, const void *bytes, size_t size)
{
    return judgedWrite(descriptor, size, [=](size_t length) { return REAL(write)(descriptor, bytes, length); });
}

ssize_t pwrite(int descriptor, const void *bytes, size_t size, off_t offset)
{
    return judgedWrite(descriptor, size, [=](size_t length) { return REAL(pwrite)(descriptor, bytes, length, offset); });
}

ssize_t pwrite64(int descriptor, const void *bytes, size_t size, off64_t offset)
{
    return judgedWrite(descriptor, size, [=](size_t length) { return REAL(pwrite64)(descriptor, bytes, length, offset); });
}

int fsync(int descriptor)
{
    return judged(isUnderFolder(descriptor), Call::Sync, [=] { return REAL(fsync)(descriptor); });
}

int fdatasync(int descriptor)
{
    return judged(isUnderFolder(descriptor), Call::Sync, [=] { return REAL(fdatasync)(descriptor); });
}

int rename(const char *from, const char *to) noexcept
{
    return judged(isUnderFolder(to), Call::Rename, [=] { return REAL(rename)(from, to); });
}

int unlink(const char *path) noexcept
{
    return judged(isUnderFolder(path), Call::Remove, [=] { return REAL(unlink)(path); });
}

int ftruncate(int descriptor, off_t length) noexcept
{
    return judged(isUnderFolder(descriptor), Call::Truncate, [=] { return REAL(ftruncate)(descriptor, length); });
}

int ftruncate64(int descriptor, off64_t length) noexcept
{
    return judged(isUnderFolder(descriptor), Call::Truncate, [=] { return REAL(ftruncate64)(descriptor, length); });
}

int open(const char *path, int flags, ...)
{
    va_list arguments;
    va_start(arguments, flags);
    const mode_t mode = modeOf(flags, arguments);
    va_end(arguments);
    return openJudged(REAL(open), path, flags, mode);
}

int open64(const char *path, int flags, ...)
{
    va_list arguments;
    va_start(arguments, flags);
    const mode_t mode = modeOf(flags, arguments);
    va_end(arguments);
    return openJudged(REAL(open64), path, flags, mode);
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
