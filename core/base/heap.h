// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace gatehouse {

//! Gives what was freed back to the system, for after much was read or built at once: what is freed
//! between blocks that stay would otherwise be kept for as long as the program runs. Takes
//! milliseconds. Any thread. Does nothing where the C library cannot.
void releaseFreedMemory();

} // namespace gatehouse
