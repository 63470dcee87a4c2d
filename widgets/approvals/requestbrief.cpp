// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/approvals/requestbrief.h"

#include "widgets/approvals/requestwords.h"
#include "widgets/common/controls/button.h"
#include "widgets/common/display/badge.h"
#include "widgets/common/display/marks.h"
#include "widgets/common/display/textlabel.h"
#include "widgets/common/vocabulary.h"

#include <QHBoxLayout>

using namespace Qt::Literals::StringLiterals;

namespace gatehouse {

RequestBrief::RequestBrief(QWidget *parent)
    : QWidget(parent)
    , m_previous(new Button(IconName::ChevronUp, tr("Previous request"), ButtonVariant::Quiet, this))
    , m_place(new TextLabel(TextStyle::Small, ColorRole::Muted, this))
    , m_next(new Button(IconName::ChevronDown, tr("Next request"), ButtonVariant::Quiet, this))
    , m_versions(new TextLabel(TextStyle::CodeSmall, ColorRole::Muted, this))
    , m_risk(new Badge(this))
    , m_pips(new Pips(this))
    , m_stage(new TextLabel(TextStyle::Small, ColorRole::Muted, this))
    , m_due(new TextLabel(TextStyle::SmallStrong, ColorRole::Muted, this))
    , m_leave(new Button(IconName::Columns, tr("Show the list of requests"), ButtonVariant::Quiet, this))
{
    setObjectName(u"requestBrief"_s);
    m_previous->setObjectName(u"briefPrevious"_s);
    m_next->setObjectName(u"briefNext"_s);
    m_leave->setObjectName(u"briefLeave"_s);
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, metrics::spaceMd, 0);
    row->setSpacing(metrics::spaceSm);
    row->addStretch(1);
    for (QWidget *part : std::initializer_list<QWidget *> {m_versions, m_risk, m_pips, m_stage, m_due, m_previous, m_place, m_next, m_leave})
        row->addWidget(part);
    connect(m_previous, &Button::clicked, this, [this] { Q_EMIT stepRequested(-1); });
    connect(m_next, &Button::clicked, this, [this] { Q_EMIT stepRequested(1); });
    connect(m_leave, &Button::clicked, this, &RequestBrief::leaveRequested);
}

void RequestBrief::setRequest(const ApprovalRequest &request, const QDateTime &now)
{
    m_versions->setText(requestwords::versionPair(request));
    m_risk->setLook(term(request.risk).badge());
    const Stage *stage = requestwords::stageInFocus(request);
    m_pips->setVisible(stage != nullptr);
    m_stage->setVisible(stage != nullptr);
    if (stage) {
        m_pips->setPips(requestwords::stagePips(*stage));
        m_stage->setText(tr("%1 %2 of %3").arg(stage->name).arg(stage->approvals).arg(stage->quorum));
    }
    m_due->setText(requestwords::standing(request, now));
    setAccessibleName(requestwords::spoken(request, false, now));
}

void RequestBrief::setPlace(int place, int count)
{
    m_place->setText(place > 0 ? tr("%1 of %2").arg(place).arg(count) : QString());
    m_previous->setEnabled(place > 1);
    m_next->setEnabled(place < count);
}

} // namespace gatehouse
