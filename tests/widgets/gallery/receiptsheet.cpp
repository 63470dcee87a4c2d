// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gallery.h"

#include "core/base/async.h"
#include "widgets/common/overlay/overlayhost.h"
#include "widgets/common/theme.h"
#include "widgets/receipts/bundlenote.h"
#include "widgets/receipts/receiptcard.h"
#include "widgets/settings/signingcard.h"

#include <QCoreApplication>
#include <QVBoxLayout>

namespace gatehouse::gallery {

using namespace Qt::Literals::StringLiterals;

namespace {

const QDateTime morning(QDate(2026, 11, 23), QTime(10, 46, 31), Qt::UTC);

SigningKeyId keyOf(char letter)
{
    return SigningKeyId(ed25519::keyIdOf(QByteArray(32, letter)));
}

ReceiptView receipt(ReceiptView::State state)
{
    ReceiptView view;
    view.state = state;
    view.decisionId = DecisionId(u"dec_01JD96"_s);
    view.signedWith = keyOf('a');
    view.isThisDevice = true;
    view.leafIndex = 411;
    view.logSize = 1203;
    view.signedAt = morning.addSecs(-3600);
    view.recordedAt = morning;
    view.file = "{}";
    return view;
}

SigningKey key(char letter, const QString &label, SigningKeyState state)
{
    SigningKey key;
    key.id = keyOf(letter);
    key.label = label;
    key.state = state;
    key.enrolledAt = morning.addDays(-40);
    if (state == SigningKeyState::Active) {
        key.lastUsedAt = morning;
        key.actions.allowed = {u"revoke"_s};
    } else {
        key.endedAt = morning.addDays(-3);
        key.reason = u"Left on a train."_s;
    }
    return key;
}

QVBoxLayout *columnOf(QWidget *sheet)
{
    setSurface(sheet, Surface::Pane);
    auto *column = new QVBoxLayout(sheet);
    column->setContentsMargins(metrics::spaceXl, metrics::spaceXl, metrics::spaceXl, metrics::spaceXl);
    column->setSpacing(metrics::spaceLg);
    return column;
}

QWidget *cardOf(const ReceiptView &view)
{
    auto *card = new ReceiptCard([view](const DecisionId &) { return readyFuture(view); });
    card->showDecision(view.decisionId);
    return card;
}

SigningNow signingNow()
{
    SigningNow now;
    now.signing = KeyRing::Signing::Required;
    now.deviceKey = keyOf('a');
    now.keys = {key('a', u"priya-laptop, Debian GNU/Linux 12"_s, SigningKeyState::Active), key('b', u"priya-desktop, Debian GNU/Linux 13"_s, SigningKeyState::Active),
        key('c', u"priya-old, Debian GNU/Linux 12"_s, SigningKeyState::Revoked)};
    now.logKey = ed25519::fingerprintOf(keyOf('l').text());
    now.logSize = 1203;
    now.logTime = morning;
    return now;
}

} // namespace

QWidget *receiptSheet()
{
    auto *sheet = new QWidget;
    auto *column = columnOf(sheet);
    column->addWidget(cardOf(receipt(ReceiptView::State::Verified)));
    ReceiptView unsignedView = receipt(ReceiptView::State::Unsigned);
    unsignedView.signedWith = {};
    unsignedView.signedAt = {};
    column->addWidget(cardOf(unsignedView));
    ReceiptView broken = receipt(ReceiptView::State::Broken);
    broken.problem = cryptoError(u"The portal's log of decisions does not go on from what this computer saw."_s);
    column->addWidget(cardOf(broken));
    auto *note = new BundleNote([](const RequestId &, const QString &) { return readyFuture(Result<qint64>(qint64(204800))); });
    ApprovalRequest request;
    request.number = u"REQ-2417"_s;
    note->start(request, u"/home/priya/Documents/req-2417-evidence.zip"_s);
    column->addWidget(note);
    column->addStretch(1);
    // The views are there with the next turn of the event loop.
    QCoreApplication::processEvents();
    return sheet;
}

QWidget *signingSheet()
{
    auto *sheet = new QWidget;
    auto *column = columnOf(sheet);
    auto *overlays = new OverlayHost(sheet);
    SigningCommands commands;
    commands.now = signingNow;
    column->addWidget(new SigningCard(commands, *overlays, sheet));
    SigningCommands broken;
    broken.now = [] {
        SigningNow now = signingNow();
        now.keys.clear();
        now.deviceKey = {};
        now.deviceLabel = u"priya-laptop, Debian GNU/Linux 12"_s;
        now.alarm = LogAlarm::Kind::Forked;
        return now;
    };
    column->addWidget(new SigningCard(broken, *overlays, sheet));
    column->addStretch(1);
    return sheet;
}

} // namespace gatehouse::gallery
