// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/operations/operationdetail.h"

#include "core/base/async.h"
#include "widgets/common/controls/button.h"
#include "widgets/common/display/badge.h"
#include "widgets/common/display/card.h"
#include "widgets/common/display/textlabel.h"
#include "widgets/common/states/ageband.h"
#include "widgets/common/states/states.h"
#include "widgets/common/timetext.h"
#include "widgets/common/vocabulary.h"
#include "widgets/operations/stepdelegate.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QListView>
#include <QScrollBar>
#include <QVBoxLayout>

using namespace Qt::Literals::StringLiterals;

namespace gatehouse {

namespace {

Error errorOf(const Problem &problem)
{
    Error error;
    error.kind = ErrorKind::Problem;
    error.code = problem.code;
    error.message = problem.detail.isEmpty() ? problem.title : problem.detail;
    error.httpStatus = problem.status;
    error.correlationId = problem.correlationId;
    return error;
}

QListView *makeList(const QString &objectName, const QString &accessibleName, QAbstractItemModel *model, QAbstractItemDelegate *delegate)
{
    auto *view = new QListView;
    view->setObjectName(objectName);
    view->setAccessibleName(accessibleName);
    view->setModel(model);
    delegate->setParent(view);
    view->setItemDelegate(delegate);
    view->setFrameShape(QFrame::NoFrame);
    view->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    return view;
}

} // namespace

OperationDetail::OperationDetail(OperationService &service, const OperationStore &store, Freshness &freshness, QWidget *parent)
    : QWidget(parent)
    , m_service(service)
    , m_store(store)
    , m_age(new AgeBand(freshness))
    , m_title(new TextLabel(TextStyle::Object))
    , m_facts(new TextLabel(TextStyle::Small, ColorRole::Muted))
    , m_status(new Badge(BadgeLook {}))
    , m_environment(new Badge(BadgeLook {}))
    , m_cancel(new Button(tr("Cancel operation…"), ButtonVariant::Danger))
    , m_copy(new Button(IconName::Copy, tr("Copy the log")))
    , m_error(new InlineError)
    , m_stepView(makeList(u"operationSteps"_s, tr("Phases"), &m_steps, new StepDelegate))
    , m_logView(makeList(u"operationLog"_s, tr("Log"), &m_log, new LogLineDelegate))
{
    setSurface(this, Surface::Pane);
    auto *steps = new Card(tr("Phases"), IconName::List);
    steps->bodyLayout()->addWidget(m_stepView);
    auto *log = new Card(tr("Log"), IconName::Terminal);
    log->headerLayout()->addWidget(m_copy);
    log->bodyLayout()->addWidget(m_age);
    log->bodyLayout()->addWidget(m_logView, 1);
    m_logView->setSelectionMode(QAbstractItemView::ExtendedSelection);
    m_copy->setObjectName(u"operationCopyLog"_s);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(metrics::spaceDetailPaddingX, metrics::spaceLg, metrics::spaceDetailPaddingX, metrics::spaceLg);
    layout->setSpacing(metrics::spaceCardGap);
    layout->addWidget(buildHeader());
    layout->addWidget(m_error);
    layout->addWidget(steps);
    layout->addWidget(log, 1);
    connect(&store, &RecordSignals::changed, this, [this](int row) {
        if (m_store.at(row).id == m_id)
            show();
    });
    connect(m_copy, &QAbstractButton::clicked, this, [this] { QGuiApplication::clipboard()->setText(logText()); });
    connect(m_error, &InlineError::retryRequested, this, &OperationDetail::readLog);
    connect(m_age, &AgeBand::readAgainRequested, this, &OperationDetail::readLog);
}

QWidget *OperationDetail::buildHeader()
{
    auto *header = new QWidget;
    m_title->setElided(Qt::ElideRight);
    m_facts->setElided(Qt::ElideRight);
    m_cancel->setObjectName(u"operationCancel"_s);
    auto *badges = new QHBoxLayout;
    badges->setSpacing(metrics::spaceSm);
    badges->addWidget(m_status);
    badges->addWidget(m_environment);
    badges->addWidget(m_facts, 1);
    auto *words = new QVBoxLayout;
    words->setSpacing(metrics::spaceXs);
    words->addWidget(m_title);
    words->addLayout(badges);
    auto *layout = new QHBoxLayout(header);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addLayout(words, 1);
    layout->addWidget(m_cancel, 0, Qt::AlignTop);
    return header;
}

void OperationDetail::setOperation(const OperationId &id)
{
    if (m_id == id)
        return;
    m_id = id;
    m_reads.supersede();
    m_log.clear();
    m_error->clear();
    m_age->setIncomplete(false);
    m_age->setShown({{}, OperationService::readsOf(id)});
    show();
}

void OperationDetail::show()
{
    const Operation *operation = m_store.find(m_id.text());
    if (!operation)
        return;
    m_title->setText(tr("%1 %2").arg(term(operation->type).word, operation->subject));
    m_status->setLook(term(operation->status).badge());
    m_environment->setVisible(operation->environment != Environment::Unknown);
    if (operation->environment != Environment::Unknown)
        m_environment->setLook(environmentBadge(operation->environment));
    QStringList facts {operation->number, tr("by %1").arg(operation->requestedBy.name), absoluteText(operation->createdAt)};
    if (operation->startedAt && operation->finishedAt)
        facts.append(tr("took %1").arg(durationText(operation->startedAt->msecsTo(*operation->finishedAt))));
    m_facts->setText(facts.join(u" · "_s));
    m_steps.setItems(operation->steps);
    m_stepView->setFixedHeight(qBound(1, int(operation->steps.size()), 8) * scaled(metrics::rowCompact) + 2);
    m_cancel->setVisible(operation->status == OperationStatus::Running || operation->status == OperationStatus::Queued);
    m_cancel->setBlockedReason(operation->actions.allows(u"cancel"_s) ? QString() : operation->actions.whyNot(u"cancel"_s));
    showProblem();
    readLog();
}

void OperationDetail::showProblem()
{
    const Operation *operation = m_store.find(m_id.text());
    if (operation && operation->problem)
        m_error->setError(errorOf(*operation->problem));
    else
        m_error->clear();
}

void OperationDetail::readLog()
{
    if (m_id.isEmpty())
        return;
    deliver(m_service.log(m_id, m_log.lastSequence()), this, m_reads.only([this](const Result<Items<OperationLogLine>> &lines) {
        m_age->setIncomplete(!lines);
        if (!lines) {
            m_error->setError(lines.error());
            m_logFailed = true;
            return;
        }
        // What the operation itself ended with stays.
        if (std::exchange(m_logFailed, false))
            showProblem();
        QScrollBar *bar = m_logView->verticalScrollBar();
        const bool atEnd = bar->value() == bar->maximum();
        m_log.append(lines->items);
        if (atEnd)
            m_logView->scrollToBottom();
    }));
}

void OperationDetail::cancel()
{
    deliver(m_service.cancel(m_id), this, [this](const Result<Operation> &answer) {
        if (answer)
            return;
        m_error->setError(answer.error());
        m_service.noteShown(answer.error());
    });
}

QString OperationDetail::logText() const
{
    QStringList lines;
    for (int row = 0; row < m_log.rowCount(); ++row) {
        const OperationLogLine &line = m_log.at(row);
        lines.append(u"%1 %2 %3"_s.arg(toRfc3339(line.at), line.level, line.text));
    }
    return lines.join(u'\n');
}

} // namespace gatehouse
