// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/workflows/dryrunview.h"

#include "widgets/common/states/states.h"
#include "widgets/common/timetext.h"
#include "widgets/review/spokenmodel.h"
#include "widgets/workflows/workflowdelegates.h"

#include <QListView>
#include <QVBoxLayout>

using namespace Qt::Literals::StringLiterals;

namespace gatehouse {

DryRunView::DryRunView(QWidget *parent)
    : QWidget(parent)
    , m_summary(new MessageBar(Tone::Info, IconName::Play))
    , m_error(new InlineError)
    , m_nothing(new EmptyState({}))
    , m_list(new QListView)
{
    setSurface(this, Surface::Pane);
    m_list->setObjectName(u"dryRunList"_s);
    m_list->setAccessibleName(tr("What would change"));
    m_list->setModel(new SpokenModel(&m_model, &DryRunDelegate::sentence, this));
    m_list->setItemDelegate(new DryRunDelegate(m_list));
    m_list->setFrameShape(QFrame::NoFrame);
    m_list->setMouseTracking(true);
    m_list->setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_summary);
    layout->addWidget(m_error);
    layout->addWidget(m_nothing);
    layout->addWidget(m_list, 1);
    layout->addStretch(0);
    connect(m_error, &InlineError::retryRequested, this, &DryRunView::tryRequested);
    connect(m_nothing, &EmptyState::actionTriggered, this, &DryRunView::tryRequested);
    connect(m_list, &QListView::activated, this,
        [this](const QModelIndex &index) { Q_EMIT requestRequested(index.data(DryRunModel::RequestRole).toString()); });
    setNothing({});
}

void DryRunView::setRun(const WorkflowDryRun &run, bool isOfText)
{
    m_changed = run.changed;
    m_model.setItems(run.items);
    m_nothing->hide();
    m_list->show();
    m_summary->show();
    const bool stuck = run.stuck > 0;
    m_summary->setTone(!isOfText || stuck ? Tone::Warn : Tone::Info, stuck ? IconName::TriangleAlert : IconName::Play);
    const QString lead = run.changed == 0 ? tr("Nothing would be different.") : tr("%n requests would be different.", nullptr, run.changed);
    const QString rest = tr("Of %n requests, tried %1. They keep what they have.", nullptr, run.considered).arg(clockText(run.asOf));
    const QString old = tr("The text changed since: try it again.");
    m_summary->setMessage(stuck ? tr("%n requests could be decided by nobody.", nullptr, run.stuck) : lead, isOfText ? rest : old);
}

void DryRunView::setNothing(const QString &why)
{
    m_changed = -1;
    m_model.clear();
    m_summary->hide();
    m_list->hide();
    m_nothing->setSentence(why.isEmpty() ? tr("See what open and recent requests would be by this draft, before it is active.") : why);
    m_nothing->setAction(why.isEmpty() ? tr("Try on requests") : QString());
    m_nothing->show();
}

void DryRunView::setError(const std::optional<Error> &error)
{
    if (error)
        m_error->setError(*error);
    else
        m_error->clear();
}

} // namespace gatehouse
