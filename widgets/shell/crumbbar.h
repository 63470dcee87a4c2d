// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

namespace gatehouse {

//! Where one is: "Inbox  7 need you, 1 overdue" or "Configuration › backstage-plugin-argo-cd".
//! The last part is elided first; the whole is the accessible name.
class CrumbBar final : public QWidget
{
    Q_OBJECT
public:
    explicit CrumbBar(QWidget *parent = nullptr);

    void setCrumb(const QStringList &parts, const QString &summary);
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return {120, 20}; }

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    QStringList m_parts;
    QString m_summary;
};

} // namespace gatehouse
