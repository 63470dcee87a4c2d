// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/approvals/conditionscard.h"

#include "core/base/async.h"
#include "widgets/common/display/card.h"
#include "widgets/common/display/textlabel.h"
#include "widgets/common/states/states.h"
#include "widgets/common/timetext.h"

#include <QCheckBox>
#include <QHBoxLayout>
#include <QSignalBlocker>

#include <algorithm>

using namespace Qt::Literals::StringLiterals;

namespace gatehouse {

ConditionsCard::ConditionsCard(ApprovalService &approvals, QWidget *parent)
    : QWidget(parent)
    , m_approvals(approvals)
    , m_card(new Card(tr("Conditions"), IconName::List, this))
    , m_error(new InlineError(this))
{
    setObjectName(u"conditionsCard"_s);
    m_card->setBodyPadded(true);
    m_items = new QVBoxLayout;
    m_items->setSpacing(metrics::spaceSm);
    m_card->bodyLayout()->addLayout(m_items);
    m_card->bodyLayout()->addWidget(m_error);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->addWidget(m_card);
    hide();
}

void ConditionsCard::setRequest(const ApprovalRequest &request, const QDateTime &now)
{
    const bool another = request.id != m_request.id;
    const bool same = request.conditionItems == m_request.conditionItems && request.actions == m_request.actions;
    m_request = request;
    m_now = now;
    if (another)
        m_error->clear();
    if (another || !same)
        showItems();
}

void ConditionsCard::showItems()
{
    QString focused;
    if (const QWidget *widget = focusWidget(); widget && widget->hasFocus())
        focused = widget->property("condition").toString();
    while (QLayoutItem *item = m_items->takeAt(0)) {
        item->widget()->deleteLater();
        delete item;
    }
    const QList<ConditionItem> &conditions = m_request.conditionItems;
    for (const ConditionItem &condition : conditions) {
        QWidget *row = makeItem(condition);
        m_items->addWidget(row);
        if (condition.id == focused)
            row->findChild<QCheckBox *>()->setFocus();
    }
    const auto met = std::count_if(conditions.begin(), conditions.end(), [](const ConditionItem &item) { return item.metBy.has_value(); });
    m_card->setNote(tr("%1 of %2 met").arg(met).arg(conditions.size()));
    setVisible(!conditions.isEmpty());
}

QWidget *ConditionsCard::makeItem(const ConditionItem &item)
{
    auto *row = new QWidget;
    auto *box = new QCheckBox;
    const QString whyNot = m_request.actions.allows(u"check_condition"_s) ? QString() : m_request.actions.whyNot(u"check_condition"_s);
    const QString by = item.metBy && item.metAt ? tr("Met, says %1, %2").arg(item.metBy->name, momentText(*item.metAt, m_now))
                                                : tr("Not met yet. %1, %2").arg(item.person.name, item.stage);
    box->setObjectName(u"conditionMet"_s);
    box->setProperty("condition", item.id);
    box->setAccessibleName(item.text);
    box->setAccessibleDescription(whyNot.isEmpty() ? by : tr("%1. %2").arg(by, whyNot));
    box->setChecked(item.metBy.has_value());
    box->setEnabled(whyNot.isEmpty());
    box->setToolTip(whyNot);
    auto *text = new TextLabel(item.text, TextStyle::Body, ColorRole::Text);
    text->setTextFormat(Qt::PlainText);
    text->setWordWrap(true);
    auto *note = new TextLabel(by, TextStyle::Small, ColorRole::Muted);
    note->setObjectName(u"conditionNote"_s);
    auto *words = new QVBoxLayout;
    words->setSpacing(1);
    words->addWidget(text);
    words->addWidget(note);
    auto *line = new QHBoxLayout(row);
    line->setContentsMargins(0, 0, 0, 0);
    line->setSpacing(metrics::spaceSm);
    line->addWidget(box, 0, Qt::AlignTop);
    line->addLayout(words, 1);
    connect(box, &QCheckBox::clicked, this, [this, item](bool met) { check(item, met); });
    return row;
}

void ConditionsCard::check(const ConditionItem &item, bool met)
{
    m_error->clear();
    deliver(m_approvals.setConditionMet(m_request, item, met), this, [this, id = m_request.id](const Result<ApprovalRequest> &answer) {
        if (answer || id != m_request.id)
            return;
        // The box shows what the portal knows, not what was wanted.
        showItems();
        m_error->setError(answer.error());
        if (answer.error().kind != ErrorKind::Kept)
            m_approvals.noteShown(answer.error());
    });
}

} // namespace gatehouse
