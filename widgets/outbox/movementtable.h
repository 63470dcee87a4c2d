// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/outbox/movementmodel.h"
#include "widgets/common/paint/textcache.h"

#include <QFrame>

class QTreeView;

namespace gatehouse {

//! What an intent relied on, what that was when it was decided, and what it is now; what moved is
//! tinted and says so. As high as its rows.
class MovementTable final : public QFrame
{
    Q_OBJECT

public:
    explicit MovementTable(QWidget *parent = nullptr);

    void setIntent(const Intent &intent, const QDateTime &now);
    const MovementModel &model() const { return m_model; }

protected:
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void changeEvent(QEvent *event) override;
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    class Delegate;

    void fit();
    QString spoken(const QModelIndex &index) const;

    MovementModel m_model;
    Intent m_intent;
    QDateTime m_now;
    QTreeView *m_view;
    mutable TextCache m_cache;
};

} // namespace gatehouse
