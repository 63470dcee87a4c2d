// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/receipts/receiptwords.h"

#include <QCoreApplication>
#include <QLocale>

using namespace Qt::Literals::StringLiterals;

namespace gatehouse::receiptwords {

namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(gatehouse::ReceiptWords)
};

using State = ReceiptView::State;

QString signedBy(const ReceiptView &view)
{
    if (view.signedWith.isEmpty())
        return Words::tr("Not signed");
    if (view.isThisDevice)
        return Words::tr("Signed on this device");
    //: The name of another computer of the same person.
    return view.deviceLabel.isEmpty() ? Words::tr("Signed by who decided") : Words::tr("Signed on %1").arg(view.deviceLabel);
}

QString judgement(const ReceiptView &view)
{
    if (view.state == State::NotCompared)
        return Words::tr("not compared with what this computer saw before");
    return view.isFromHere ? Words::tr("verified here, offline") : Words::tr("verified");
}

} // namespace

QString grouped(qint64 number)
{
    QLocale locale;
    locale.setNumberOptions(locale.numberOptions() & ~QLocale::OmitGroupSeparator);
    return locale.toString(number);
}

QString headline(const ReceiptView &view)
{
    switch (view.state) {
    case State::Verified:
    case State::Unsigned:
    case State::NotCompared:
        //: Who signed, where it is in the log, how it was judged.
        return Words::tr("%1 · in the log at %2 of %3 · %4")
            .arg(signedBy(view), grouped(view.leafIndex + 1), grouped(view.logSize), judgement(view));
    case State::NotLogged:
        return Words::tr("Not in the log: it is older than the log of decisions.");
    case State::Broken:
        return Words::tr("This receipt does not hold.");
    case State::Unread:
        break;
    }
    return Words::tr("The receipt is not here.");
}

BadgeLook badge(const ReceiptView &view)
{
    const auto look = [](const QString &text, IconName icon, Tone tone) { return BadgeLook {text, icon, tone}; };
    switch (view.state) {
    case State::Verified:
        return look(Words::tr("Verified"), IconName::ShieldCheck, Tone::Ok);
    case State::Unsigned:
        return look(Words::tr("Not signed"), IconName::Shield, Tone::Warn);
    case State::NotCompared:
        return look(Words::tr("Not compared"), IconName::Hourglass, Tone::Neutral);
    case State::NotLogged:
        return look(Words::tr("Not in the log"), IconName::CircleDashed, Tone::Neutral);
    case State::Broken:
        return look(Words::tr("Does not hold"), IconName::TriangleAlert, Tone::Bad);
    case State::Unread:
        break;
    }
    return look(Words::tr("Not read"), IconName::CloudOff, Tone::Neutral);
}

QString explanation(const ReceiptView &view)
{
    switch (view.state) {
    case State::Unsigned:
        return Words::tr("The portal took this decision without a signature. The log shows that it was recorded, not who made it.");
    case State::NotCompared:
        return Words::tr("The portal could not be asked whether its log only grew. The receipt holds by itself.");
    case State::Broken:
    case State::Unread:
        return view.problem ? view.problem->message : QString();
    case State::Verified:
    case State::NotLogged:
        break;
    }
    return {};
}

QString alarmSentence(LogAlarm::Kind kind)
{
    switch (kind) {
    case LogAlarm::Kind::Forked:
        return Words::tr("It now holds something else than it held when this computer saw it.");
    case LogAlarm::Kind::Shortened:
        return Words::tr("Decisions that this computer saw in it are gone.");
    case LogAlarm::Kind::KeyChanged:
        break;
    }
    return Words::tr("It is signed with another key than before.");
}

} // namespace gatehouse::receiptwords
