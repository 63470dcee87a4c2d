// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/testsupport/nodetools.h"

#include <QDir>
#include <QFileInfo>
#include <QStandardPaths>

using namespace Qt::Literals::StringLiterals;

namespace gatehouse::testsupport {

QString nodeModules()
{
    const QString given = qEnvironmentVariable("GATEHOUSE_TEST_NODE_MODULES");
    if (!given.isEmpty())
        return given;
    const QString cache = qEnvironmentVariable("XDG_CACHE_HOME", QDir::homePath() + u"/.cache"_s);
    return cache + u"/gatehouse/node/node_modules"_s;
}

QString nodeProgram()
{
    const QStringList bundled = QDir(nodeModules()).entryList({u"node-linux-*"_s}, QDir::Dirs);
    for (const QString &package : bundled) {
        const QString program = nodeModules() + u'/' + package + u"/bin/node"_s;
        if (QFileInfo(program).isExecutable())
            return program;
    }
    return QStandardPaths::findExecutable(u"node"_s);
}

QString nodeToolsMissing()
{
    if (nodeProgram().isEmpty() || !QFileInfo::exists(nodeModules() + u"/@stoplight/prism-cli"_s))
        return u"No npm programs in %1: run ./test once, or npm ci with tests/endtoend/package-lock.json"_s.arg(nodeModules());
    return {};
}

} // namespace gatehouse::testsupport
