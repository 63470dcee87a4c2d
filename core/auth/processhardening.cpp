// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/auth/processhardening.h"

#include <sys/prctl.h>
#include <sys/resource.h>

using namespace Qt::Literals::StringLiterals;

namespace gatehouse {

Status hardenProcess()
{
    const rlimit none {0, 0};
    if (::setrlimit(RLIMIT_CORE, &none) != 0 || ::prctl(PR_SET_DUMPABLE, 0) != 0) {
        return fail(storageError(
            u"This process cannot be kept out of core dumps."_s, qt_error_string(errno)));
    }
    return {};
}

} // namespace gatehouse
