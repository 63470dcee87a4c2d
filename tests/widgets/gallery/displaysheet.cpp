// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gallery.h"

#include "widgets/common/controls/button.h"
#include "widgets/common/display/badge.h"
#include "widgets/common/display/card.h"
#include "widgets/common/display/digestlabel.h"
#include "widgets/common/display/marks.h"
#include "widgets/common/display/stagetrack.h"
#include "widgets/common/display/textlabel.h"
#include "widgets/common/display/timelabel.h"
#include "widgets/common/vocabulary.h"

#include <QHBoxLayout>
#include <QTimeZone>
#include <QVBoxLayout>

namespace gatehouse::gallery {

using namespace Qt::Literals::StringLiterals;

namespace {

QHBoxLayout *row(const QList<QWidget *> &widgets)
{
    auto *layout = new QHBoxLayout;
    layout->setSpacing(8);
    for (QWidget *widget : widgets)
        layout->addWidget(widget, 0, Qt::AlignVCenter);
    layout->addStretch(1);
    return layout;
}

template <typename E>
QLayout *badges()
{
    QList<QWidget *> made;
    for (const auto &[value, name] : enumNames<E>())
        made.append(new Badge(term(value).badge()));
    return row(made);
}

QLayout *header()
{
    auto *digest = new DigestLabel;
    digest->setDigest(u"sha512-9f2cA1bbbbbbbbbbbbbbbbbbbbe07ab"_s);
    BadgeLook update = term(RequestType::Update).badge();
    update.outline = true;
    auto *due = new TimeLabel(TimeLabel::Kind::Due);
    const QDateTime now(QDate(2026, 11, 23), QTime(10, 46), QTimeZone::utc());
    due->setNow(now);
    due->setTime(now.addSecs(74 * 60));
    return row({new TextLabel(u"2.8.1"_s, TextStyle::CodeObject, ColorRole::Muted),
        new IconLabel(IconName::ArrowRight, ColorRole::Faint, 14),
        new TextLabel(u"2.9.0"_s, TextStyle::CodeObjectStrong), new Badge(update),
        new Badge(environmentBadge(Environment::Production)), new Badge(term(Risk::High).badge()),
        new TextLabel(u"score 72"_s, TextStyle::Small, ColorRole::Muted), digest, due,
        new KeyCaps({u"Ctrl K"_s}), new KeyCaps({u"A"_s, u"R"_s}),
        new Avatar(u"Security reviewer"_s)});
}

StageTrack *track()
{
    using State = StageCell::State;
    auto *made = new StageTrack;
    made->setCells({
        {u"Security"_s, State::Current, {Pip::Decided, Pip::Yours}, u"1 of 2, you can be the 2nd"_s,
            u"Due 12:00, 1 h 14 m left"_s, DueUrgency::Soon},
        {u"Compliance"_s, State::Passed, {Pip::Decided}, u"1 of 1, passed 08:55"_s,
            u"Ran in parallel"_s, DueUrgency::None},
        {u"Technical"_s, State::Open, {Pip::Open}, u"0 of 1, needs Security"_s, u"Due Fri 10:00"_s,
            DueUrgency::Normal},
        {u"Business"_s, State::Rejected, {Pip::Rejected}, u"0 of 1, rejected"_s, u"Fri 16:00"_s,
            DueUrgency::Normal},
        {u"Final"_s, State::Barred, {Pip::Open}, u"0 of 1, not by you"_s, u"Due Mon 10:00"_s,
            DueUrgency::Normal},
    });
    return made;
}

Card *evidence()
{
    auto *card = new Card(u"Evidence"_s, IconName::ShieldCheck);
    card->setNote(u"revision 7"_s);
    card->headerLayout()->addWidget(new IconLabel(IconName::CircleCheck, ColorRole::Ok));
    card->headerLayout()->addWidget(new TextLabel(u"6"_s, TextStyle::Small, ColorRole::Ok));
    card->setBodyPadded(true);
    card->bodyLayout()->addWidget(
        new TextLabel(u"cosign 3.0, SLSA L3"_s, TextStyle::Small, ColorRole::Muted));
    return card;
}

Card *lost()
{
    auto *card = new Card(u"Error rate"_s);
    card->setNote(u"5xx share"_s);
    card->setSourceLost(true);
    card->setBodyPadded(true);
    card->bodyLayout()->addWidget(new TextLabel(u"0.94 %"_s, TextStyle::Stat));
    return card;
}

Card *clearing()
{
    auto *card = new Card;
    card->setTone(Tone::Accent);
    card->setBodyPadded(true);
    card->bodyLayout()->addWidget(new TextLabel(u"What would clear it"_s, TextStyle::BodyStrong));
    card->bodyLayout()->addWidget(
        new TextLabel(u"0.25.1 ships form-data 4.0.4."_s, TextStyle::Small, ColorRole::Muted));
    auto *button = new Button(u"Request update to 0.25.1…"_s, ButtonVariant::Accent);
    button->setSize(ButtonSize::Small);
    card->bodyLayout()->addWidget(button);
    return card;
}

} // namespace

QWidget *displaySheet()
{
    auto *sheet = new QWidget;
    setSurface(sheet, Surface::Pane);
    auto *column = new QVBoxLayout(sheet);
    column->setSpacing(12);
    column->addWidget(new TextLabel(u"@roadiehq/backstage-plugin-argo-cd"_s, TextStyle::Object));
    column->addLayout(header());
    column->addWidget(track());
    column->addLayout(badges<PluginStatus>());
    column->addLayout(badges<Risk>());
    column->addLayout(badges<Verdict>());
    column->addLayout(badges<Outcome>());
    column->addLayout(badges<OperationStatus>());
    auto *cards = new QHBoxLayout;
    cards->setSpacing(12);
    cards->addWidget(evidence());
    cards->addWidget(lost());
    cards->addWidget(clearing());
    column->addLayout(cards);
    auto *meter = new Meter;
    meter->setShare(0.91, Tone::Ok);
    column->addWidget(meter);
    for (const auto &[name, style] :
        std::initializer_list<std::pair<QString, TextStyle>>{{u"Stat 2,847"_s, TextStyle::Stat},
            {u"Title"_s, TextStyle::Title}, {u"Body strong"_s, TextStyle::BodyStrong},
            {u"Body medium"_s, TextStyle::BodyMedium}, {u"Body"_s, TextStyle::Body},
            {u"Small"_s, TextStyle::Small}, {u"code >- => != 0O"_s, TextStyle::Code}})
        column->addWidget(new TextLabel(name, style));
    column->addStretch(1);
    return sheet;
}

} // namespace gatehouse::gallery
