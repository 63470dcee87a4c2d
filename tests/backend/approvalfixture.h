// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/services/approvallifecycle.h"
#include "backend/store/unitofwork.h"

#include <QTemporaryDir>

#include <memory>

namespace gatehouse::test {

//! A version as the tests' registry knows it: what the workflow is judged by, movable at will.
struct KnownVersion
{
    QString id = QStringLiteral("ver_a");
    QString plugin = QStringLiteral("plg_a");
    QString version = QStringLiteral("1.0.0");
    QString digest = QStringLiteral("sha512-a");
    int evidenceRevision = 1;
    int policyVersion = 1;
    Risk risk = Risk::High;
    QString denial; //!< "policy/rule: message" for each rule that denies it, one a line.
    QString gap; //!< A check that policy demands and that gave no verdict.
    QString publishedAt = QStringLiteral("2026-01-01T00:00:00.000Z");
    bool allows = false; //!< A policy looked at it and allows it.
    QString owner; //!< Of the plugin.
};

//! The workflow over a database of its own with the sandbox's people. Time stands still until
//! moved.
class ApprovalFixture
{
public:
    ApprovalFixture();

    store::Actor actor(const QString &key) const;
    services::Person person(const QString &key) const;
    //! A write transaction as that person.
    Status write(const QString &key, const std::function<Status(store::UnitOfWork &)> &work);
    void know(const KnownVersion &version);

    Result<services::RequestRecord> submit(const QString &key,
        const QString &version = QStringLiteral("ver_a"),
        Environment environment = Environment::Production, RequestType type = RequestType::Update,
        bool emergency = false, const std::optional<QStringList> &exempts = {});
    //! Decides the stage of that discipline by what the request binds now.
    Status decide(const QString &key, const RequestId &id, Discipline discipline,
        Outcome outcome = Outcome::Approve, const QString &comment = {},
        const QStringList &conditions = {});
    //! A write transaction about one request.
    Status change(const QString &key, const RequestId &id,
        const std::function<Status(store::UnitOfWork &, services::RequestRecord &)> &what);
    //! For \a days from now; of one request only when it is given.
    Status handOver(const QString &from, const QString &to, int days = 7,
        const std::optional<RequestId> &request = {});
    //! Writes, tries and activates a workflow as the admin.
    Status activate(const QString &yaml);
    //! What the server's clock does once a minute.
    void tick();
    services::RequestRecord load(const RequestId &id);
    ApprovalRequest view(const QString &key, const RequestId &id);
    services::DecisionInput vote(
        const services::RequestRecord &record, Discipline discipline, Outcome outcome) const;

    QDateTime now;
    store::Database &db() { return *m_database; }

    static const QStringList &keys();

private:
    QTemporaryDir m_directory;
    std::unique_ptr<store::Database> m_database;
};

} // namespace gatehouse::test
