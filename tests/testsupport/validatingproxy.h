// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QJsonObject>
#include <QList>
#include <QProcess>
#include <QTemporaryDir>
#include <QUrl>

namespace gatehouse::testsupport {

//! Stands before a server and holds its real traffic against resources/openapi/gatehouse.yaml.
//!
//!     ValidatingProxy proxy;
//!     QVERIFY2(proxy.start(server.url()), qPrintable(proxy.log()));
//!     ... talk to proxy.url() instead of server.url() ...
//!     QCOMPARE(proxy.violations(), QStringList());
//!
//! Nothing is rejected or changed on the way: what breaks the document is only written down. The
//! event stream and what is outside /api/v1 pass by unseen. Needs the npm programs (nodetools.h).
class ValidatingProxy final
{
public:
    ValidatingProxy();
    ~ValidatingProxy();

    [[nodiscard]] bool start(const QUrl &upstream, int timeoutMs = 60000);
    QUrl url() const { return m_url; }
    //! Of every answer that came back so far, in order: "GET /api/v1/me 200 response /body/name: …".
    //! Requests count only when the server took them (2xx): tests send wrong ones on purpose.
    QStringList violations() const;
    //! "GET /api/v1/plugins/{pluginId}" of every operation that was really seen, sorted, once each.
    QStringList seenOperations() const;
    QByteArray log() const;

private:
    QList<QJsonObject> records() const;

    QTemporaryDir m_directory;
    QProcess m_process;
    QUrl m_url;
};

} // namespace gatehouse::testsupport
