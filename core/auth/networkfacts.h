// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace gatehouse {

//! How this computer reaches others.
struct NetworkFacts
{
    QString proxyHost; //!< Of the way to a typical https address; empty: directly.
    int trustedRoots = 0; //!< Certificates of the computer's trust store.
};

//! As set up now. Reads the trust store, so not for loops.
NetworkFacts networkFacts();

} // namespace gatehouse
