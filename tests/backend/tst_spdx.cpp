// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/npm/licencepolicy.h"
#include "backend/npm/spdx.h"

#include <QJsonArray>
#include <QTest>

using namespace Qt::Literals::StringLiterals;
using namespace gatehouse;

class TestSpdx final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void readsExpressions_data();
    void readsExpressions();
    void refusesWhatIsNoExpression_data();
    void refusesWhatIsNoExpression();
    void refusesBottomlessNesting();
    void judgesByLists_data();
    void judgesByLists();
};

void TestSpdx::readsExpressions_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("canonical");
    QTest::newRow("one") << u"MIT"_s << u"MIT"_s;
    QTest::newRow("or later") << u"GPL-2.0+"_s << u"GPL-2.0+"_s;
    QTest::newRow("with") << u"GPL-2.0-only WITH Classpath-exception-2.0"_s
                          << u"GPL-2.0-only WITH Classpath-exception-2.0"_s;
    QTest::newRow("and before or")
        << u"MIT OR Apache-2.0 AND ISC"_s << u"MIT OR Apache-2.0 AND ISC"_s;
    QTest::newRow("brackets kept")
        << u"(MIT OR Apache-2.0) AND ISC"_s << u"(MIT OR Apache-2.0) AND ISC"_s;
    QTest::newRow("brackets dropped") << u"((MIT) OR (ISC))"_s << u"MIT OR ISC"_s;
    QTest::newRow("lower keywords") << u"MIT or ISC"_s << u"MIT OR ISC"_s;
    QTest::newRow("reference") << u"LicenseRef-acme"_s << u"LicenseRef-acme"_s;
    QTest::newRow("foreign reference")
        << u"DocumentRef-a:LicenseRef-b"_s << u"DocumentRef-a:LicenseRef-b"_s;
}

void TestSpdx::readsExpressions()
{
    QFETCH(QString, text);
    QFETCH(QString, canonical);
    const auto node = parseSpdx(text);
    QVERIFY(node.has_value());
    QCOMPARE(toText(*node), canonical);
}

void TestSpdx::refusesWhatIsNoExpression_data()
{
    QTest::addColumn<QString>("text");
    for (const char *text : {"", "AND", "MIT AND", "MIT OR OR ISC", "(MIT", "MIT)", "MIT ISC",
             "MIT WITH", "MIT WITH AND", "SEE LICENSE IN LICENSE.md", "MIT/Apache", "()"})
        QTest::newRow(text) << QString::fromLatin1(text);
}

void TestSpdx::refusesWhatIsNoExpression()
{
    QFETCH(QString, text);
    const auto node = parseSpdx(text);
    QVERIFY(!node);
    QCOMPARE(node.error().code, u"spdx_syntax"_s);
}

void TestSpdx::refusesBottomlessNesting()
{
    QVERIFY(!parseSpdx(QString(900, u'(') + u"MIT" + QString(900, u')')));
}

void TestSpdx::judgesByLists_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<Enforcement>("expected");
    QTest::newRow("allowed") << u"Apache-2.0"_s << Enforcement::Allow;
    QTest::newRow("case does not matter") << u"apache-2.0"_s << Enforcement::Allow;
    QTest::newRow("denied family") << u"GPL-3.0-or-later"_s << Enforcement::Deny;
    QTest::newRow("LGPL is no GPL") << u"LGPL-3.0-only"_s << Enforcement::RequireReview;
    QTest::newRow("AGPL denied") << u"AGPL-3.0-only"_s << Enforcement::Deny;
    QTest::newRow("unlisted") << u"WTFPL"_s << Enforcement::RequireReview;
    QTest::newRow("or takes the best") << u"GPL-3.0-only OR MIT"_s << Enforcement::Allow;
    QTest::newRow("and takes the worst") << u"MIT AND GPL-3.0-only"_s << Enforcement::Deny;
    QTest::newRow("mixed") << u"MIT AND (GPL-3.0-only OR MPL-2.0)"_s << Enforcement::RequireReview;
    QTest::newRow("exception softens")
        << u"GPL-2.0-only WITH Classpath-exception-2.0"_s << Enforcement::RequireReview;
    QTest::newRow("none") << QString() << Enforcement::Deny;
    QTest::newRow("unreadable") << u"SEE LICENSE IN LICENSE"_s << Enforcement::RequireReview;
}

void TestSpdx::judgesByLists()
{
    QFETCH(QString, text);
    QFETCH(Enforcement, expected);
    const LicencePolicy policy({{u"allow"_s, QJsonArray{u"MIT"_s, u"Apache-2.0"_s, u"ISC"_s}},
        {u"deny"_s, QJsonArray{u"GPL-*"_s, u"AGPL-*"_s}}});
    QCOMPARE(policy.judge(text), expected);
}

QTEST_GUILESS_MAIN(TestSpdx)
#include "tst_spdx.moc"
