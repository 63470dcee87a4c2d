// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/settingsbinding.h"

#include "app/keeping.h"
#include "app/workspace.h"
#include "core/base/async.h"
#include "core/outbox/outboxreceipts.h"
#include "widgets/common/controls/button.h"
#include "widgets/common/display/card.h"
#include "widgets/common/display/textlabel.h"
#include "widgets/settings/noticescard.h"
#include "widgets/settings/settingspage.h"
#include "widgets/shell/desktopnotices.h"

#include <QHBoxLayout>

using namespace Qt::Literals::StringLiterals;

namespace gatehouse {

namespace {

bool &partOf(KeepRule &rule, KeptPart part)
{
    switch (part) {
    case KeptPart::Queue:
        return rule.review;
    case KeptPart::Plugins:
        return rule.registry;
    case KeptPart::Configurations:
        return rule.configuration;
    case KeptPart::Dashboards:
        return rule.dashboards;
    case KeptPart::Audit:
        break;
    }
    return rule.audit;
}

KeepClass classOf(KeptPart part)
{
    switch (part) {
    case KeptPart::Queue:
        return KeepClass::Review;
    case KeptPart::Plugins:
        return KeepClass::Registry;
    case KeptPart::Configurations:
        return KeepClass::Configuration;
    case KeptPart::Dashboards:
        return KeepClass::Dashboards;
    case KeptPart::Audit:
        break;
    }
    return KeepClass::Audit;
}

//! A card of Settings that leads to a page of its own.
QWidget *makeDoor(SettingsPage &page, const QString &target, IconName icon, const QString &title, const QString &words, const QString &action)
{
    auto *card = new Card(title, icon);
    card->setBodyPadded(true);
    auto *label = new TextLabel(words, TextStyle::Body);
    label->setWordWrap(true);
    auto *open = new Button(action);
    open->setObjectName(u"open/"_s + target);
    auto *row = new QHBoxLayout;
    row->addWidget(label, 1);
    row->addWidget(open);
    card->bodyLayout()->addLayout(row);
    QObject::connect(open, &QAbstractButton::clicked, &page, [&page, target] { Q_EMIT page.navigationRequested(target, {}); });
    return card;
}

} // namespace

SettingsBinding::SettingsBinding(Parts parts, QObject *parent)
    : QObject(parent)
    , m_parts(std::move(parts))
{
}

SettingsPage *SettingsBinding::makePage()
{
    auto *page = new SettingsPage(m_parts.themes, m_parts.actions, m_parts.state, makeKeptHere(), {
        {tr("Version"), QStringLiteral(GATEHOUSE_VERSION)},
        {tr("Qt"), QString::fromLatin1(qVersion())},
        {tr("Data"), m_parts.dataDirectory},
        {tr("Licence"), tr("GPL-3.0-or-later")},
    });
    page->addCard(new NoticesCard(m_parts.state, TrayNotices::isAvailable(), page));
    page->addCard(makeSigning(page));
    page->addCard(makeDoor(*page, u"workflows"_s, IconName::Signpost, tr("Approval workflows"),
        tr("Which stages requests go through, who decides them, and by when."), tr("Open approval workflows")));
    page->addCard(makeDoor(*page, u"policies"_s, IconName::Scales, tr("Policies"),
        tr("What evidence is asked for, and which versions it blocks or sends to a review."), tr("Open policies")));
    return page;
}

KeptHereCard *SettingsBinding::makeKeptHere()
{
    Workspace &w = m_parts.workspace();
    KeptHereCommands commands = m_parts.kept;
    commands.now = [this] { return keptHereNow(); };
    commands.keepPart = [this](KeptPart part, bool on) {
        KeepRule rule = m_parts.workspace().answers.rule();
        partOf(rule, part) = on;
        keepRule(m_parts.workspace(), m_parts.state, rule);
    };
    commands.setBudget = [this](qint64 bytes) {
        KeepRule rule = m_parts.workspace().answers.rule();
        rule.budgetBytes = bytes;
        keepRule(m_parts.workspace(), m_parts.state, rule);
    };
    commands.takeQueueOffline = [&w] { w.takeOffline.start(); };
    commands.stopTaking = [&w] { w.takeOffline.cancel(); };
    connectReceipts(commands);
    commands.alwaysSend = [this, &w](bool on) { keepAlwaysSend(w, m_parts.state, on); };
    auto *card = new KeptHereCard(std::move(commands), m_parts.overlays);
    m_keptHere = card;
    connect(&w.answers, &AnswerKeeper::changed, card, &KeptHereCard::refresh);
    connect(&w.takeOffline, &TakeOffline::progressed, card, &KeptHereCard::refresh);
    connect(&w.takeOffline, &TakeOffline::stateChanged, card, [this, &w, card](TakeOffline::State state) {
        if (state == TakeOffline::State::Complete)
            m_takenAt = w.time.now();
        card->refresh();
    });
    const RecordSignals &intents = w.outbox.intents();
    connect(&intents, &RecordSignals::inserted, card, &KeptHereCard::refresh);
    connect(&intents, &RecordSignals::removed, card, &KeptHereCard::refresh);
    connect(&intents, &RecordSignals::changed, card, &KeptHereCard::refresh);
    return card;
}

void SettingsBinding::refreshKeptHere()
{
    if (m_keptHere)
        m_keptHere->refresh();
}

void SettingsBinding::connectReceipts(KeptHereCommands &commands)
{
    Workspace &w = m_parts.workspace();
    m_removedReceipts.clear();
    const auto tell = [&w](const Status &status) {
        if (!status)
            Q_EMIT w.failed(status.error());
    };
    commands.removeReceipts = [this, &w, tell] {
        QList<IntentId> ids;
        m_removedReceipts.clear();
        for (int row = 0; row < w.outbox.intents().count(); ++row) {
            const Intent &intent = w.outbox.intents().at(row);
            if (intent.state != IntentState::Accepted)
                continue;
            m_removedReceipts.append(intent);
            ids.append(intent.id);
        }
        deliver(w.outbox.receipts().forget(ids), &w, tell);
    };
    commands.bringReceiptsBack = [this, &w, tell] { deliver(w.outbox.receipts().bringBack(std::exchange(m_removedReceipts, {})), &w, tell); };
}

KeptHere SettingsBinding::keptHereNow()
{
    Workspace &w = m_parts.workspace();
    KeptHere now = m_parts.kept.now();
    KeepRule rule = w.answers.rule();
    for (const KeptPart part : {KeptPart::Queue, KeptPart::Plugins, KeptPart::Configurations, KeptPart::Dashboards, KeptPart::Audit})
        now.parts.insert(part, {partOf(rule, part), w.answers.bytesOf(classOf(part))});
    now.usedBytes = w.answers.bytes();
    now.budgetBytes = rule.budgetBytes;
    const TakeOffline &taking = w.takeOffline;
    if (taking.state() == TakeOffline::State::Running)
        now.percent = taking.total() > 0 ? 100 * taking.done() / taking.total() : 0;
    now.completeAt = taking.state() == TakeOffline::State::Complete ? m_takenAt : QDateTime();
    now.completeRequests = taking.requests();
    now.isStopped = taking.state() == TakeOffline::State::Cancelled;
    for (int row = 0; row < w.outbox.intents().count(); ++row)
        now.receipts += w.outbox.intents().at(row).state == IntentState::Accepted ? 1 : 0;
    now.removedReceipts = int(m_removedReceipts.size());
    now.problem = taking.problem() ? taking.problem()->message : QString();
    now.alwaysSend = w.outbox.alwaysSend();
    now.unsentIntents = w.outbox.waiting();
    now.drafts = w.drafts.listedCount();
    return now;
}

SigningCard *SettingsBinding::makeSigning(QWidget *page)
{
    Workspace &w = m_parts.workspace();
    SigningCommands commands;
    commands.now = [this] { return signingNow(); };
    commands.makeKey = [&w] { return w.keyRing.rotate(); };
    commands.revoke = [&w](const SigningKey &key, const QString &reason) { return w.keyRing.revoke(key, reason); };
    commands.alarmEvidence = [&w] { return w.logWatch.alarmEvidence(); };
    commands.acceptLog = [&w] { return w.logWatch.acceptLog(); };
    auto *card = new SigningCard(std::move(commands), m_parts.overlays, page);
    connect(&w.keyRing, &KeyRing::changed, card, &SigningCard::refresh);
    connect(&w.logWatch, &LogWatch::changed, card, &SigningCard::refresh);
    connect(&w.connection, &ConnectionState::stateChanged, card, &SigningCard::refresh);
    return card;
}

SigningNow SettingsBinding::signingNow() const
{
    const Workspace &w = m_parts.workspace();
    SigningNow now;
    now.signing = w.keyRing.signing();
    now.deviceKey = w.keyRing.deviceKey();
    now.deviceLabel = deviceLabel();
    now.keys = w.keyRing.keys();
    now.problem = w.keyRing.problem() ? w.keyRing.problem()->message : QString();
    now.isOnline = w.connection.isOnline();
    now.logKey = w.logWatch.keyFingerprint();
    if (w.logWatch.seen()) {
        now.logSize = w.logWatch.seen()->size;
        now.logTime = w.logWatch.seen()->time;
    }
    if (w.logWatch.alarm())
        now.alarm = w.logWatch.alarm()->kind;
    return now;
}

} // namespace gatehouse
