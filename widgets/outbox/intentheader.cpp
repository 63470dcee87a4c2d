// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/outbox/intentheader.h"

#include "widgets/common/display/badge.h"
#include "widgets/common/display/textlabel.h"
#include "widgets/common/timetext.h"
#include "widgets/common/vocabulary.h"
#include "widgets/outbox/outboxwords.h"

#include <QHBoxLayout>

using namespace Qt::Literals::StringLiterals;

namespace gatehouse {

namespace {

BadgeLook outlined(BadgeLook look)
{
    look.outline = true;
    return look;
}

} // namespace

IntentHeader::IntentHeader(QWidget *parent)
    : QWidget(parent)
    , m_name(new TextLabel(TextStyle::Object, ColorRole::Text, this))
    , m_state(new Badge(this))
    , m_from(new TextLabel(TextStyle::CodeObject, ColorRole::Muted, this))
    , m_arrow(new TextLabel(u"\u2192"_s, TextStyle::CodeObject, ColorRole::Faint, this))
    , m_to(new TextLabel(TextStyle::CodeObjectStrong, ColorRole::Text, this))
    , m_type(new Badge(this))
    , m_environment(new Badge(this))
    , m_number(new TextLabel(TextStyle::CodeSmall, ColorRole::Muted, this))
    , m_due(new TextLabel(TextStyle::Small, ColorRole::Muted, this))
    , m_meant(new TextLabel(TextStyle::SmallStrong, ColorRole::Text, this))
{
    setObjectName(u"intentHeader"_s);
    setSurface(this, Surface::Pane);
    m_name->setObjectName(u"intentName"_s);
    m_state->setObjectName(u"intentState"_s);
    m_meant->setObjectName(u"intentMeant"_s);
    m_name->setElided(Qt::ElideMiddle);
    m_meant->setElided(Qt::ElideRight);
    auto *first = new QHBoxLayout;
    first->setSpacing(metrics::spaceMd);
    first->addWidget(m_name, 1);
    first->addWidget(m_state);
    m_name->setMinimumHeight(lineHeight(TextStyle::Object));
    m_facts = new QHBoxLayout;
    m_facts->setSpacing(metrics::spaceSm);
    for (QWidget *part : std::initializer_list<QWidget *> {m_from, m_arrow, m_to, m_type, m_environment})
        m_facts->addWidget(part);
    m_sentence = new QHBoxLayout;
    m_sentence->setSpacing(0);
    m_sentence->addWidget(m_number);
    m_sentence->addWidget(m_due);
    m_sentence->addSpacing(metrics::spaceXs);
    m_sentence->addWidget(m_meant, 1);
    for (TextLabel *label : {m_to, m_meant})
        label->setMinimumHeight(lineHeight(TextStyle::CodeObject));
    m_second = new QBoxLayout(QBoxLayout::LeftToRight);
    m_second->setSpacing(metrics::spaceSm);
    m_second->addLayout(m_facts);
    m_second->addLayout(m_sentence, 1);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(metrics::spaceDetailPaddingX, metrics::spaceMd, metrics::spaceDetailPaddingX, metrics::spaceMd);
    column->setSpacing(metrics::spaceXs - 2);
    column->addLayout(first);
    column->addLayout(m_second);
}

void IntentHeader::setIntent(const Intent &intent, const ApprovalRequest *request, const QDateTime &now)
{
    m_name->setText(intent.subject);
    m_state->setLook(outboxwords::state(intent));
    showVersions(intent);
    m_type->setVisible(request != nullptr);
    if (request)
        m_type->setLook(outlined(term(request->type).badge()));
    m_environment->setVisible(intent.environment != Environment::Unknown);
    if (intent.environment != Environment::Unknown)
        m_environment->setLook(outlined(environmentBadge(intent.environment)));
    m_number->setText(request ? request->number : QString());
    m_number->setVisible(request != nullptr);
    const QString meant = intent.state == IntentState::Accepted ? tr("you sent:") : tr("your intent:");
    if (request && request->dueAt)
        m_due->setText(tr(", due %1, %2").arg(dueUrgency(*request->dueAt, now) == DueUrgency::Late ? dueText(*request->dueAt, now)
                                                                                                : momentText(*request->dueAt, now),
            meant));
    else
        m_due->setText(request ? tr(", %1").arg(meant) : meant);
    m_meant->setText(outboxwords::title(intent));
    setAccessibleName(outboxwords::spoken(intent, now));
    fit();
}

void IntentHeader::fit()
{
    const int room = width() - 2 * metrics::spaceDetailPaddingX;
    const bool beside = m_facts->sizeHint().width() + m_sentence->sizeHint().width() + metrics::spaceSm <= room;
    m_second->setAlignment(m_facts, beside ? Qt::Alignment() : Qt::AlignLeft);
    m_second->setDirection(beside ? QBoxLayout::LeftToRight : QBoxLayout::TopToBottom);
}

void IntentHeader::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    fit();
}

void IntentHeader::showVersions(const Intent &intent)
{
    const QString to = outboxwords::target(intent);
    const QString from = intent.subjectDetail == to ? QString() : intent.subjectDetail.section(u'\u2192', 0, 0).trimmed();
    m_from->setText(from);
    m_from->setVisible(!from.isEmpty());
    m_arrow->setVisible(!from.isEmpty());
    m_to->setText(to);
    m_to->setVisible(!to.isEmpty());
}

} // namespace gatehouse
