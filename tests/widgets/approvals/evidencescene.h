// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/approvals/approvalservice.h"
#include "core/drafts/draftkeeper.h"
#include "core/net/apiclient.h"
#include "core/review/reviewservice.h"
#include "core/storage/memoryrowstore.h"
#include "core/sync/connectionstate.h"
#include "core/sync/freshness.h"
#include "core/sync/productionlock.h"
#include "tests/core/fixedtokens.h"
#include "tests/core/scriptedserver.h"
#include "tests/testsupport/fakeclock.h"
#include "widgets/approvals/requestdetail.h"
#include "widgets/approvals/seenchanges.h"
#include "widgets/common/overlay/overlayhost.h"
#include "widgets/common/uistate.h"

#include <QTemporaryDir>

#include <memory>

namespace gatehouse::test {

//! A request of "@a/plugin-one 2.0.0" with its evidence, before a portal that answers as the test says.
class EvidenceScene
{
public:
    EvidenceScene();
    ~EvidenceScene();

    template <typename T>
    T *child(const char *name) const
    {
        return m_window->findChild<T *>(QLatin1String(name));
    }
    //! What was sent last with \a verb to a path that ends in \a end; without a verb when nothing was.
    coretest::SeenRequest sent(const QByteArray &verb, const QByteArray &end) const;
    int count(const QByteArray &verb, const QByteArray &end) const;
    //! The portal has this evidence from now on, and the console reads it.
    void show(const EvidenceSet &set);
    bool isRead() const { return m_detail->isSettled(); }
    void goOffline();

    EvidenceSet evidence; //!< What the portal answers, as all below.
    VersionDiff difference;
    QList<DiffBase> bases;
    coretest::ScriptedAnswer runAnswer;
    coretest::ScriptedAnswer cancelAnswer;
    coretest::ScriptedAnswer reportAnswer;
    coretest::ScriptedAnswer proposalAnswer;
    coretest::ScriptedAnswer decisionAnswer;

    RequestDetail &detail() { return *m_detail; }
    QWidget &window() { return *m_window; }
    OverlayHost &overlays() { return *m_overlays; }
    OperationStore &operations() { return m_operations; }
    Outbox &outbox() { return *m_outbox; }
    QString pathOf(const QString &name) const { return m_directory.filePath(name); }

    static ApprovalRequest request();

private:
    coretest::ScriptedAnswer answer(const coretest::SeenRequest &seen) const;

    QTemporaryDir m_directory;
    testsupport::FakeClock m_clock;
    coretest::FixedTokens m_tokens;
    ProductionLock m_lock{m_clock};
    coretest::ScriptedServer m_server;
    ApiClient m_client{m_tokens, m_lock, m_clock};
    ConnectionState m_connection{m_clock};
    Freshness m_freshness{m_connection};
    MemoryRowStore m_rows;
    RequestStore m_requests;
    OperationStore m_operations;
    SettingsFile m_settings;
    UiState m_state{m_settings};
    SeenChanges m_seen{m_state};
    std::unique_ptr<Outbox> m_outbox;
    std::unique_ptr<ApprovalService> m_approvals;
    std::unique_ptr<ReviewService> m_review;
    std::unique_ptr<DraftKeeper> m_drafts;
    std::unique_ptr<QWidget> m_window;
    OverlayHost *m_overlays = nullptr;
    RequestDetail *m_detail = nullptr;
};

//! A check that found \a findings.
Evidence check(EvidenceKind kind, Verdict verdict, const QList<Finding> &findings = {});
Finding finding(const QString &id, const QString &title, const QString &file = {}, int line = 0);
//! Of the finding with that id, as \a state; what the person may do is in \a allowed.
Suppression suppression(const QString &findingId, SuppressionState state, const QStringList &allowed = {});
//! A scanner's, that names the package; Maria Keller attached it.
EvidenceReport attachedReport();
Operation run(OperationStatus status, int percent = 0);

} // namespace gatehouse::test
