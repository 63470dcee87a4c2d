// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/approvals/approvalservice.h"
#include "core/contract/versiondiff.h"
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
#include "widgets/approvals/inboxpage.h"
#include "widgets/common/actionregistry.h"
#include "widgets/common/code/linehighlighter.h"
#include "widgets/common/uistate.h"

#include <QTemporaryDir>

namespace gatehouse::widgetstest {

//! A portal with requests whose packages are made of given texts, and everything an Inbox page needs to
//! show them.
class ChangesScene final
{
public:
    ChangesScene();
    ~ChangesScene();
    Q_DISABLE_COPY_MOVE(ChangesScene)

    //! Empty text: that side has no such file.
    void addFile(const QString &path, const QString &before, const QString &after, const QString &group = QStringLiteral("code"),
        const QStringList &reasons = {});
    void addFinding(const QString &path, int line, const QString &title, Severity severity = Severity::Medium);
    void addComment(const QString &text, const CommentAnchor &anchor);
    //! The package of the design's picture.
    void fillAsDrawn();
    //! \a count requests, the first two of which are the person's turn.
    void fillRequests(int count = 1);
    InboxPage::Parts parts(OverlayHost &overlays);
    static ApprovalRequest request(const QString &id, const QString &queue);

    testsupport::FakeClock clock;
    QTemporaryDir directory;
    SettingsFile settings;
    UiState state;
    ActionRegistry actions;
    RequestStore requests;
    MemoryRowStore rows;
    std::unique_ptr<DraftKeeper> drafts;
    LineHighlighter highlighter;
    VersionDiff diff;
    QList<DiffBase> bases;
    QList<Evidence> evidence;
    QList<PolicyEvaluation> policies;
    QList<Comment> comments;
    QSet<QString> reviewed; //!< As the portal has it.
    QJsonArray posted; //!< Comments that reached the portal.
    QStringList asked; //!< Paths and queries, in order.
    coretest::ScriptedAnswer decisionAnswer;
    std::optional<coretest::ScriptedAnswer> commentAnswer; //!< Instead of taking comments.
    FileDiff configDiff;

private:
    coretest::ScriptedAnswer answer(const coretest::SeenRequest &seen);
    coretest::ScriptedAnswer file(const QString &version, const QUrlQuery &query) const;
    coretest::ScriptedAnswer comment(const QByteArray &body);

    coretest::FixedTokens m_tokens;
    ProductionLock m_lock;
    coretest::ScriptedServer m_server;
    ApiClient m_client;
    ConnectionState m_connection;
    Freshness m_freshness;
    Outbox m_outbox;
    OperationStore m_operations;
    ApprovalService m_approvals;
    ReviewService m_review;
    QMap<QString, QString> m_before;
    QMap<QString, QString> m_after;
};

} // namespace gatehouse::widgetstest
