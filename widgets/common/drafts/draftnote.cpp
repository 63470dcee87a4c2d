// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/common/drafts/draftnote.h"

#include "widgets/common/controls/button.h"
#include "widgets/common/display/textlabel.h"
#include "widgets/common/overlay/dialog.h"
#include "widgets/common/timetext.h"

#include <QCheckBox>
#include <QComboBox>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QPlainTextEdit>

using namespace Qt::Literals::StringLiterals;

namespace gatehouse {

DraftNote::DraftNote(DraftBinding &binding, QWidget *parent)
    : QWidget(parent)
    , m_binding(binding)
    , m_words(new TextLabel(TextStyle::Small, ColorRole::Muted, this))
    , m_clear(new Button(tr("Clear"), ButtonVariant::Link, this))
{
    setObjectName(u"draftNote"_s);
    m_words->setObjectName(u"draftWords"_s);
    m_words->setElided(Qt::ElideRight);
    m_clear->setObjectName(u"draftClear"_s);
    m_clear->setSize(ButtonSize::Small);
    m_clear->setAccessibleName(tr("Clear what is kept here"));
    m_clear->setToolTip(tr("Throws away what you wrote, here and on this computer's disk"));
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(metrics::spaceSm);
    row->addWidget(m_words);
    row->addWidget(m_clear);
    row->addStretch(1);
    setFixedHeight(m_clear->sizeHint().height());
    connect(&binding, &DraftBinding::stateChanged, this, &DraftNote::showState);
    connect(m_clear, &QAbstractButton::clicked, this, [this] {
        m_binding.clear();
        m_binding.firstField()->setFocus();
    });
    showState();
}

void DraftNote::setRest(const QString &rest)
{
    m_rest = rest;
    showState();
}

void DraftNote::showState()
{
    using State = DraftBinding::State;
    const State state = m_binding.state();
    QString words;
    if (state == State::Kept)
        words = m_rest.isEmpty() ? keptText(m_binding.keptAt(), m_binding.now()) : tr("%1. %2").arg(keptText(m_binding.keptAt(), m_binding.now()), m_rest);
    else if (state == State::Refused)
        words = notKeptText(m_binding.error());
    m_words->setRole(state == State::Refused ? ColorRole::Warn : ColorRole::Muted);
    m_words->setText(words);
    m_words->setAccessibleName(words);
    m_words->setVisible(!words.isEmpty());
    m_clear->setVisible(state != State::Nothing);
}

QString keptText(const QDateTime &keptAt, const QDateTime &now)
{
    const bool isToday = keptAt.toLocalTime().date() == now.toLocalTime().date();
    return DraftNote::tr("Kept here %1").arg(isToday ? clockText(keptAt) : momentText(keptAt, now));
}

QString notKeptText(const Error &error)
{
    return DraftNote::tr("Only in this window, not on the disk: %1").arg(error.message);
}

DraftBinding *keepDraft(Dialog &dialog, DraftKeeper &drafts, const DraftPlace &place)
{
    auto *binding = new DraftBinding(drafts, &dialog);
    const QList<QWidget *> children = dialog.findChildren<QWidget *>();
    for (QWidget *child : children) {
        const bool isField = qobject_cast<QPlainTextEdit *>(child) || qobject_cast<QLineEdit *>(child) || qobject_cast<QCheckBox *>(child)
            || qobject_cast<QComboBox *>(child);
        if (isField && !child->objectName().isEmpty())
            binding->add(child);
    }
    // There is room for one sentence beside the buttons: a hint gives way while the note speaks.
    QWidgetList hints;
    for (int i = 0; i < dialog.footerLeft()->count(); ++i)
        hints.append(dialog.footerLeft()->itemAt(i)->widget());
    QObject::connect(binding, &DraftBinding::stateChanged, &dialog, [binding, hints] {
        for (QWidget *hint : hints)
            hint->setVisible(binding->state() == DraftBinding::State::Nothing);
    });
    auto *note = new DraftNote(*binding, &dialog);
    note->setRest(DraftNote::tr("Closing keeps it."));
    dialog.footerLeft()->addWidget(note);
    binding->setPlace(place);
    QObject::connect(&dialog, &Dialog::accepted, binding, &DraftBinding::forget);
    QObject::connect(&dialog, &Dialog::rejected, &drafts, [&drafts] { drafts.flush(); });
    return binding;
}

} // namespace gatehouse
