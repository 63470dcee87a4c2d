// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/auth/networkfacts.h"

#include <QNetworkProxyFactory>
#include <QSslCertificate>
#include <QSslConfiguration>
#include <QUrl>

using namespace Qt::Literals::StringLiterals;

namespace gatehouse {

NetworkFacts networkFacts()
{
    NetworkFacts facts;
    const QNetworkProxyQuery query(QUrl(u"https://portal.invalid/"_s));
    const QList<QNetworkProxy> ways = QNetworkProxyFactory::proxyForQuery(query);
    if (!ways.isEmpty())
        facts.proxyHost = ways.first().hostName();
    facts.trustedRoots = int(QSslConfiguration::systemCaCertificates().size());
    return facts;
}

} // namespace gatehouse
