// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/approvals/undosendbar.h"

#include "core/base/async.h"
#include "core/base/clock.h"
#include "core/outbox/intentrules.h"
#include "widgets/common/actionregistry.h"
#include "widgets/common/controls/button.h"
#include "widgets/common/states/states.h"
#include "widgets/common/timetext.h"

#include <QMap>
#include <QVBoxLayout>

#include <algorithm>

using namespace Qt::Literals::StringLiterals;

namespace gatehouse {

namespace {
constexpr int secondMs = 1000;
const QString undoAction = u"batch.undo"_s;
const QString sendAction = u"batch.sendNow"_s;
}

UndoSendBar::UndoSendBar(const IntentStore &intents, Commands commands, const Clock &clock, ActionRegistry &actions, QWidget *parent)
    : QFrame(parent)
    , m_intents(intents)
    , m_commands(std::move(commands))
    , m_clock(clock)
    , m_actions(actions)
    , m_lines(new QVBoxLayout(this))
    , m_error(new InlineError(this))
{
    setObjectName(u"undoSendBar"_s);
    m_lines->setContentsMargins(0, 0, 0, 0);
    m_lines->setSpacing(0);
    m_lines->addWidget(m_error);
    m_soon.setSingleShot(true);
    m_soon.setInterval(0);
    m_second.setInterval(secondMs);
    connect(&m_soon, &QTimer::timeout, this, &UndoSendBar::look);
    connect(&m_second, &QTimer::timeout, this, &UndoSendBar::look);
    connect(&intents, &RecordSignals::inserted, &m_soon, qOverload<>(&QTimer::start));
    connect(&intents, &RecordSignals::removed, &m_soon, qOverload<>(&QTimer::start));
    connect(&intents, &RecordSignals::changed, &m_soon, qOverload<>(&QTimer::start));
    addActions();
    blockActions(true);
    hide();
    look();
}

UndoSendBar::~UndoSendBar()
{
    blockActions(true);
}

void UndoSendBar::addActions()
{
    const QString takingBack = tr("Undo the batch, send it now");
    const auto add = [this, &takingBack](const QString &id, const QString &text, const QKeySequence &keys, auto run) {
        QAction *action = m_actions.action(id);
        if (!action)
            action = m_actions.add({id, text, tr("Everywhere"), {}, {keys}, true, takingBack});
        connect(action, &QAction::triggered, this, run);
    };
    add(undoAction, tr("Undo the batch"), Qt::Key_Z, [this] { undoLast(); });
    add(sendAction, tr("Send the batch now"), QKeySequence(Qt::SHIFT | Qt::Key_Z), [this] { sendLastNow(); });
}

void UndoSendBar::blockActions(bool isBlocked)
{
    const QString nothing = isBlocked ? tr("No batch is held back.") : QString();
    m_actions.setBlocked(undoAction, nothing);
    m_actions.setBlocked(sendAction, nothing);
}

void UndoSendBar::undoLast()
{
    if (isHolding())
        undo(QDateTime(m_batches.last().until));
}

void UndoSendBar::sendLastNow()
{
    if (isHolding())
        release(QDateTime(m_batches.last().until));
}

void UndoSendBar::look()
{
    const QDateTime now = m_clock.now();
    QMap<QDateTime, QList<IntentId>> held;
    for (int row = 0; row < m_intents.count(); ++row) {
        const Intent &intent = m_intents.at(row);
        if (isHeldBack(intent, now))
            held[*intent.heldUntil].append(intent.id);
    }
    const bool wasHolding = isHolding();
    for (qsizetype i = m_batches.size() - 1; i >= 0; --i) {
        if (!held.contains(m_batches.at(i).until))
            m_batches.takeAt(i).line->deleteLater();
    }
    for (auto it = held.cbegin(); it != held.cend(); ++it) {
        const auto same = std::find_if(m_batches.begin(), m_batches.end(), [&it](const Batch &batch) { return batch.until == it.key(); });
        if (same != m_batches.end())
            same->ids = it.value();
        else
            m_batches.append({it.key(), it.value(), makeLine(it.key())});
    }
    std::sort(m_batches.begin(), m_batches.end(), [](const Batch &a, const Batch &b) { return a.until < b.until; });
    for (const Batch &batch : std::as_const(m_batches))
        showCountdown(batch);
    setVisible(isHolding() || m_error->hasError());
    if (isHolding() && !m_second.isActive())
        m_second.start();
    else if (!isHolding())
        m_second.stop();
    if (wasHolding != isHolding())
        blockActions(!isHolding());
}

void UndoSendBar::showCountdown(const Batch &batch) const
{
    // The second that runs counts whole.
    const qint64 seconds = (m_clock.now().msecsTo(batch.until) + secondMs - 1) / secondMs;
    batch.line->setMessage(tr("%n approvals will be sent in %1", nullptr, int(batch.ids.size())).arg(countdownText(seconds)),
        tr("They wait on this computer until then."));
}

MessageBar *UndoSendBar::makeLine(const QDateTime &until)
{
    auto *line = new MessageBar(Tone::Info, IconName::Send, this);
    line->setObjectName(u"undoSendLine"_s);
    Button *undoButton = line->addAction(tr("Undo"));
    undoButton->setObjectName(u"undoSend"_s);
    undoButton->setKeyCaps({u"Z"_s});
    Button *now = line->addAction(tr("Send now"));
    now->setObjectName(u"sendBatchNow"_s);
    connect(undoButton, &QAbstractButton::clicked, this, [this, until] { undo(until); });
    connect(now, &QAbstractButton::clicked, this, [this, until] { release(until); });
    m_lines->addWidget(line);
    line->show();
    return line;
}

void UndoSendBar::undo(const QDateTime &until)
{
    m_error->clear();
    QStringList objects;
    QString reason;
    const QList<IntentId> ids = idsOf(until);
    for (const IntentId &id : ids) {
        const Intent *intent = m_intents.find(id.text());
        if (!intent)
            continue;
        objects.append(intent->objectId);
        reason = intent->reason;
        deliver(m_commands.withdraw(id), this, [this](const Status &withdrawn) {
            if (withdrawn)
                return;
            m_error->setError(withdrawn.error());
            show();
        });
    }
    if (!objects.isEmpty())
        Q_EMIT undone(objects, reason);
}

void UndoSendBar::release(const QDateTime &until)
{
    m_error->clear();
    m_commands.release(idsOf(until));
}

QList<IntentId> UndoSendBar::idsOf(const QDateTime &until) const
{
    for (const Batch &batch : m_batches) {
        if (batch.until == until)
            return batch.ids;
    }
    return {};
}

} // namespace gatehouse
