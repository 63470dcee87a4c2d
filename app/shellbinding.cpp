// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/shellbinding.h"

#include "app/connectionwords.h"
#include "app/turnnotices.h"
#include "core/base/async.h"
#include "core/outbox/outboxreceipts.h"
#include "widgets/approvals/undosendbar.h"
#include "widgets/common/actionregistry.h"
#include "widgets/common/controls/chip.h"
#include "widgets/common/environmentscope.h"
#include "widgets/common/overlay/overlayhost.h"
#include "widgets/common/timetext.h"
#include "widgets/common/vocabulary.h"
#include "widgets/shell/armdialog.h"
#include "widgets/shell/desktopnotices.h"
#include "widgets/shell/mainwindow.h"
#include "widgets/shell/rail.h"
#include "widgets/shell/statusstrip.h"
#include "widgets/shell/topbar.h"

using namespace Qt::Literals::StringLiterals;

namespace gatehouse {

namespace {
constexpr int extendBelowSeconds = 60;
}

ShellBinding::ShellBinding(Workspace &workspace, MainWindow &window, OverlayHost &overlays, ActionRegistry &actions,
    EnvironmentScope &scope, UiState &state, const Profile &profile, QObject *parent)
    : QObject(parent)
    , m_workspace(workspace)
    , m_window(window)
    , m_overlays(overlays)
    , m_actions(actions)
    , m_scope(scope)
    , m_profile(profile)
    , m_undo(new UndoSendBar(workspace.outbox.intents(),
          {[&workspace](const IntentId &id) { return workspace.outbox.withdraw(id); },
              [&workspace](const QList<IntentId> &ids) { workspace.outbox.release(ids); }},
          workspace.time, actions, &window))
{
    window.addBar(m_undo);
    connect(&workspace.lock, &ProductionLock::armedChanged, this, &ShellBinding::showLock);
    connect(&workspace.lock, &ProductionLock::ticked, this, &ShellBinding::showLock);
    connect(window.topBar()->lock(), &QAbstractButton::clicked, this, [this] {
        const int left = m_workspace.lock.secondsLeft();
        if (m_workspace.lock.isArmed() && left >= extendBelowSeconds)
            m_workspace.lock.disarm();
        else
            askToArm();
    });
    connect(actions.action(u"shell.arm"_s), &QAction::triggered, this, &ShellBinding::askToArm);
    connect(&workspace.connection, &ConnectionState::stateChanged, this, &ShellBinding::showConnection);
    connect(&workspace.connection, &ConnectionState::reasonChanged, this, &ShellBinding::showConnection);
    connect(&workspace.replica, &Replica::catchingUp, this, &ShellBinding::showCatchingUp);
    connect(&workspace.takeOffline, &TakeOffline::progressed, this, &ShellBinding::showTakeOffline);
    connect(&workspace.takeOffline, &TakeOffline::stateChanged, this, &ShellBinding::showTakeOffline);
    connect(&workspace, &Workspace::meKnown, this, &ShellBinding::showPerson);
    connect(&workspace.replica, &Replica::progressed, this, &ShellBinding::showProgress);
    // Many rows change at once while lists are read: counted once per turn of the loop.
    m_counts.setSingleShot(true);
    m_counts.setInterval(0);
    connect(&m_counts, &QTimer::timeout, this, &ShellBinding::showCounts);
    const QList<const RecordSignals *> counted {&workspace.requests, &workspace.operations, &workspace.plugins, &workspace.outbox.intents()};
    for (const RecordSignals *store : counted) {
        connect(store, &RecordSignals::inserted, &m_counts, qOverload<>(&QTimer::start));
        connect(store, &RecordSignals::removed, &m_counts, qOverload<>(&QTimer::start));
        connect(store, &RecordSignals::changed, &m_counts, qOverload<>(&QTimer::start));
    }
    connect(&workspace, &Workspace::filled, this, &ShellBinding::showCounts);
    connect(&overlays, &OverlayHost::failureShown, this, [this](const Error &error) {
        // What was typed last is on its way to the disk still.
        deliver(m_workspace.drafts.flush(), this, [this, error](const Status &) { m_workspace.outbox.receipts().noteShown(error); });
    });
    connect(&overlays, &OverlayHost::kept, window.statusStrip(), &StatusStrip::showKept);
    connect(window.statusStrip(), &StatusStrip::outboxRequested, this, [this] { m_window.openPage(u"outbox"_s); });
    connect(&workspace.outbox, &Outbox::askToSend, this, &ShellBinding::tellAsked);
    window.rail()->setPortal(tr("Gatehouse"), profile.portalName);
    window.rail()->setPerson(profile.personName, tr("Signed in"));
    connect(&workspace.connection, &ConnectionState::stateChanged, this, &ShellBinding::showCounts);
    connect(window.statusStrip()->hint(), &QAbstractButton::clicked, this, [this] {
        if (m_workspace.takeOffline.state() != TakeOffline::State::Idle)
            m_window.openPage(u"settings"_s);
    });
    new TurnNotices({workspace.requests, window, state, std::make_unique<TrayNotices>()}, this);
    showLock();
    showConnection();
    showTakeOffline();
    showCounts();
    if (workspace.me())
        showPerson();
}

ShellBinding::~ShellBinding()
{
    delete m_undo;
}

void ShellBinding::askToArm()
{
    auto *dialog = new ArmDialog(m_workspace.lock.isArmed());
    connect(dialog, &ArmDialog::accepted, this, [this, dialog] {
        m_scope.setCurrent(Environment::Production);
        if (m_workspace.lock.isArmed())
            m_workspace.lock.extend(dialog->minutes());
        else
            m_workspace.lock.arm(dialog->minutes());
        dialog->deleteLater();
    });
    connect(dialog, &ArmDialog::rejected, dialog, &QObject::deleteLater);
    dialog->openOn(m_overlays);
}

void ShellBinding::showLock()
{
    const bool armed = m_workspace.lock.isArmed();
    const int left = m_workspace.lock.secondsLeft();
    Chip *chip = m_window.topBar()->lock();
    m_window.topBar()->setArmed(armed);
    if (!armed) {
        chip->setIconName(IconName::Lock);
        chip->setTone(Tone::Neutral);
        chip->setText(tr("Read-only"));
        chip->setValue({});
        chip->setAction(tr("Arm…"));
        chip->setToolTip(tr("Nothing writes to production until you arm it, with a countdown."));
    } else {
        const bool ending = left < extendBelowSeconds;
        chip->setIconName(IconName::LockOpen);
        chip->setTone(ending ? Tone::Bad : Tone::Warn);
        chip->setText(tr("Armed"));
        chip->setValue(countdownText(left));
        chip->setAction(ending ? tr("Extend…") : tr("Disarm"));
        chip->setToolTip(tr("Rollouts, deployments, disabling and rolling back reach production until the countdown ends."));
    }
    chip->setAccessibleName(armed ? tr("Production armed") : tr("Production read-only"));
}

void ShellBinding::showConnection()
{
    using State = ConnectionState::State;
    const ConnectionState &connection = m_workspace.connection;
    Chip *chip = m_window.topBar()->connection();
    StatusPart *part = m_window.statusStrip()->connection();
    const QString host = QUrl(m_profile.portalUrl).host();
    const QString since = clockText(connection.since());
    const ReachWords words = reachWords(connection.problem());
    const auto show = [&](IconName icon, Tone tone, const QString &word, const QString &sentence) {
        chip->setIconName(icon);
        chip->setTone(tone);
        chip->setText(word);
        chip->setAccessibleName(tr("Connection: %1").arg(word));
        chip->setToolTip(words.what.isEmpty() ? sentence : tr("%1. %2").arg(words.what, words.nextStep));
        chip->setAccessibleDescription(chip->toolTip());
        part->setWords(icon, words.what.isEmpty() ? sentence : tr("%1 · %2").arg(sentence, words.what), toneRole(tone));
        part->setToolTip(connection.reason() ? connection.reason()->message : QString());
    };
    switch (connection.state()) {
    case State::Live:
        if (const auto until = connection.slowedUntil())
            show(IconName::Clock, Tone::Warn, tr("Live"), tr("The portal asks for fewer requests until %1").arg(clockText(*until)));
        else
            show(IconName::Wifi, Tone::Ok, tr("Live"), tr("Connected to %1").arg(m_profile.sandbox ? m_profile.portalName : host));
        break;
    case State::CatchingUp:
        show(IconName::Refresh, Tone::Info, tr("Catching up"), tr("Catching up with %1").arg(m_profile.sandbox ? m_profile.portalName : host));
        break;
    case State::Stale:
        show(IconName::Clock, Tone::Warn, tr("Stale"), tr("No news since %1").arg(since));
        break;
    case State::Offline:
        show(IconName::CloudOff, Tone::Neutral, tr("Offline"), tr("Offline since %1").arg(since));
        break;
    case State::SignedOut:
        show(IconName::UserX, Tone::Warn, tr("Signed out"), tr("Signed out %1. What was read stays.").arg(since));
        break;
    case State::Locked:
        show(IconName::Lock, Tone::Neutral, tr("Locked"), tr("Locked since %1").arg(since));
        break;
    }
    m_overlays.setOffline(connection.state() == State::Offline || connection.state() == State::SignedOut);
}

//! The Outbox asks itself; who is on another page hears of it.
void ShellBinding::tellAsked(const QList<IntentId> &ids)
{
    m_window.statusStrip()->showKept(tr("Back online: %n things wait in the Outbox for your word", nullptr, int(ids.size())));
}

void ShellBinding::showCatchingUp(const QList<Replica::CatchUp> &topics)
{
    m_window.statusStrip()->sync()->setWords(IconName::Refresh, catchingUpWords(topics));
}

void ShellBinding::showTakeOffline()
{
    using State = TakeOffline::State;
    const TakeOffline &taking = m_workspace.takeOffline;
    StatusPart *part = m_window.statusStrip()->hint();
    switch (taking.state()) {
    case State::Idle:
    case State::Cancelled:
        part->setWords(IconName::None, {});
        break;
    case State::Running:
        part->setWords(IconName::Download, tr("Taking your queue offline: %1 of %2").arg(taking.done()).arg(taking.total()));
        break;
    case State::Complete:
        part->setWords(IconName::Check, tr("Your queue is on this computer: %n requests, complete", nullptr, taking.requests()));
        break;
    case State::Incomplete:
        part->setWords(IconName::TriangleAlert, tr("Your queue is not complete on this computer"), ColorRole::Warn);
        break;
    }
    part->setToolTip(taking.problem() ? taking.problem()->message : QString());
    const bool isRunning = taking.state() == State::Running;
    m_actions.setBlocked(u"shell.takeOffline"_s, isRunning ? tr("It is being read.") : QString());
    m_actions.setBlocked(u"shell.stopTakingOffline"_s, isRunning ? QString() : tr("Nothing is being read."));
}

void ShellBinding::showPerson()
{
    const Me &me = *m_workspace.me();
    m_window.rail()->setPerson(me.name, me.acr == "mfa"_L1 ? tr("Signed in · MFA") : tr("Signed in"));
    QStringList roles;
    for (const Role role : me.roles)
        roles.append(term(role).word);
    StatusPart *part = m_window.statusStrip()->person();
    part->setWords(IconName::Shield, tr("%1 · %2").arg(me.name, me.tenant));
    part->setToolTip(roles.join(u", "_s));
}

void ShellBinding::showCounts()
{
    int mine = 0;
    for (int row = 0; row < m_workspace.requests.count(); ++row)
        mine += m_workspace.requests.at(row).queue == "your_turn"_L1 ? 1 : 0;
    int running = 0;
    for (int row = 0; row < m_workspace.operations.count(); ++row) {
        const OperationStatus status = m_workspace.operations.at(row).status;
        running += status == OperationStatus::Running || status == OperationStatus::Queued || status == OperationStatus::Cancelling ? 1 : 0;
    }
    m_window.rail()->setCount(u"inbox"_s, mine, RailCount::ForMe);
    m_window.rail()->setCount(u"operations"_s, running, RailCount::Neutral);
    m_window.rail()->setCount(u"outbox"_s, m_workspace.outbox.waiting(), RailCount::Neutral);
    m_window.statusStrip()->setOutboxWaiting(m_workspace.outbox.waiting());
    if (m_workspace.connection.state() == ConnectionState::State::Live)
        m_window.statusStrip()->sync()->setWords(IconName::Refresh, tr("Synced %n plugins", nullptr, m_workspace.plugins.count()));
}

void ShellBinding::showProgress(const QString &topic, int read, int total)
{
    if (m_workspace.replica.phase() == Replica::Phase::Following)
        return;
    m_window.statusStrip()->sync()->setWords(IconName::Refresh, tr("Reading %1").arg(readWords(topic, read, total)));
}

} // namespace gatehouse
