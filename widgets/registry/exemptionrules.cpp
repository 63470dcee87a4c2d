// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/registry/exemptionrules.h"

#include "core/base/async.h"
#include "widgets/common/textstyle.h"
#include "widgets/common/theme.h"

using namespace Qt::Literals::StringLiterals;

namespace gatehouse {

namespace {

constexpr int shownRows = 4;

} // namespace

ExemptionRules::ExemptionRules(RegistryService &registry, QWidget *parent)
    : QListWidget(parent)
    , m_registry(registry)
{
    setObjectName(u"exemptionRules"_s);
    setFixedHeight(scaled(shownRows * metrics::rowCompact));
    setTextElideMode(Qt::ElideRight);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    connect(this, &QListWidget::itemChanged, this, &ExemptionRules::tickedChanged);
}

void ExemptionRules::showRules(const VersionId &version, Environment environment)
{
    if (version == m_version && environment == m_environment)
        return;
    m_version = version;
    m_environment = environment;
    m_isRead = false;
    m_failure.clear();
    clear();
    m_reads.supersede();
    if (version.isEmpty())
        return;
    deliver(m_registry.policyAnswers(version, environment), this,
        m_reads.only([this](const Result<Items<PolicyEvaluation>> &answers) { fill(answers); }));
}

void ExemptionRules::fill(const Result<Items<PolicyEvaluation>> &answers)
{
    m_isRead = true;
    if (!answers)
        m_failure = answers.error().message;
    const QList<PolicyEvaluation> items = answers ? answers->items : QList<PolicyEvaluation>();
    const QSignalBlocker quiet(this);
    for (const PolicyEvaluation &answer : items) {
        if (answer.enforcement != Enforcement::Deny)
            continue;
        const QString name = answer.policyId + u'/' + answer.ruleId;
        auto *item = new QListWidgetItem(tr("%1: %2").arg(name, answer.message), this);
        item->setData(Qt::UserRole, name);
        item->setToolTip(answer.message);
        item->setFlags(Qt::ItemIsEnabled | Qt::ItemIsSelectable | Qt::ItemIsUserCheckable);
        item->setCheckState(Qt::Checked);
    }
    if (count() > 0)
        setCurrentRow(0);
    // The list is quiet while it is filled; whoever waits for it is told once.
    QMetaObject::invokeMethod(this, &ExemptionRules::tickedChanged, Qt::QueuedConnection);
}

QStringList ExemptionRules::ticked() const
{
    QStringList names;
    for (int row = 0; row < count(); ++row) {
        if (item(row)->checkState() == Qt::Checked)
            names.append(item(row)->data(Qt::UserRole).toString());
    }
    return names;
}

QString ExemptionRules::whyNot() const
{
    if (!m_failure.isEmpty())
        return m_failure;
    if (!m_isRead)
        return tr("Reading what denies it…");
    if (count() == 0)
        return tr("Nothing denies this version here: it needs no exemption.");
    return ticked().isEmpty() ? tr("Tick at least one rule.") : QString();
}

} // namespace gatehouse
