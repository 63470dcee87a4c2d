// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/review/findingmodel.h"

#include <QFrame>

class QHBoxLayout;

namespace gatehouse {

class Button;
class FactList;
class TextLabel;

//! One finding, whole: what, where, which package and rule, what would end it, and who holds it
//! back. What may be done is the server's word.
class FindingPanel final : public QFrame
{
    Q_OBJECT

public:
    explicit FindingPanel(QWidget *parent = nullptr);
    //! \a reachable: its file is among the changes, so that it can be opened there.
    void setFinding(const CheckedFinding &row, bool reachable, const QDateTime &now);
    //! Nothing is chosen.
    void clear();

Q_SIGNALS:
    void placeRequested(const QString &file, int line);
    void suppressRequested(const gatehouse::Finding &finding);
    //! \a action is approve, reject or withdraw.
    void decisionRequested(const gatehouse::Suppression &suppression, const QString &action);

private:
    void showFacts(const QDateTime &now);
    void showActions(bool reachable);
    Button *addAction(const QString &text, const QString &objectName, QHBoxLayout *row);
    void offer(Button *button, const Actions &actions, const QString &action);

    CheckedFinding m_row;
    TextLabel *m_hint;
    FactList *m_facts;
    QWidget *m_actions;
    Button *m_open;
    Button *m_suppress;
    Button *m_approve;
    Button *m_reject;
    Button *m_withdraw;
};

} // namespace gatehouse
