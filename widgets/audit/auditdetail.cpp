// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/audit/auditdetail.h"

#include "widgets/audit/auditdelegate.h"
#include "widgets/common/display/textlabel.h"
#include "widgets/common/timetext.h"

#include <QGridLayout>

using namespace Qt::Literals::StringLiterals;

namespace gatehouse {

AuditDetail::AuditDetail(QWidget *parent)
    : QWidget(parent)
{
    setObjectName(u"auditDetail"_s);
    setSurface(this, Surface::Sunken);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(metrics::spaceLg, metrics::spaceLg, metrics::spaceLg, metrics::spaceLg);
    clear();
}

void AuditDetail::clear()
{
    delete m_facts;
    m_facts = new QWidget;
    m_grid = new QGridLayout(m_facts);
    m_grid->setContentsMargins(0, 0, 0, 0);
    m_grid->setHorizontalSpacing(metrics::spaceLg);
    m_grid->setVerticalSpacing(metrics::spaceSm);
    m_grid->setColumnStretch(1, 1);
    layout()->addWidget(m_facts);
    layout()->setAlignment(m_facts, Qt::AlignTop);
}

void AuditDetail::addFact(const QString &name, const QString &value, bool mono)
{
    if (value.isEmpty())
        return;
    const int row = m_grid->rowCount();
    m_grid->addWidget(new TextLabel(name, TextStyle::Small, ColorRole::Muted), row, 0, Qt::AlignTop);
    QString breakable = value;
    // A digest has no place to break a line by itself.
    if (mono && breakable.size() > 24) {
        for (qsizetype at = 24; at < breakable.size(); at += 25)
            breakable.insert(at, QChar(0x200b));
    }
    auto *text = new TextLabel(breakable, mono ? TextStyle::CodeSmall : TextStyle::Body);
    text->setWordWrap(true);
    text->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    text->setAccessibleName(name + u": "_s + value);
    m_grid->addWidget(text, row, 1);
}

void AuditDetail::setEvent(const AuditEvent &event, bool holds)
{
    clear();
    auto *title = new TextLabel(auditActionWords(event.action), TextStyle::Title);
    m_grid->addWidget(title, 0, 0, 1, 2);
    addFact(tr("Object"), event.object, false);
    addFact(tr("By"), event.actor.name, false);
    addFact(tr("When"), absoluteText(event.at), false);
    addFact(tr("Outcome"), event.outcome == "refused"_L1 ? tr("Refused") : tr("Done"), false);
    addFact(tr("Reason"), event.reason, false);
    addFact(tr("Environment"), event.environment, false);
    addFact(tr("Chain"), holds ? tr("Hash and link hold") : tr("The hash or the link does not hold"), false);
    addFact(tr("Number"), QString::number(event.sequence), true);
    addFact(tr("Hash"), event.hash, true);
    addFact(tr("Previous"), event.prevHash, true);
    addFact(tr("Correlation"), event.correlationId, true);
}

} // namespace gatehouse
