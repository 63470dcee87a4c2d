// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFrame>

class QAbstractItemView;

namespace gatehouse {

class Button;
class RequestListModel;

//! "2 new" below the requests. Holds back what arrives while somebody points at the list, so that no
//! row moves under the pointer, until they let it in or turn away. Not seen while nothing waits.
class HeldRowsBar final : public QFrame
{
    Q_OBJECT

public:
    HeldRowsBar(RequestListModel &model, QAbstractItemView &view, QWidget *parent = nullptr);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void look();
    void showCount(int count);

    RequestListModel &m_model;
    QAbstractItemView &m_view;
    Button *m_letIn;
};

} // namespace gatehouse
