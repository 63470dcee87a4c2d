// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/approvals/installband.h"

#include "widgets/common/controls/button.h"
#include "widgets/common/states/states.h"

#include <QVBoxLayout>

#include <algorithm>

using namespace Qt::Literals::StringLiterals;

namespace gatehouse {

InstallBand::InstallBand(QWidget *parent)
    : QWidget(parent)
    , m_band(new MessageBar(Tone::Bad, IconName::TriangleAlert, this))
    , m_line(m_band->addAction(QString()))
    , m_script(m_band->addAction(tr("Open script")))
{
    setObjectName(u"installBand"_s);
    m_line->setObjectName(u"installLine"_s);
    m_script->setObjectName(u"installScript"_s);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->addWidget(m_band);
    connect(m_line, &Button::clicked, this, [this] { Q_EMIT placeRequested(u"package.json"_s, m_shown.line); });
    connect(m_script, &Button::clicked, this, [this] { Q_EMIT placeRequested(m_shown.file.value_or(QString()), 1); });
    hide();
}

void InstallBand::setScripts(const VersionDiff &diff, const QList<PolicyEvaluation> &policies)
{
    const QList<InstallScriptChange> &scripts = diff.installScripts;
    // What runs now, before what runs no longer.
    const auto runs = std::find_if(scripts.begin(), scripts.end(), [](const InstallScriptChange &script) { return script.after.has_value(); });
    setVisible(runs != scripts.end());
    if (runs == scripts.end())
        return;
    m_shown = *runs;
    const QString base = diff.baseVersion.value_or(QString());
    QStringList words {tr("%1 runs “%2”.").arg(m_shown.name, *m_shown.after)};
    if (scripts.size() > 1)
        words += tr("%n more scripts came, went or changed.", nullptr, int(scripts.size()) - 1);
    if (m_shown.before)
        words += tr("In %1 it was “%2”.").arg(base, *m_shown.before);
    else if (!base.isEmpty())
        words += tr("Version %1 had none.").arg(base);
    for (const PolicyEvaluation &policy : policies) {
        if (policy.policyId.contains("script"_L1) && policy.verdict != Verdict::Pass)
            words += tr("Policy %1 v%2: %3").arg(policy.policyId).arg(policy.policyVersion).arg(policy.message);
    }
    m_band->setMessage(m_shown.before ? tr("Changed install script.") : tr("New install script."), words.join(u' '));
    m_line->setText(tr("Line %1").arg(m_shown.line));
    m_line->setVisible(m_shown.line > 0);
    m_script->setVisible(m_shown.file.has_value());
}

} // namespace gatehouse
