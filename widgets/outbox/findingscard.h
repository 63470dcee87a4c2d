// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/contract/registry.h"

#include <QWidget>

namespace gatehouse {

class Card;
class TextLabel;

//! What the checks found after an intent was composed. Hidden while there is nothing to tell.
class FindingsCard final : public QWidget
{
    Q_OBJECT

public:
    explicit FindingsCard(QWidget *parent = nullptr);

    //! Of \a evidence what ran after \a since and is no pass.
    void setEvidence(const EvidenceSet &evidence, const QDateTime &since, const QDateTime &now);
    void clear();

private:
    QWidget *makeFinding(const Finding &finding) const;
    QWidget *makeFacts(const Finding &finding) const;

    Card *m_card;
    TextLabel *m_source;
    QWidget *m_list = nullptr;
};

} // namespace gatehouse
