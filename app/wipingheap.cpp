// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Every block of memory is zeroed when it is freed, in this program and in every library that it
// loads: tokens, keys and what was unsealed pass through QString, QByteArray, JSON and D-Bus messages
// that wipe nothing, and must not be found in the process after locking or signing out.
//
// The allocator itself stays glibc's. Only the two ways in which it gives memory back are replaced;
// operator delete, QArrayData and g_free all end in free().

#include <cstring>
#include <malloc.h>

extern "C" {

void *__libc_malloc(size_t size);
void __libc_free(void *block);

void free(void *block) noexcept
{
    if (!block)
        return;
    explicit_bzero(block, malloc_usable_size(block));
    __libc_free(block);
}

void *realloc(void *block, size_t size) noexcept
{
    if (!block)
        return __libc_malloc(size);
    if (size == 0) {
        free(block);
        return nullptr;
    }
    const size_t had = malloc_usable_size(block);
    // What glibc would cut off or leave behind is never zeroed, so a block only shrinks by being
    // moved, and only when that gives back half of it.
    if (size <= had && size >= had / 2) {
        explicit_bzero(static_cast<char *>(block) + size, had - size);
        return block;
    }
    void *moved = __libc_malloc(size);
    if (!moved)
        return nullptr;
    std::memcpy(moved, block, size < had ? size : had);
    free(block);
    return moved;
}
}
