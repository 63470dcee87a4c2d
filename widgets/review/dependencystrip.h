// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/contract/versiondiff.h"
#include "widgets/common/paint/textcache.h"

#include <QWidget>

namespace gatehouse {

class Button;

//! The dependencies that came, went or moved, as many as fit; the rest in numbers, and all on demand.
class DependencyStrip final : public QWidget
{
    Q_OBJECT

public:
    explicit DependencyStrip(QWidget *parent = nullptr);

    //! Empty hides the strip.
    void setChanges(const QList<DependencyChange> &changes);
    bool isOpen() const { return m_isOpen; }

    QSize sizeHint() const override;
    bool hasHeightForWidth() const override { return true; }
    int heightForWidth(int width) const override;

protected:
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    bool event(QEvent *event) override;

private:
    struct Chip
    {
        int change;
        QRect rect;
    };
    //! Chips in rows; all of them when the strip is open, one row of what fits otherwise.
    QList<Chip> chips(int width) const;
    int chipWidth(const DependencyChange &change) const;
    int firstLeft() const;
    QString restText(qsizetype shown) const;
    void showRest();

    QList<DependencyChange> m_changes;
    mutable TextCache m_runs;
    Button *m_all;
    bool m_isOpen = false;
};

} // namespace gatehouse
