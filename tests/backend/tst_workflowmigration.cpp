// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/services/approvals.h"
#include "backend/services/approvalstore.h"
#include "backend/services/persons.h"
#include "backend/services/workflowstore.h"
#include "backend/store/unitofwork.h"

#include <QTemporaryDir>
#include <QTest>

using namespace gatehouse;
using namespace gatehouse::services;
using namespace Qt::Literals::StringLiterals;

namespace {

const QString lastBefore = u"0021_workflow_order.sql"_s;

//! As a server of before workflows were documents left it: a critical change, compliance passed, one of
//! two votes of security given.
const QStringList leftovers{
    u"INSERT INTO persons (id, tenant, name, roles, first_seen, last_seen) VALUES"
    " ('per_s', 't', 'Sec', 'viewer reviewer:security', '', ''), ('per_s2', 't', 'Sec2', 'viewer reviewer:security', '', ''),"
    " ('per_t', 't', 'Tec', 'viewer reviewer:technical', '', '')"_s,
    u"INSERT INTO plugins (id, tenant, name, display_name, description, category, owner, tags, lifecycle, status, risk,"
    " risk_score, licence, publisher, homepage, repository, latest_version_id, latest_version, has_config_schema,"
    " update_available, pending_requests, search, created_at, updated_at, revision) VALUES"
    " ('plg_1', 't', '@a/b', 'B', '', '', '', '[]', 'active', 'under_review', 'high', 70, '', '', '', '', 'ver_1', '1.0.0', 0, 0,"
    " '[]', '', '2026-11-18T10:00:00.000Z', '2026-11-18T10:00:00.000Z', 1)"_s,
    u"INSERT INTO approval_requests (id, tenant, number, type, status, is_open, priority, priority_rank, environment, risk,"
    " risk_score, plugin_id, plugin_name, version_id, version, version_digest, evidence_revision, policy_version, denial,"
    " evidence_gap, template_id, template_version, requested_by, requested_by_name, justification, impact, rollback_plan,"
    " conditions, due_at, expires_at, created_at, updated_at, decided_at, comment_count, revision) VALUES"
    " ('req_1', 't', 1, 'update', 'in_review', 1, 'normal', 1, 'production', 'high', 70, 'plg_1', '@a/b', 'ver_1', '1.0.0',"
    " 'sha512-a', 3, 2, '', '', 'critical-change', 1, 'per_r', 'Req', 'why', '', '', '[]', '2026-11-24T10:00:00.000Z',"
    " '2026-12-22T10:00:00.000Z', '2026-11-22T10:00:00.000Z', '2026-11-22T10:00:00.000Z', NULL, 0, 4),"
    " ('req_2', 't', 2, 'update', 'approved', 0, 'normal', 1, 'production', 'low', 10, 'plg_1', '@a/b', 'ver_0', '0.9.0',"
    " 'sha512-0', 1, 1, '', '', 'low-risk', 1, 'per_r', 'Req', 'why', '', '', '[]', '2026-11-20T10:00:00.000Z',"
    " '2026-12-20T10:00:00.000Z', '2026-11-18T10:00:00.000Z', '2026-11-19T10:00:00.000Z', '2026-11-19T10:00:00.000Z', 0, 3)"_s,
    u"INSERT INTO approval_stages (id, request_id, position, discipline, name, roles, stage_order, quorum, due_hours, status,"
    " opened_at, due_at, overdue_noted) VALUES"
    " ('stg_1', 'req_1', 0, 'security', 'Security', 'reviewer:security', 1, 2, 48, 'active', '2026-11-22T10:00:00.000Z',"
    " '2026-11-24T10:00:00.000Z', 0),"
    " ('stg_2', 'req_1', 1, 'compliance', 'Compliance', 'reviewer:compliance', 1, 1, 48, 'passed', '2026-11-22T10:00:00.000Z',"
    " '2026-11-24T10:00:00.000Z', 0),"
    " ('stg_3', 'req_1', 2, 'technical', 'Technical', 'reviewer:technical', 2, 1, 48, 'pending', NULL, NULL, 0),"
    " ('stg_4', 'req_1', 3, 'final', 'Final', 'reviewer:security reviewer:technical', 4, 1, 48, 'pending', NULL, NULL, 0)"_s,
    u"INSERT INTO approval_decisions (id, request_id, stage_id, person_id, person_name, outcome, comment, conditions,"
    " decided_at, version_digest, evidence_revision, policy_version, is_void) VALUES"
    " ('dec_1', 'req_1', 'stg_1', 'per_s', 'Sec', 'approve', '', '[]', '2026-11-22T11:00:00.000Z', 'sha512-a', 3, 2, 0),"
    " ('dec_2', 'req_1', 'stg_2', 'per_c', 'Com', 'approve', '', '[]', '2026-11-22T12:00:00.000Z', 'sha512-a', 3, 2, 0)"_s,
};

} // namespace

//! What an older server wrote stays what it was, and goes on by its old rules.
class TestWorkflowMigration final : public QObject
{
    Q_OBJECT

private:
    QTemporaryDir m_directory;
    std::unique_ptr<store::Database> m_database;
    QDateTime m_now = fromRfc3339(u"2026-11-23T10:00:00.000Z"_s);

    store::UnitOfWork as(const QString &person, const QList<Role> &roles)
    {
        return {*m_database, {{PersonId(person), person}, roles, u"t"_s}, m_now, u"test"_s};
    }

private Q_SLOTS:
    void init()
    {
        const QString file = m_directory.filePath(
            QString::fromLatin1(QTest::currentTestFunction()) + u".sqlite"_s);
        auto opened = store::Database::open(file);
        QVERIFY(opened);
        m_database = std::move(*opened);
        QVERIFY(store::migrate(*m_database, lastBefore));
        QVERIFY(m_database->write([this]() -> Status {
            for (const QString &sql : leftovers)
                GATEHOUSE_TRY(m_database->execute(sql));
            return {};
        }));
        const Status migrated = store::migrate(*m_database);
        QVERIFY2(migrated, migrated ? "" : qPrintable(describe(migrated.error()) + migrated.error().detail));
    }

    void stagesGoOnInTheirOldOrder()
    {
        QVERIFY(m_database->write([this]() -> Status {
            store::UnitOfWork work = as(u"per_s2"_s, {Role::Viewer, Role::ReviewerSecurity});
            auto record = loadRequest(work, RequestId(u"req_1"_s));
            if (!record)
                return fail(record.error());
            const auto after = [&](qsizetype stage) {
                QStringList ids;
                for (const StageId &id : record->stages.at(stage).stage.after)
                    ids.append(id.text());
                return ids.join(u' ');
            };
            if (after(0) != QString() || after(2) != u"stg_1 stg_2"_s || after(3) != u"stg_3"_s)
                return fail(inputError(u"order"_s, after(2) + u'|' + after(3)));
            // Written and read again, the order is in the stages' own rules.
            GATEHOUSE_TRY(saveRequest(work, *record));
            record = loadRequest(work, RequestId(u"req_1"_s));
            return after(3) == u"stg_3"_s ? Status() : fail(inputError(u"again"_s, after(3)));
        }));
    }

    void listsStillKnowWhoseTurnItIs()
    {
        const auto turns = [this](const QString &person, const QList<Role> &roles, const QString &queue) {
            qint64 count = -1;
            (void)m_database->read([&]() -> Status {
                store::UnitOfWork work = as(person, roles);
                RequestFilter filter;
                filter.queue = queue;
                const auto page = listRequests(work, filter, 10, {});
                if (!page)
                    return fail(page.error());
                count = *page->total;
                return {};
            });
            return count;
        };
        QCOMPARE(turns(u"per_s2"_s, {Role::ReviewerSecurity}, u"your_turn"_s), 1);
        QCOMPARE(turns(u"per_s"_s, {Role::ReviewerSecurity}, u"your_turn"_s), 0);
        QCOMPARE(turns(u"per_s"_s, {Role::ReviewerSecurity}, u"waiting"_s), 1);
        QCOMPARE(turns(u"per_s"_s, {Role::ReviewerSecurity}, u"decided"_s), 1);
    }

    void theClockGoesOn()
    {
        m_now = m_now.addDays(2);
        const Status ticked = m_database->write([this]() -> Status {
            store::UnitOfWork work = as(u"per_system"_s, {});
            GATEHOUSE_TRY(approvalTick(work));
            const auto record = loadRequest(work, RequestId(u"req_1"_s));
            return record && record->stages.first().overdueNoted ? Status()
                                                                 : fail(inputError(u"clock"_s, u"clock"_s));
        });
        QVERIFY2(ticked, ticked ? "" : qPrintable(describe(ticked.error()) + ticked.error().detail));
    }

    void theVersionItWasMadeWithIsKnown()
    {
        QVERIFY(m_database->read([this]() -> Status {
            store::UnitOfWork work = as(u"per_s"_s, {});
            const auto document = workflowDocument(work, u"critical-change"_s, 1);
            return document && *document && (*document)->stages.size() == 5
                ? Status()
                : fail(inputError(u"version"_s, u"version"_s));
        }));
    }
};

QTEST_GUILESS_MAIN(TestWorkflowMigration)
#include "tst_workflowmigration.moc"
