// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/review/reportfile.h"
#include "core/contract/evidence.h"
#include "widgets/common/overlay/formdialog.h"

class QComboBox;
class QLineEdit;

namespace gatehouse {

//! Why a finding should not count, and for how long.
class SuppressDialog final : public FormDialog
{
    Q_OBJECT

public:
    SuppressDialog(const Finding &finding, const QDateTime &now, QWidget *parent = nullptr);
    QString reason() const;
    QDateTime expiresAt() const;

private:
    void showReady();

    QDateTime m_now;
    QPlainTextEdit *m_reason;
    QComboBox *m_days;
};

//! What the report itself may not tell: its tool and when it ran.
class AttachReportDialog final : public FormDialog
{
    Q_OBJECT

public:
    AttachReportDialog(ReportDraft draft, const QString &subject, QWidget *parent = nullptr);
    //! Fails when what was typed is no time.
    Result<ReportDraft> draft() const;

private:
    QLineEdit *addLine(const QString &label, const QString &objectName, const QString &placeholder);

    ReportDraft m_draft;
    QLineEdit *m_tool;
    QLineEdit *m_toolVersion;
    QLineEdit *m_ranAt;
};

} // namespace gatehouse
