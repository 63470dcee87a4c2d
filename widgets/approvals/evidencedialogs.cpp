// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/approvals/evidencedialogs.h"

#include <QComboBox>
#include <QLineEdit>
#include <QPlainTextEdit>

using namespace Qt::Literals::StringLiterals;

namespace gatehouse {

namespace {

constexpr QSize suppressSize {520, 320};
constexpr QSize attachSize {520, 360};
constexpr int choices[] = {7, 30, 90, 180};
constexpr int usualChoice = 1;

} // namespace

SuppressDialog::SuppressDialog(const Finding &finding, const QDateTime &now, QWidget *parent)
    : FormDialog(tr("Suppress a finding"),
          tr("“%1” counts until another reviewer approves this, and again when it expires. Both are in the record.").arg(finding.title),
          tr("Propose"), parent)
    , m_now(now)
    , m_reason(addText(tr("Reason"), u"suppressReason"_s, tr("Why it does no harm here, and how you know")))
    , m_days(new QComboBox)
{
    setObjectName(u"suppressDialog"_s);
    setPreferredSize(suppressSize);
    m_days->setObjectName(u"suppressDays"_s);
    for (const int days : choices)
        m_days->addItem(tr("%n days", nullptr, days), days);
    m_days->setCurrentIndex(usualChoice);
    addRow(tr("For"), m_days);
    connect(m_reason, &QPlainTextEdit::textChanged, this, &SuppressDialog::showReady);
    showReady();
}

QString SuppressDialog::reason() const
{
    return m_reason->toPlainText().trimmed();
}

QDateTime SuppressDialog::expiresAt() const
{
    return m_now.addDays(m_days->currentData().toInt());
}

void SuppressDialog::showReady()
{
    setBlockedReason(reason().isEmpty() ? tr("Say why first") : QString());
}

AttachReportDialog::AttachReportDialog(ReportDraft draft, const QString &subject, QWidget *parent)
    : FormDialog(tr("Attach a report"),
          tr("%1 becomes evidence of %2. SARIF, CycloneDX, OSV and Trivy reports are read; one that names something else is refused.")
              .arg(draft.fileName, subject),
          tr("Attach"), parent)
    , m_draft(std::move(draft))
    , m_tool(addLine(tr("Tool"), u"reportTool"_s, tr("Only when the report does not name it")))
    , m_toolVersion(addLine(tr("Version of the tool"), u"reportToolVersion"_s, tr("Only when the report does not name it")))
    , m_ranAt(addLine(tr("Ran at (UTC)"), u"reportRanAt"_s, tr("2026-11-23 07:40, only when the report does not say")))
{
    setObjectName(u"attachReportDialog"_s);
    setPreferredSize(attachSize);
}

Result<ReportDraft> AttachReportDialog::draft() const
{
    ReportDraft draft = m_draft;
    draft.tool = m_tool->text().trimmed();
    draft.toolVersion = m_toolVersion->text().trimmed();
    if (m_ranAt->text().trimmed().isEmpty())
        return draft;
    draft.ranAt = typedTime(m_ranAt->text());
    if (!draft.ranAt)
        return fail(inputError(u"no_time"_s, tr("“%1” is no time. Write it like 2026-11-23 07:40.").arg(m_ranAt->text().trimmed())));
    return draft;
}

QLineEdit *AttachReportDialog::addLine(const QString &label, const QString &objectName, const QString &placeholder)
{
    auto *line = new QLineEdit;
    line->setObjectName(objectName);
    line->setPlaceholderText(placeholder);
    addRow(label, line);
    return line;
}

} // namespace gatehouse
