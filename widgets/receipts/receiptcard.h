// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/latest.h"
#include "core/receipts/receiptservice.h"

#include <QWidget>

#include <functional>

namespace gatehouse {

class Badge;
class Button;
class Card;
class FactList;
class TextLabel;

//! The receipt of one decision: what it proves, as this computer judged it, to be copied or exported.
//! Hidden while no decision is shown.
class ReceiptCard final : public QWidget
{
    Q_OBJECT

public:
    //! \a read gives the receipt of a decision; it always ends.
    using Read = std::function<QFuture<ReceiptView>(const DecisionId &)>;
    explicit ReceiptCard(Read read, QWidget *parent = nullptr);

    //! Reads and judges it anew.
    void showDecision(const DecisionId &id);
    void clear();
    const ReceiptView &view() const { return m_view; }
    //! Says how it ended.
    void exportTo(const QString &path);

private:
    void showView(const ReceiptView &view);
    void showFacts();
    void copy();
    void askWhere();

    const Read m_read;
    Latest m_reads;
    ReceiptView m_view;
    Card *m_card;
    Badge *m_badge;
    TextLabel *m_headline;
    TextLabel *m_explanation;
    FactList *m_facts;
    TextLabel *m_done;
    Button *m_copy;
    Button *m_export;
};

} // namespace gatehouse
