// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/approvals/delegationservice.h"
#include "core/base/latest.h"
#include "models/approvals/candidatemodel.h"
#include "widgets/common/overlay/dialog.h"

class QComboBox;
class QDateTimeEdit;
class QPlainTextEdit;

namespace gatehouse {

class Card;
class InlineError;

//! Hands the person's stages over for a time: to whom, from when, until when, and why. It says which of
//! the stages that person may not take, and lists what is handed over already, to take it back.
class DelegationDialog final : public Dialog
{
    Q_OBJECT

public:
    //! What is handed over: the stages of one request, or all of them when it is empty.
    struct Scope
    {
        RequestId request;
        QString name; //!< "REQ-2417, @backstage-community/plugin-grafana"; empty for all.
    };
    DelegationDialog(DelegationService &service, const Scope &scope, const QDateTime &now, QWidget *parent = nullptr);

Q_SIGNALS:
    //! Something was handed over or taken back.
    void changed();

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void makeBody();
    void readCandidates();
    void readGiven();
    void showBars();
    void showGiven(const QList<Delegation> &delegations);
    void takeBack(const Delegation &delegation);
    void send();
    void showReady();
    const DelegationCandidate *chosen() const;
    DelegationDraft draft() const;

    DelegationService &m_service;
    const Scope m_scope;
    const QDateTime m_now;
    CandidateModel m_candidates;
    Latest m_candidateReads;
    Latest m_givenReads;
    bool m_wasRead = false;
    bool m_sending = false;
    QComboBox *m_to;
    TextLabel *m_bars;
    QDateTimeEdit *m_from;
    QDateTimeEdit *m_until;
    QPlainTextEdit *m_reason;
    Card *m_given;
    InlineError *m_error;
    Button *m_send;
};

} // namespace gatehouse
