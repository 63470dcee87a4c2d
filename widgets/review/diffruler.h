// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

#include <functional>
#include <vector>

namespace gatehouse {

class DiffPane;

//! The whole document in a strip beside the pane: what was added and removed, where findings and remarks
//! are, and what is in sight. A click goes there. What it shows can be reached by n, p, N and P.
class DiffRuler final : public QWidget
{
    Q_OBJECT

public:
    //! \a isRemark tells remarks from findings by their id.
    DiffRuler(DiffPane &pane, std::function<bool(const QString &id)> isRemark, QWidget *parent = nullptr);

protected:
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;

private:
    //! What one line of pixels says; several may be true.
    enum Mark : quint8 { Added = 1, Removed = 2, Unread = 4, Finding = 8, Remark = 16 };

    void measure();
    int yOf(int documentY) const;
    void scrollTo(int y);

    DiffPane &m_pane;
    std::function<bool(const QString &)> m_isRemark;
    std::vector<quint8> m_marks; //!< For each line of pixels.
    bool m_isOld = true;
    int m_measuredHeight = 0;
};

} // namespace gatehouse
