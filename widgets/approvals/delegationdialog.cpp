// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/approvals/delegationdialog.h"

#include "core/base/async.h"
#include "widgets/common/controls/button.h"
#include "widgets/common/display/card.h"
#include "widgets/common/display/textlabel.h"
#include "widgets/common/states/states.h"
#include "widgets/common/timetext.h"

#include <QComboBox>
#include <QDateTimeEdit>
#include <QGridLayout>
#include <QKeyEvent>
#include <QLineEdit>
#include <QPlainTextEdit>

#include <algorithm>

using namespace Qt::Literals::StringLiterals;

namespace gatehouse {

namespace {

constexpr int dialogWidth = 580;
constexpr int reasonHeight = 72;
constexpr int usualDays = 7;
//! More would push the fields out of the dialog; the server lists no more than 20 either.
constexpr qsizetype shownBars = 4;

QDateTimeEdit *timeField(const QString &name, const QString &accessibleName, const QDateTime &time, QWidget *parent)
{
    auto *field = new QDateTimeEdit(time.toLocalTime(), parent);
    field->setObjectName(name);
    field->setAccessibleName(accessibleName);
    field->setDisplayFormat(u"ddd d MMM yyyy, HH:mm"_s);
    // What is typed is kept by the name of the field that it is typed into.
    auto *text = field->findChild<QLineEdit *>();
    text->setObjectName(name + u"Text"_s);
    text->setAccessibleName(accessibleName);
    return field;
}

TextLabel *fieldLabel(const QString &text, QWidget *field)
{
    auto *label = new TextLabel(text, TextStyle::SmallStrong, ColorRole::Text);
    label->setBuddy(field);
    return label;
}

} // namespace

DelegationDialog::DelegationDialog(DelegationService &service, const Scope &scope, const QDateTime &now, QWidget *parent)
    : Dialog(scope.request.isEmpty() ? tr("Hand over your stages") : tr("Hand over your stages of %1").arg(scope.name.section(u',', 0, 0)), parent)
    , m_service(service)
    , m_scope(scope)
    , m_now(now)
    , m_to(new QComboBox(this))
    , m_bars(new TextLabel(TextStyle::Small, ColorRole::Muted, this))
    , m_from(timeField(u"delegationFrom"_s, tr("From"), now, this))
    , m_until(timeField(u"delegationUntil"_s, tr("Until"), now.addDays(usualDays), this))
    , m_reason(new QPlainTextEdit(this))
    , m_given(new Card(tr("Handed over already"), IconName::UserPlus, this))
    , m_error(new InlineError(this))
    , m_send(new Button(tr("Hand over"), ButtonVariant::Accent, this))
{
    setObjectName(u"delegationDialog"_s);
    makeBody();
    addCancelButton();
    addSendButton(m_send);
    connect(m_send, &Button::clicked, this, &DelegationDialog::send);
    connect(m_error, &InlineError::retryRequested, this, [this] { m_wasRead ? send() : readCandidates(); });
    connect(m_to, &QComboBox::currentIndexChanged, this, &DelegationDialog::showBars);
    connect(m_from, &QDateTimeEdit::dateTimeChanged, this, &DelegationDialog::showReady);
    connect(m_until, &QDateTimeEdit::dateTimeChanged, this, &DelegationDialog::showReady);
    connect(m_reason, &QPlainTextEdit::textChanged, this, &DelegationDialog::showReady);
    setFocusProxy(m_to);
    setMinimumWidth(scaled(dialogWidth));
    showBars();
    readCandidates();
    readGiven();
}

void DelegationDialog::makeBody()
{
    m_to->setObjectName(u"delegationTo"_s);
    m_to->setAccessibleName(tr("To"));
    m_to->setModel(&m_candidates);
    m_to->setPlaceholderText(tr("Reading who can stand in for you…"));
    m_bars->setObjectName(u"delegationBars"_s);
    m_bars->setWordWrap(true);
    m_reason->setObjectName(u"delegationReason"_s);
    m_reason->setAccessibleName(tr("Why"));
    m_reason->setPlaceholderText(tr("Why? It stands in the record."));
    m_reason->setTabChangesFocus(true);
    m_reason->setFixedHeight(scaled(reasonHeight));
    m_reason->installEventFilter(this);
    m_send->setObjectName(u"delegationSend"_s);
    m_given->setObjectName(u"delegationsGiven"_s);
    m_given->setBodyPadded(true);
    m_given->bodyLayout()->setSpacing(metrics::spaceXs);
    m_given->hide();
    auto *sentence = new TextLabel(tr("They decide for you in that time. Their vote counts as theirs and yours together, once. You can still decide yourself."),
        TextStyle::Body, ColorRole::Text, this);
    sentence->setWordWrap(true);
    auto *fields = new QGridLayout;
    fields->setHorizontalSpacing(metrics::spaceMd);
    fields->setVerticalSpacing(metrics::spaceXs);
    fields->addWidget(fieldLabel(tr("To"), m_to), 0, 0, 1, 2);
    fields->addWidget(m_to, 1, 0, 1, 2);
    fields->addWidget(m_bars, 2, 0, 1, 2);
    fields->addWidget(fieldLabel(tr("From"), m_from), 3, 0);
    fields->addWidget(fieldLabel(tr("Until"), m_until), 3, 1);
    fields->addWidget(m_from, 4, 0);
    fields->addWidget(m_until, 4, 1);
    fields->addWidget(fieldLabel(tr("Why (required)"), m_reason), 5, 0, 1, 2);
    fields->addWidget(m_reason, 6, 0, 1, 2);
    bodyLayout()->addWidget(sentence);
    bodyLayout()->addLayout(fields);
    bodyLayout()->addWidget(m_error);
    bodyLayout()->addWidget(m_given);
    bodyLayout()->addStretch(1);
}

bool DelegationDialog::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == m_reason && event->type() == QEvent::KeyPress) {
        const auto *key = static_cast<QKeyEvent *>(event);
        const bool enter = key->key() == Qt::Key_Return || key->key() == Qt::Key_Enter;
        if (enter && key->modifiers().testFlag(Qt::ControlModifier)) {
            send();
            return true;
        }
    }
    return Dialog::eventFilter(watched, event);
}

void DelegationDialog::readCandidates()
{
    m_error->clear();
    deliver(m_service.candidates(m_scope.request), this, m_candidateReads.only([this](const Result<Items<DelegationCandidate>> &answer) {
        if (!answer) {
            m_error->setError(answer.error());
            return;
        }
        m_wasRead = true;
        const QString kept = m_to->currentText();
        m_candidates.setItems(answer->items);
        m_to->setPlaceholderText(tr("Choose who stands in for you"));
        m_to->setCurrentIndex(kept.isEmpty() ? -1 : m_to->findText(kept));
        showBars();
    }));
}

void DelegationDialog::readGiven()
{
    deliver(m_service.mine(), this, m_givenReads.only([this](const Result<Items<Delegation>> &answer) {
        if (answer)
            showGiven(answer->items);
        else
            m_error->setError(answer.error());
    }));
}

void DelegationDialog::showBars()
{
    const DelegationCandidate *candidate = chosen();
    QStringList lines;
    if (candidate && candidate->stages == 0) {
        lines += tr("None of your stages waits now.");
    } else if (candidate && candidate->barred == 0) {
        lines += tr("May take all %n stages of yours that wait.", nullptr, candidate->stages);
    } else if (candidate) {
        lines += tr("May not take %1 of your %n stages that wait:", nullptr, candidate->stages).arg(candidate->barred);
        for (const DelegationCandidate::Bar &bar : candidate->bars.mid(0, shownBars))
            lines += tr("%1 of %2: %3").arg(bar.stageName, bar.number, bar.message);
        if (candidate->barred > shownBars)
            lines += tr("and %n more", nullptr, int(candidate->barred - shownBars));
    } else if (m_wasRead && m_candidates.rowCount() == 0) {
        lines += tr("Nobody else can decide what you decide.");
    }
    m_bars->setText(lines.join(u'\n'));
    m_bars->setVisible(!lines.isEmpty());
    showReady();
    adjustSize();
}

void DelegationDialog::showGiven(const QList<Delegation> &delegations)
{
    while (QLayoutItem *item = m_given->bodyLayout()->takeAt(0)) {
        delete item->widget();
        delete item;
    }
    bool any = false;
    for (const Delegation &delegation : delegations) {
        // What others handed to this person is theirs to take back.
        if (delegation.state == "ended"_L1 || !delegation.actions.allows(u"end"_s))
            continue;
        any = true;
        auto *row = new QWidget(m_given);
        auto *line = new QHBoxLayout(row);
        line->setContentsMargins(0, 0, 0, 0);
        const QString what = delegation.requestNumber.value_or(tr("all requests"));
        auto *words = new TextLabel(tr("%1, %2, until %3").arg(delegation.to.name, what, momentText(delegation.endsAt, m_now)), TextStyle::Body,
            ColorRole::Text, row);
        words->setElided(Qt::ElideRight);
        auto *back = new Button(tr("Take back"), ButtonVariant::Outline, row);
        back->setObjectName(u"delegationTakeBack"_s);
        back->setAccessibleName(tr("Take back from %1").arg(delegation.to.name));
        line->addWidget(words, 1);
        line->addWidget(back);
        m_given->bodyLayout()->addWidget(row);
        connect(back, &Button::clicked, this, [this, delegation] { takeBack(delegation); });
    }
    m_given->setVisible(any);
    adjustSize();
}

void DelegationDialog::takeBack(const Delegation &delegation)
{
    m_error->clear();
    deliver(m_service.end(delegation), this, [this](const Result<Delegation> &answer) {
        if (!answer) {
            if (!acceptKept(answer.error()))
                m_error->setError(answer.error());
            return;
        }
        Q_EMIT changed();
        readGiven();
        readCandidates();
    });
}

void DelegationDialog::send()
{
    if (m_sending || !m_send->isEnabled())
        return;
    m_sending = true;
    m_error->clear();
    showReady();
    deliver(m_service.handOver(draft()), this, [this](const Result<Delegation> &answer) {
        m_sending = false;
        showReady();
        if (answer) {
            Q_EMIT changed();
            accept();
            return;
        }
        if (acceptKept(answer.error()))
            return;
        m_error->setError(answer.error());
        adjustSize();
    });
}

void DelegationDialog::showReady()
{
    const DelegationCandidate *candidate = chosen();
    QString why;
    if (m_sending)
        why = tr("Sending…");
    else if (!candidate)
        why = tr("Choose who stands in for you.");
    else if (candidate->stages > 0 && candidate->barred == candidate->stages)
        why = tr("%1 may take none of these stages.").arg(candidate->person.name);
    else if (m_until->dateTime() <= std::max(m_from->dateTime(), m_now.toLocalTime()))
        why = tr("It has to end after it begins.");
    else if (m_reason->toPlainText().trimmed().isEmpty())
        why = tr("A reason is needed.");
    m_send->setBlockedReason(why);
}

const DelegationCandidate *DelegationDialog::chosen() const
{
    const int row = m_to->currentIndex();
    return row >= 0 && row < m_candidates.rowCount() ? &m_candidates.at(row) : nullptr;
}

DelegationDraft DelegationDialog::draft() const
{
    DelegationDraft draft;
    draft.delegate = chosen()->person;
    // Not changed, it means from the moment on when the portal gets it.
    if (m_from->dateTime() > m_now.toLocalTime())
        draft.startsAt = m_from->dateTime().toUTC();
    draft.endsAt = m_until->dateTime().toUTC();
    draft.reason = m_reason->toPlainText().trimmed();
    if (!m_scope.request.isEmpty())
        draft.requestId = m_scope.request;
    draft.requestName = m_scope.name;
    return draft;
}

} // namespace gatehouse
