// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/audit/auditservice.h"

#include <QTest>

#include <functional>

using namespace gatehouse;
using namespace Qt::Literals::StringLiterals;

namespace {

QList<AuditEvent> chainOf(int count)
{
    QList<AuditEvent> events;
    QString before;
    for (int i = 1; i <= count; ++i) {
        AuditEvent event;
        event.id = AuditEventId(u"aud_%1"_s.arg(i));
        event.sequence = i;
        event.at = QDateTime::fromSecsSinceEpoch(i, Qt::UTC);
        event.action = u"request.decide"_s;
        event.prevHash = before;
        event.hash = before = auditHash(event);
        events.prepend(event);
    }
    return events;
}

} // namespace

using Tamper = std::function<void(QList<AuditEvent> &)>;
Q_DECLARE_METATYPE(Tamper)

class TestAuditChain final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void findsWhatWasTamperedWith_data();
    void findsWhatWasTamperedWith();
};

void TestAuditChain::findsWhatWasTamperedWith_data()
{
    QTest::addColumn<Tamper>("tamper");
    QTest::addColumn<int>("broken"); //!< 0: nothing
    QTest::addColumn<bool>("gaps");
    QTest::newRow("nothing") << Tamper([](QList<AuditEvent> &) {}) << 0 << false;
    QTest::newRow("another reason") << Tamper([](QList<AuditEvent> &e) { e[2].reason = u"x"_s; }) << 3 << false;
    QTest::newRow("another actor, hash made anew") << Tamper([](QList<AuditEvent> &e) {
        e[2].actor.name = u"x"_s;
        e[2].hash = auditHash(e[2]);
    }) << 4 << false;
    QTest::newRow("one is missing") << Tamper([](QList<AuditEvent> &e) { e.removeAt(2); }) << 0 << true;
    QTest::newRow("the order does not matter") << Tamper([](QList<AuditEvent> &e) { std::reverse(e.begin(), e.end()); }) << 0 << false;
}

void TestAuditChain::findsWhatWasTamperedWith()
{
    QFETCH(Tamper, tamper);
    QFETCH(int, broken);
    QFETCH(bool, gaps);
    QList<AuditEvent> events = chainOf(5);
    tamper(events);
    const ChainCheck check = checkChain(events);
    QCOMPARE(check.checked, events.size());
    QCOMPARE(int(check.firstBroken.value_or(0)), broken);
    QCOMPARE(check.hasGaps, gaps);
}

QTEST_GUILESS_MAIN(TestAuditChain)
#include "tst_auditchain.moc"
