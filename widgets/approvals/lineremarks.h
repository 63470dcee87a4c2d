// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/review/diffcaret.h"
#include "widgets/approvals/requestreview.h"
#include "widgets/common/drafts/draftbinding.h"

#include <QPointer>

namespace gatehouse {

class LineDraftCard;

//! What stands below lines of a request's changes: findings, comments, and the drafts of the person. It
//! tells the document where, makes the widgets when they are wanted, and sends the drafts. GUI thread.
class LineRemarks final : public QObject
{
    Q_OBJECT

public:
    LineRemarks(RequestReview &review, ApprovalService &approvals, DraftKeeper &drafts, DiffDocument &document, QObject *parent = nullptr);

    void setNow(const QDateTime &now) { m_now = now; }
    //! Looks again at findings, comments and drafts of the request that is shown. Call it when the
    //! document has other files.
    void refresh();
    //! The widget of an attachment; null for an id that is gone.
    QWidget *makeCard(const QString &id);
    //! Opens a draft on a line, or the one that is there. The attachment's id; empty when the person may not
    //! comment.
    QString begin(const DiffCaret::Line &line);
    QSet<QString> ids() const;
    //! Nothing when the line is in neither of the two versions.
    std::optional<DiffSide> sideOf(const CommentAnchor &anchor) const;
    static bool isRemark(const QString &id);

    //! Drafts of the request, and their text is not empty.
    int draftCount() const;
    //! Sends them one after the other; ends with the first that the portal refuses. What is kept in the
    //! Outbox counts as sent.
    QFuture<Status> send();

Q_SIGNALS:
    void changed();
    void findingRequested(const gatehouse::EvidenceId &evidence);
    //! The person goes on reading.
    void left();

private:
    struct Item
    {
        std::optional<Evidence> evidence; //!< Of a finding.
        Finding finding;
        std::optional<Comment> comment;
        QString draft; //!< Key.
        LineAttachment place;
        QString path;
    };

    void addFindings();
    void addComments();
    void addDrafts();
    void add(const QString &id, Item item);
    std::optional<CommentAnchor> anchorOf(const DiffCaret::Line &line) const;
    QWidget *makeDraft(const Item &item);
    void sendNext(const RequestId &request, QList<Draft> drafts, const std::shared_ptr<QPromise<Status>> &promise);
    void forget(const QString &key, const QString &text);

    RequestReview &m_review;
    ApprovalService &m_approvals;
    DraftKeeper &m_drafts;
    DiffDocument &m_document;
    QDateTime m_now;
    QHash<QString, Item> m_items; //!< By attachment.
    QMap<QString, QList<LineAttachment>> m_places; //!< By path.
    QSet<QString> m_open; //!< Keys of drafts that are being written, with or without text.
    QHash<QString, QPointer<LineDraftCard>> m_cards; //!< By key.
};

//! "package.json, line 43", "package.json, line 43 before".
QString placeWords(const CommentAnchor &anchor);

} // namespace gatehouse
