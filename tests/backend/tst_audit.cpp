// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/api/auditroutes.h"
#include "tests/backend/apifixture.h"

#include <QTest>

using namespace Qt::Literals::StringLiterals;
using namespace gatehouse;

class AuditTest : public QObject
{
    Q_OBJECT
    std::unique_ptr<ApiFixture> m_api;
    std::unique_ptr<store::Database> m_database;

    void write(const QString &person, const QString &action, const QString &object = u"REQ-1 tekton"_s)
    {
        store::UnitOfWork work = m_api->work(*m_database, person);
        QVERIFY(m_database->write([&] { return work.audit(action, object, u"req_1"_s, u"done"_s, u"because"_s, u"production"_s); }));
        m_api->clock.advance(1);
    }
    AuditVerification verification(const QString &person = u"ada"_s)
    {
        const auto &answer = m_api->client(person).get(u"/api/v1/audit-events/verification"_s);
        return fromJson<AuditVerification>(answer.json()).value_or(AuditVerification());
    }
    QList<AuditEvent> list(const QString &person, const QString &query = {})
    {
        const auto &answer = m_api->client(person).get(u"/api/v1/audit-events"_s + query);
        return fromJson<Page<AuditEvent>>(answer.json()).value_or(Page<AuditEvent>()).items;
    }
    void withoutTriggers(const QString &sql)
    {
        if (m_database->isPostgres()) {
            QVERIFY(m_database->execute(u"ALTER TABLE audit_events DISABLE TRIGGER ALL"_s));
        } else {
            QVERIFY(m_database->execute(u"DROP TRIGGER IF EXISTS audit_events_keep_update"_s));
            QVERIFY(m_database->execute(u"DROP TRIGGER IF EXISTS audit_events_keep_delete"_s));
        }
        QVERIFY(m_database->execute(sql));
    }

private Q_SLOTS:
    void init();
    void chainsItsLines();
    void refusesToChangeALine();
    void noticesAChangedLine();
    void noticesAMissingLine();
    void noticesASwappedChain();
    void keepsTenantsApart();
    void showsEachWhatTheyMaySee();
    void filters_data();
    void filters();
    void pages();
};

void AuditTest::init()
{
    m_database.reset();
    m_api = std::make_unique<ApiFixture>();
    m_api->callers.add(u"rita"_s, {Role::Viewer, Role::ReviewerSecurity});
    m_database = m_api->connection();
    api::registerAuditRoutes(m_api->dispatcher);
    m_api->start();
}

void AuditTest::chainsItsLines()
{
    for (int i = 0; i < 3; ++i)
        write(u"ada"_s, u"plugin.update"_s);
    const QList<AuditEvent> lines = list(u"ada"_s);
    QCOMPARE(lines.size(), 3);
    QCOMPARE(lines.at(2).prevHash, QString());
    for (const AuditEvent &line : lines)
        QCOMPARE(auditHash(line), line.hash);
    QCOMPARE(lines.at(0).prevHash, lines.at(1).hash);
    const AuditVerification verified = verification();
    QVERIFY(verified.intact);
    QCOMPARE(verified.checked, 3);
    QCOMPARE(verified.headHash, lines.at(0).hash);
}

void AuditTest::refusesToChangeALine()
{
    write(u"ada"_s, u"plugin.update"_s);
    QVERIFY(!m_database->execute(u"UPDATE audit_events SET reason = 'x'"_s));
    QVERIFY(!m_database->execute(u"DELETE FROM audit_events"_s));
    QVERIFY(verification().intact);
}

void AuditTest::noticesAChangedLine()
{
    for (int i = 0; i < 3; ++i)
        write(u"ada"_s, u"plugin.update"_s);
    withoutTriggers(u"UPDATE audit_events SET reason = 'another' WHERE sequence = 2"_s);
    QVERIFY(!verification().intact);
    QCOMPARE(verification().firstBroken, 2);
}

void AuditTest::noticesAMissingLine()
{
    for (int i = 0; i < 3; ++i)
        write(u"ada"_s, u"plugin.update"_s);
    withoutTriggers(u"DELETE FROM audit_events WHERE sequence = 2"_s);
    QCOMPARE(verification().firstBroken, 3);
}

void AuditTest::noticesASwappedChain()
{
    for (int i = 0; i < 3; ++i)
        write(u"ada"_s, u"plugin.update"_s);
    withoutTriggers(u"UPDATE audit_events SET prev_hash = 'x' WHERE sequence = 3"_s);
    QCOMPARE(verification().firstBroken, 3);
}

void AuditTest::keepsTenantsApart()
{
    write(u"ada"_s, u"plugin.update"_s);
    write(u"eve"_s, u"plugin.update"_s);
    QCOMPARE(list(u"eve"_s).size(), 1);
    QCOMPARE(list(u"eve"_s).constFirst().sequence, 1);
    QCOMPARE(verification(u"eve"_s).checked, 1);
}

void AuditTest::showsEachWhatTheyMaySee()
{
    write(u"ada"_s, u"plugin.block"_s);
    write(u"ada"_s, u"request.decide"_s);
    write(u"bob"_s, u"plugin.update"_s);
    QCOMPARE(list(u"ada"_s).size(), 3);
    QCOMPARE(list(u"rita"_s).size(), 1);
    QCOMPARE(list(u"rita"_s).constFirst().action, u"request.decide"_s);
    QCOMPARE(list(u"bob"_s).size(), 1);
    QCOMPARE(list(u"bob"_s).constFirst().actor.id.text(), u"per_bob"_s);
}

void AuditTest::filters_data()
{
    QTest::addColumn<QString>("query");
    QTest::addColumn<int>("count");
    QTest::newRow("all") << QString() << 3;
    QTest::newRow("action") << u"?action=plugin.block"_s << 1;
    QTest::newRow("actor") << u"?actor=per_bob"_s << 1;
    QTest::newRow("object") << u"?objectId=req_1"_s << 3;
    QTest::newRow("text") << u"?q=TEKTON"_s << 2;
    QTest::newRow("a percent sign is text") << u"?q=%25"_s << 1;
    QTest::newRow("an underscore is text") << u"?q=_"_s << 0;
    QTest::newRow("from") << u"?from=2026-11-23T10:46:32Z"_s << 2;
    QTest::newRow("to") << u"?to=2026-11-23T10:46:32Z"_s << 1;
}

void AuditTest::filters()
{
    QFETCH(QString, query);
    write(u"ada"_s, u"plugin.block"_s);
    write(u"ada"_s, u"request.decide"_s);
    write(u"bob"_s, u"plugin.update"_s, u"100 %"_s);
    QTEST(int(list(u"ada"_s, query).size()), "count");
}

void AuditTest::pages()
{
    for (int i = 0; i < 5; ++i)
        write(u"ada"_s, u"plugin.update"_s);
    auto &ada = m_api->client(u"ada"_s);
    QList<qint64> seen;
    QString cursor;
    do {
        const auto page = fromJson<Page<AuditEvent>>(
            ada.get(u"/api/v1/audit-events?limit=2"_s + (cursor.isEmpty() ? QString() : QString(u"&cursor="_s + cursor))).json());
        QVERIFY(page);
        for (const AuditEvent &line : page->items)
            seen.append(line.sequence);
        cursor = page->nextCursor.value_or(QString());
    } while (!cursor.isEmpty());
    QCOMPARE(seen, QList<qint64>({5, 4, 3, 2, 1}));
}

QTEST_GUILESS_MAIN(AuditTest)
#include "tst_audit.moc"
