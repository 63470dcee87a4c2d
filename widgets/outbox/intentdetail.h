// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/latest.h"
#include "core/base/result.h"
#include "core/contract/registry.h"
#include "core/contract/workflow.h"
#include "core/outbox/intent.h"
#include "widgets/receipts/receiptcard.h"

#include <QFuture>
#include <QHash>
#include <QWidget>

#include <functional>

class QBoxLayout;
class QPlainTextEdit;
class QScrollArea;
class QVBoxLayout;

namespace gatehouse {

class Button;
class Card;
class FactList;
class FindingsCard;
class IntentBar;
class IntentHeader;
class MessageBar;
class MovementTable;
class TextLabel;

//! The right side of the Outbox: one intent, what it relied on, why its author meant it, and how it
//! ended. The reason can be changed for the next decision; what was written stays with the intent.
class IntentDetail final : public QWidget
{
    Q_OBJECT

public:
    //! Where the detail asks for what is not part of the intent. All may be empty.
    struct Sources
    {
        //! The request with this id, when it is on this computer.
        std::function<const ApprovalRequest *(const QString &)> request;
        std::function<QFuture<Result<EvidenceSet>>(const VersionId &)> evidence;
        //! The reason of an intent as it was changed later; and where changes are kept.
        std::function<QString(const Intent &)> keptReason;
        std::function<void(const Intent &, const QString &)> keepReason;
        ReceiptCard::Read receipt = {}; //!< Of a decision that was sent.
    };

    explicit IntentDetail(Sources sources, QWidget *parent = nullptr);

    //! Another intent, or the same one with news.
    void setIntent(const Intent &intent, const QDateTime &now);
    const IntentId &intentId() const { return m_intent.id; }
    QString reason() const;
    IntentBar *bar() const { return m_bar; }

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    void showBand();
    void showEnd();
    void showReceipt();
    void showReason(bool another);
    void showKept();
    void readEvidence();
    Card *makeReasonCard();
    Card *makeEndCard();
    const ApprovalRequest *request() const;

    Sources m_sources;
    Intent m_intent;
    QDateTime m_now;
    Latest m_reads;
    IntentId m_read; //!< The evidence shown is of this one,
    int m_readRevision = 0; //!< at this revision.
    IntentHeader *m_header;
    QScrollArea *m_scroll;
    MessageBar *m_band;
    MovementTable *m_table;
    Card *m_endCard;
    FactList *m_end;
    QBoxLayout *m_cards; //!< Findings and reason, beside each other where there is room.
    ReceiptCard *m_receipt;
    DecisionId m_receiptOf; //!< What it shows.
    FindingsCard *m_findings;
    Card *m_reasonCard;
    TextLabel *m_reasonNote;
    QPlainTextEdit *m_reason;
    QWidget *m_hint;
    TextLabel *m_kept;
    IntentBar *m_bar;
    QHash<QString, QString> m_reasons; //!< Intent id → text, changed here.
};

} // namespace gatehouse
