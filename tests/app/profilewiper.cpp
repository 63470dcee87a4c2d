// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later

//! Opens what a profile has kept, and wipes it: for a test that kills this on the way.
//!
//! profilewiper KEYS DIRECTORY
#include "app/profiledata.h"
#include "core/auth/filetokenstore.h"

#include <QCoreApplication>

#include <dlfcn.h>

using namespace Qt::Literals::StringLiterals;
using namespace gatehouse;

int main(int argc, char **argv)
{
    const QCoreApplication application(argc, argv);
    FileTokenStore keys(QCoreApplication::arguments().value(1));
    ProfileData data(u"prf_1"_s, keys, QCoreApplication::arguments().value(2));
    deliver(data.open(), &data, [&data](const Status &opened) {
        if (!opened || data.trouble())
            qFatal("it does not open");
        if (auto *arm = reinterpret_cast<void (*)()>(dlsym(RTLD_DEFAULT, "gatehouse_arm_faults")))
            arm();
        deliver(data.wipe(), &data, [](const Status &wiped) { QCoreApplication::exit(wiped ? 0 : 1); });
    });
    return QCoreApplication::exec();
}
