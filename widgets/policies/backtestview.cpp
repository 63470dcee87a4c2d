// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/policies/backtestview.h"

#include "core/base/async.h"
#include "core/base/files.h"
#include "widgets/common/controls/button.h"
#include "widgets/common/csv.h"
#include "widgets/common/display/bar.h"
#include "widgets/common/display/textlabel.h"
#include "widgets/common/states/states.h"
#include "widgets/common/timetext.h"
#include "widgets/policies/backtestdelegate.h"
#include "widgets/review/spokenmodel.h"

#include <QFileDialog>
#include <QHBoxLayout>
#include <QListView>
#include <QProgressBar>
#include <QSpinBox>
#include <QtConcurrentRun>

using namespace Qt::Literals::StringLiterals;

namespace gatehouse {

namespace {

constexpr int mostDecisions = 2000;
constexpr int usualDecisions = 200;

QString csvLine(QStringList fields)
{
    std::transform(fields.begin(), fields.end(), fields.begin(), csvField);
    return fields.join(u',');
}

QString csvLineOf(const BacktestItem &item)
{
    QStringList policies;
    QStringList rules;
    QStringList messages;
    for (const BacktestItem::Reason &reason : item.reasons) {
        policies.append(reason.policyId);
        rules.append(reason.ruleId);
        messages.append(reason.message);
    }
    const auto flag = [](bool value) { return value ? u"true"_s : u"false"_s; };
    return csvLine({item.effect, item.number, item.pluginName, item.version, toWire(item.environment), toWire(item.status), toRfc3339(item.decidedAt),
        flag(item.inProduction), toWire(item.before), toWire(item.after), flag(item.remembered), policies.join(u"; "_s), rules.join(u"; "_s),
        messages.join(u"; "_s)});
}

QString stepWords(const BacktestRun &run)
{
    switch (run.state()) {
    case BacktestRun::State::Starting:
        return BacktestView::tr("Starting…");
    case BacktestRun::State::Cancelling:
        return BacktestView::tr("Stopping…");
    case BacktestRun::State::Reading:
        return BacktestView::tr("Reading the result…");
    default:
        return BacktestView::tr("Judging decisions, %1 %").arg(run.percent());
    }
}

} // namespace

QString backtestLead(const PolicyBacktest &result)
{
    return result.blocked == 0 ? BacktestView::tr("Would have blocked nothing that people decided.")
                               : BacktestView::tr("Would have blocked %1, %2 now in production.").arg(result.blocked).arg(result.blockedInProduction);
}

BacktestView::BacktestView(QWidget *parent)
    : QWidget(parent)
    , m_decisions(new QSpinBox)
    , m_run(new Button(tr("Run back-test"), ButtonVariant::Outline))
    , m_step(new TextLabel(TextStyle::Small, ColorRole::Muted))
    , m_progress(new QProgressBar)
    , m_cancel(new Button(tr("Cancel"), ButtonVariant::Outline))
    , m_export(new Button(IconName::Download, tr("Export what is shown")))
    , m_summary(new MessageBar(Tone::Info, IconName::History))
    , m_error(new InlineError)
    , m_nothing(new EmptyState(tr("See which past decisions the draft would have blocked, and which of those run in production now.")))
    , m_list(new QListView)
{
    setSurface(this, Surface::Pane);
    auto *words = new TextLabel(tr("Last decisions"), TextStyle::Body);
    words->setBuddy(m_decisions);
    m_decisions->setObjectName(u"backtestDecisions"_s);
    m_decisions->setAccessibleName(tr("Decisions to look at"));
    m_decisions->setRange(1, mostDecisions);
    m_decisions->setSingleStep(50);
    m_decisions->setValue(usualDecisions);
    m_run->setObjectName(u"backtestRun"_s);
    m_run->setIconName(IconName::Play);
    m_step->setObjectName(u"backtestStep"_s);
    m_progress->setObjectName(u"backtestProgress"_s);
    m_progress->setAccessibleName(tr("Progress of the back-test"));
    m_progress->setTextVisible(false);
    m_cancel->setObjectName(u"backtestCancel"_s);
    m_export->setObjectName(u"backtestExport"_s);
    m_list->setObjectName(u"backtestList"_s);
    m_list->setAccessibleName(tr("Decisions that would have been different"));
    m_list->setModel(new SpokenModel(&m_model, &BacktestDelegate::sentence, this));
    m_list->setItemDelegate(new BacktestDelegate(m_list));
    m_list->setFrameShape(QFrame::NoFrame);
    m_list->setMouseTracking(true);
    m_list->setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    auto *bar = new Bar(metrics::toolbarHeight, Bar::Edge::Bottom, Surface::Pane);
    for (QWidget *part : std::initializer_list<QWidget *> {words, m_decisions, m_run, m_progress, m_cancel, m_step})
        bar->left()->addWidget(part);
    bar->right()->addWidget(m_export);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(bar);
    layout->addWidget(m_summary);
    layout->addWidget(m_error);
    layout->addWidget(m_nothing);
    layout->addWidget(m_list, 1);
    layout->addStretch(0);
    connect(m_run, &QAbstractButton::clicked, this, &BacktestView::runRequested);
    connect(m_cancel, &QAbstractButton::clicked, this, &BacktestView::cancelRequested);
    connect(m_export, &QAbstractButton::clicked, this, &BacktestView::exportCsv);
    connect(m_error, &InlineError::retryRequested, this, &BacktestView::runRequested);
    connect(m_list, &QListView::activated, this,
        [this](const QModelIndex &index) { Q_EMIT requestRequested(index.data(BacktestModel::RequestRole).toString()); });
}

int BacktestView::decisions() const
{
    return m_decisions->value();
}

void BacktestView::showRun(const BacktestRun &run, bool isOfText, const QString &blocked)
{
    const bool busy = run.isUnderWay();
    m_run->setVisible(!busy);
    m_run->setBlockedReason(blocked);
    m_decisions->setEnabled(!busy);
    m_progress->setVisible(busy);
    m_progress->setValue(run.percent());
    m_step->setVisible(busy || run.state() == BacktestRun::State::Cancelled);
    m_step->setText(busy ? stepWords(run) : tr("Cancelled. Nothing of it is kept."));
    m_cancel->setVisible(busy);
    m_cancel->setBlockedReason(run.state() == BacktestRun::State::Running ? run.whyNotCancel() : stepWords(run));
    if (run.error())
        m_error->setError(*run.error());
    else
        m_error->clear();
    const bool hasResult = run.result().has_value();
    m_summary->setVisible(hasResult);
    m_list->setVisible(hasResult);
    m_nothing->setVisible(!hasResult);
    if (hasResult)
        showResult(*run.result(), isOfText);
    m_export->setBlockedReason(m_model.rowCount() > 0 ? QString() : tr("There is nothing to export"));
}

void BacktestView::showResult(const PolicyBacktest &result, bool isOfText)
{
    m_model.setItems(result.items);
    const bool hurts = result.blockedInProduction > 0;
    m_summary->setTone(hurts || !isOfText ? Tone::Warn : Tone::Info, hurts ? IconName::TriangleAlert : IconName::History);
    QStringList rest {tr("Of %1 decisions, %2 on what was known then.").arg(result.considered).arg(result.remembered)};
    if (result.letThrough > 0)
        rest.append(tr("%1 would have passed that did not.").arg(result.letThrough));
    rest.append(tr("Tried %1.").arg(clockText(result.asOf)));
    m_summary->setMessage(backtestLead(result), isOfText ? rest.join(u' ') : tr("That was v%1 with another text: run it again.").arg(result.version));
}

QByteArray BacktestView::csv() const
{
    QStringList lines {u"effect,request,plugin,version,environment,status,decidedAt,inProduction,before,after,remembered,policies,rules,messages"_s};
    for (const BacktestItem &item : m_model.items())
        lines.append(csvLineOf(item));
    return lines.join(u"\r\n"_s).toUtf8();
}

void BacktestView::exportCsv()
{
    const QString path = QFileDialog::getSaveFileName(this, tr("Save the back-test"), u"back-test.csv"_s, tr("Tables (*.csv)"));
    if (path.isEmpty())
        return;
    deliver(QtConcurrent::run(writeFile, path, csv(), FileAccess::Default), this, [this](const Status &status) {
        if (!status)
            m_error->setError(status.error());
    });
}

} // namespace gatehouse
