// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/approvals/checkscard.h"

#include "widgets/approvals/evidencewords.h"
#include "widgets/common/controls/button.h"
#include "widgets/common/display/card.h"
#include "widgets/common/display/textlabel.h"
#include "widgets/common/vocabulary.h"
#include "widgets/review/evidencedelegate.h"
#include "widgets/review/evidencefact.h"
#include "widgets/review/frozenlist.h"
#include "widgets/review/spokenmodel.h"

#include <QHBoxLayout>

using namespace Qt::Literals::StringLiterals;

namespace gatehouse {

namespace {

QString spokenCheck(const QModelIndex &index)
{
    return QStringList {term(EvidenceKind(index.data(EvidenceModel::KindRole).toInt())).word,
        term(Verdict(index.data(EvidenceModel::VerdictRole).toInt())).word, index.data(EvidenceModel::SummaryRole).toString()}
        .join(u", "_s);
}

Button *smallButton(const QString &text, const QString &objectName, IconName icon)
{
    auto *button = new Button(text, ButtonVariant::Outline);
    button->setObjectName(objectName);
    button->setSize(ButtonSize::Small);
    button->setIconName(icon);
    return button;
}

} // namespace

ChecksCard::ChecksCard(EvidenceModel &model, QWidget *parent)
    : QWidget(parent)
    , m_model(model)
    , m_card(new Card(tr("Checks"), IconName::ShieldCheck))
    , m_list(new FrozenList(tr("Checks")))
    , m_delegate(new EvidenceDelegate(m_list))
    , m_runAll(smallButton(tr("Run all checks"), u"evidenceRerun"_s, IconName::Refresh))
    , m_attach(smallButton(tr("Attach report…"), u"evidenceAttach"_s, IconName::Upload))
{
    m_card->headerLayout()->addWidget(m_attach);
    m_card->headerLayout()->addWidget(m_runAll);
    m_list->setObjectName(u"checkList"_s);
    m_delegate->setCanRerun(true);
    m_list->setItemDelegate(m_delegate);
    m_list->setModel(new SpokenModel(&model, spokenCheck, m_list));
    m_card->bodyLayout()->addWidget(makeRunBar());
    m_card->bodyLayout()->addWidget(m_list);
    m_card->bodyLayout()->addWidget(makeCurrentBar());
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->addWidget(m_card);
    connect(m_delegate, &EvidenceDelegate::rerunRequested, this, &ChecksCard::runRequested);
    connect(m_runAll, &QAbstractButton::clicked, this, [this] { Q_EMIT runRequested(EvidenceKind::Unknown); });
    connect(m_attach, &QAbstractButton::clicked, this, &ChecksCard::attachRequested);
    connect(m_list, &QListView::activated, m_runOne, &QAbstractButton::click);
    connect(m_list->selectionModel(), &QItemSelectionModel::currentChanged, this, &ChecksCard::showCurrent);
    for (const auto change : {&QAbstractItemModel::rowsInserted, &QAbstractItemModel::rowsRemoved})
        connect(&model, change, this, &ChecksCard::showCurrent);
    connect(&model, &QAbstractItemModel::dataChanged, this, &ChecksCard::showCurrent);
    setRunning(nullptr);
    showCurrent();
}

void ChecksCard::setRevision(int revision)
{
    m_card->setNote(tr("revision %1").arg(revision));
}

void ChecksCard::showCheck(EvidenceKind kind)
{
    const QModelIndexList found = m_model.match(m_model.index(0, 0), EvidenceModel::KindRole, int(kind), 1, Qt::MatchExactly);
    if (!found.isEmpty())
        m_list->setCurrentIndex(m_list->model()->index(found.first().row(), 0));
    m_list->setFocus();
}

void ChecksCard::setNow(const QDateTime &now)
{
    m_now = now;
    m_delegate->setNow(now);
    showCurrent();
}

void ChecksCard::setActions(const Actions &actions)
{
    m_actionsAllowed = actions;
    showActions();
}

void ChecksCard::setRunning(const Operation *operation)
{
    m_isRunning = operation;
    m_runBar->setVisible(operation);
    if (operation) {
        m_progress->setText(tr("Running: %1").arg(evidencewords::progress(*operation)));
        m_cancel->setBlockedReason(operation->actions.allows(u"cancel"_s) ? QString() : operation->actions.whyNot(u"cancel"_s));
    }
    showActions();
}

void ChecksCard::setOffline(bool offline)
{
    m_runAll->setText(offline ? tr("Keep run in Outbox") : tr("Run all checks"));
    m_runOne->setText(offline ? tr("Keep run in Outbox") : tr("Run this check"));
}

QWidget *ChecksCard::makeRunBar()
{
    m_runBar = new QWidget;
    m_runBar->setObjectName(u"evidenceRun"_s);
    m_progress = new TextLabel(TextStyle::Small, ColorRole::Muted);
    m_progress->setObjectName(u"evidenceProgress"_s);
    m_cancel = smallButton(tr("Cancel"), u"evidenceCancel"_s, IconName::Stop);
    auto *row = new QHBoxLayout(m_runBar);
    row->setContentsMargins(metrics::spaceMd, metrics::spaceSm, metrics::spaceMd, metrics::spaceSm);
    row->addWidget(m_progress, 1);
    row->addWidget(m_cancel);
    connect(m_cancel, &QAbstractButton::clicked, this, &ChecksCard::cancelRequested);
    return m_runBar;
}

QWidget *ChecksCard::makeCurrentBar()
{
    auto *bar = new QWidget;
    m_origin = new TextLabel(TextStyle::Small, ColorRole::Muted);
    m_origin->setObjectName(u"checkOrigin"_s);
    m_origin->setWordWrap(true);
    m_runOne = smallButton(tr("Run this check"), u"checkRerun"_s, IconName::Refresh);
    auto *row = new QHBoxLayout(bar);
    row->setContentsMargins(metrics::spaceMd, metrics::spaceSm, metrics::spaceMd, metrics::spaceSm);
    row->addWidget(m_origin, 1);
    row->addWidget(m_runOne, 0, Qt::AlignTop);
    connect(m_runOne, &QAbstractButton::clicked, this,
        [this] { Q_EMIT runRequested(EvidenceKind(m_list->currentIndex().data(EvidenceModel::KindRole).toInt())); });
    return bar;
}

void ChecksCard::showCurrent()
{
    const QModelIndex current = m_list->currentIndex();
    m_origin->setText(current.isValid() ? evidencewords::origin(current, m_now)
                                        : tr("Choose a check to see the version of its rules, how long it took and when."));
    showActions();
}

void ChecksCard::showActions()
{
    const QString why = m_actionsAllowed.whyNot(u"run_evidence"_s);
    const QString noRun = m_isRunning ? tr("The checks are running.") : why;
    m_runAll->setBlockedReason(noRun);
    m_attach->setBlockedReason(m_actionsAllowed.whyNot(u"attach_report"_s));
    const QModelIndex current = m_list->currentIndex();
    const bool isReport = current.data(EvidenceModel::IsReportRole).toBool();
    m_runOne->setVisible(current.isValid() && !isReport);
    m_runOne->setBlockedReason(noRun);
    m_delegate->setCanRerun(noRun.isEmpty());
    m_list->viewport()->update();
}

} // namespace gatehouse
