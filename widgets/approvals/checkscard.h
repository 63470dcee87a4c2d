// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/contract/operations.h"
#include "models/review/evidencemodel.h"

#include <QWidget>

namespace gatehouse {

class Button;
class Card;
class EvidenceDelegate;
class FrozenList;
class TextLabel;

//! All checks of a version, what the chosen one is, and running them: all, one, or stopping.
class ChecksCard final : public QWidget
{
    Q_OBJECT

public:
    explicit ChecksCard(EvidenceModel &model, QWidget *parent = nullptr);

    void setRevision(int revision);
    //! Ages count from here.
    void setNow(const QDateTime &now);
    //! What the server lets the person do.
    void setActions(const Actions &actions);
    //! Null when no run is under way.
    void setRunning(const Operation *operation);
    //! Puts the focus on a check, where it was made.
    void showCheck(EvidenceKind kind);
    //! Offline, a run waits in the Outbox, and the buttons say so.
    void setOffline(bool offline);

Q_SIGNALS:
    void runRequested(gatehouse::EvidenceKind kind);
    void cancelRequested();
    void attachRequested();

private:
    void showCurrent();
    void showActions();
    QWidget *makeRunBar();
    QWidget *makeCurrentBar();

    EvidenceModel &m_model;
    QDateTime m_now;
    Actions m_actionsAllowed;
    bool m_isRunning = false;
    Card *m_card;
    FrozenList *m_list;
    EvidenceDelegate *m_delegate;
    Button *m_runAll;
    Button *m_attach;
    QWidget *m_runBar;
    TextLabel *m_progress;
    Button *m_cancel;
    TextLabel *m_origin;
    Button *m_runOne;
};

} // namespace gatehouse
