// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/endtoend/contracttraffic.h"

#include "core/contract/routes.h"
#include "tests/testsupport/nodetools.h"
#include "tests/testsupport/yamldocument.h"

#include <QTest>

using namespace Qt::Literals::StringLiterals;
using namespace gatehouse;
using namespace gatehouse::testsupport;

void TestContractTraffic::initTestCase()
{
    QVERIFY2(nodeToolsMissing().isEmpty(), qPrintable(nodeToolsMissing()));
    QVERIFY2(m_portal.start(), m_portal.log().constData());
}

void TestContractTraffic::everyOperationWasSeen()
{
    const auto document = readOpenApi();
    QVERIFY(document);
    QStringList documented;
    const QJsonObject paths = document->value("paths"_L1).toObject();
    for (auto path = paths.begin(); path != paths.end(); ++path) {
        const QStringList members = path.value().toObject().keys();
        for (const QString &member : members) {
            // The stream goes past the validator.
            if (member != "parameters"_L1 && path.key() != QLatin1String(routes::events))
                documented.append(QString(member.toUpper() + u' ' + path.key()));
        }
    }
    documented.sort();
    QCOMPARE(m_portal.proxy().seenOperations(), documented);
}

void TestContractTraffic::nothingBrokeTheContract()
{
    const QStringList violations = m_portal.proxy().violations();
    QVERIFY2(violations.isEmpty(), qPrintable(violations.join(u'\n')));
}

QTEST_GUILESS_MAIN(TestContractTraffic)
