// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/testsupport/validatingproxy.h"

#include "core/base/json.h"
#include "tests/testsupport/nodetools.h"
#include "tests/testsupport/processsupport.h"

#include <QFile>
#include <QJsonArray>
#include <QSet>

using namespace Qt::Literals::StringLiterals;

namespace gatehouse::testsupport {

ValidatingProxy::ValidatingProxy()
{
    endWithParent(m_process);
    m_process.setStandardErrorFile(m_directory.filePath(u"proxy.log"_s));
}

ValidatingProxy::~ValidatingProxy()
{
    endGently(m_process);
}

bool ValidatingProxy::start(const QUrl &upstream, int timeoutMs)
{
    m_process.start(nodeProgram(),
        {QStringLiteral(GATEHOUSE_PROXY_SCRIPT), nodeModules(), QStringLiteral(GATEHOUSE_OPENAPI_DOCUMENT),
            upstream.toString(), m_directory.filePath(u"traffic.jsonl"_s)});
    const QJsonObject ready = awaitReadyLine(m_process, timeoutMs);
    m_url = QUrl(ready.value("url"_L1).toString());
    return !ready.isEmpty();
}

QStringList ValidatingProxy::violations() const
{
    QStringList lines;
    for (const QJsonObject &record : records()) {
        const int status = record.value("status"_L1).toInt();
        const QJsonArray violations = record.value("violations"_L1).toArray();
        for (const QJsonValue &violation : violations) {
            const QString side = violation["side"_L1].toString();
            if (side == "request"_L1 && status >= 300)
                continue;
            lines.append(u"%1 %2 %3 %4 %5: %6"_s.arg(record.value("method"_L1).toString(),
                record.value("path"_L1).toString(), QString::number(status), side,
                violation["place"_L1].toString(), violation["message"_L1].toString()));
        }
    }
    return lines;
}

QStringList ValidatingProxy::seenOperations() const
{
    QSet<QString> seen;
    for (const QJsonObject &record : records())
        seen.insert(record.value("operation"_L1).toString());
    seen.remove(QString());
    QStringList sorted = seen.values();
    sorted.sort();
    return sorted;
}

QByteArray ValidatingProxy::log() const
{
    QFile file(m_directory.filePath(u"proxy.log"_s));
    return file.open(QIODevice::ReadOnly) ? file.readAll() : m_process.errorString().toUtf8();
}

QList<QJsonObject> ValidatingProxy::records() const
{
    QList<QJsonObject> all;
    QFile file(m_directory.filePath(u"traffic.jsonl"_s));
    if (!file.open(QIODevice::ReadOnly))
        return all;
    while (!file.atEnd()) {
        if (auto record = parseJsonObject(file.readLine()))
            all.append(*record);
    }
    return all;
}

} // namespace gatehouse::testsupport
