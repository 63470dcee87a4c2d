// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/outbox/sendpanel.h"

#include "widgets/common/controls/button.h"
#include "widgets/common/display/marks.h"
#include "widgets/common/display/textlabel.h"
#include "widgets/outbox/outboxwords.h"

#include <QCheckBox>
#include <QHBoxLayout>
#include <QPainter>
#include <QScrollArea>

#include <algorithm>

using namespace Qt::Literals::StringLiterals;

namespace gatehouse {

namespace {

constexpr int rowHeight = 28;
constexpr int mostRows = 7;
constexpr int topLine = 2;

bool allDecisions(const QList<Intent> &intents)
{
    return std::all_of(intents.begin(), intents.end(), [](const Intent &intent) { return intent.kind == IntentKind::Decision; });
}

//! One line: icon, words and at the right what comes of it.
QWidget *makeRow(IconName icon, ColorRole iconRole, const QList<TextLabel *> &words, const QString &effect)
{
    auto *row = new QWidget;
    row->setFixedHeight(scaled(rowHeight));
    auto *line = new QHBoxLayout(row);
    line->setContentsMargins(0, 0, 0, 0);
    line->setSpacing(metrics::spaceXs);
    line->addWidget(new IconLabel(icon, iconRole, metrics::iconSmallSize));
    line->addSpacing(metrics::spaceXs);
    for (TextLabel *label : words)
        line->addWidget(label);
    line->addStretch(1);
    line->addSpacing(metrics::spaceSm);
    auto *end = new TextLabel(effect, TextStyle::Small, ColorRole::Muted);
    line->addWidget(end);
    return row;
}

QString whyStays(const Intent &intent)
{
    if (intent.state == IntentState::NeedsAnotherLook)
        return SendPanel::tr("needs another look");
    return intent.state == IntentState::Sending ? SendPanel::tr("being sent") : SendPanel::tr("not checked yet");
}

} // namespace

SendPanel::SendPanel(QWidget *parent)
    : QFrame(parent)
    , m_title(new TextLabel(TextStyle::Title, ColorRole::Text, this))
    , m_rows(new QScrollArea(this))
    , m_always(new QCheckBox(tr("Next time, send without asking if nothing moved"), this))
    , m_alwaysNote(new TextLabel(tr("Production and rejections always ask."), TextStyle::Small, ColorRole::Muted, this))
    , m_notNow(new Button(tr("Not now"), ButtonVariant::Outline, this))
    , m_send(new Button(QString(), ButtonVariant::Accent, this))
{
    setObjectName(u"sendPanel"_s);
    setSurface(this, Surface::Pane);
    m_title->setObjectName(u"sendTitle"_s);
    m_rows->setObjectName(u"sendRows"_s);
    m_rows->setAccessibleName(tr("What would be sent"));
    m_rows->setFrameShape(QFrame::NoFrame);
    m_rows->setWidgetResizable(true);
    m_rows->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setSurface(m_rows, Surface::Pane);
    m_always->setObjectName(u"sendAlways"_s);
    m_always->setFont(textFont(TextStyle::Small));
    m_always->setAccessibleDescription(m_alwaysNote->text());
    m_notNow->setObjectName(u"sendNotNow"_s);
    m_send->setObjectName(u"sendNow"_s);
    m_send->setKeyCaps({tr("Ctrl ↵", "key cap")});
    auto *close = new Button(IconName::X, tr("Not now, close this panel"), ButtonVariant::Quiet, this);
    close->setSize(ButtonSize::Small);
    close->setObjectName(u"sendClose"_s);

    auto *head = new QHBoxLayout;
    head->setSpacing(metrics::spaceSm);
    head->addWidget(new IconLabel(IconName::Send, ColorRole::AccentText, metrics::iconSize, this));
    head->addWidget(m_title, 1);
    head->addWidget(close);
    auto *always = new QVBoxLayout;
    always->setSpacing(0);
    always->addWidget(m_always);
    always->addWidget(m_alwaysNote);
    m_alwaysNote->setContentsMargins(metrics::checkboxSize + metrics::spaceSm, 0, 0, 0);
    auto *checks = new TextLabel(tr("Portal checks each one again"), TextStyle::Small, ColorRole::Muted, this);
    checks->setElided(Qt::ElideRight);
    auto *foot = new QHBoxLayout;
    foot->setSpacing(metrics::spaceSm);
    foot->addWidget(checks, 1);
    foot->addWidget(m_notNow);
    foot->addWidget(m_send);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(metrics::spacePanePaddingX, metrics::spaceMd, metrics::spacePanePaddingX, metrics::spaceLg);
    column->setSpacing(metrics::spaceXs);
    column->addLayout(head);
    column->addWidget(m_rows);
    column->addSpacing(metrics::spaceXs);
    column->addLayout(always);
    column->addSpacing(metrics::spaceSm);
    column->addLayout(foot);
    connect(close, &QAbstractButton::clicked, this, &SendPanel::dismissed);
    connect(m_notNow, &QAbstractButton::clicked, this, &SendPanel::dismissed);
    connect(m_send, &QAbstractButton::clicked, this, &SendPanel::sendRequested);
    setProperty("pane", true);
    setFocusPolicy(Qt::TabFocus);
    setFocusProxy(m_send);
    hide();
}

void SendPanel::setIntents(const QList<Intent> &ready, const QList<Intent> &staying, bool asksAlways)
{
    m_ready.clear();
    for (const Intent &intent : ready)
        m_ready.append(intent.id);
    const int count = int(ready.size());
    m_title->setText(allDecisions(ready) ? tr("Send %n decisions now?", nullptr, count) : tr("Send %n changes now?", nullptr, count));
    setAccessibleName(m_title->text());
    m_send->setText(tr("Send %1").arg(count));
    m_always->setChecked(false);
    m_always->setVisible(asksAlways);
    m_alwaysNote->setVisible(asksAlways);
    const int rows = std::min(int(ready.size() + staying.size()), mostRows);
    m_rows->setWidget(makeRows(ready, staying));
    m_rows->setFocusPolicy(ready.size() + staying.size() > mostRows ? Qt::StrongFocus : Qt::NoFocus);
    m_rows->setFixedHeight(rows * scaled(rowHeight));
}

bool SendPanel::wantsNoAsking() const
{
    return m_always->isVisibleTo(this) && m_always->isChecked();
}

QWidget *SendPanel::makeRows(const QList<Intent> &ready, const QList<Intent> &staying) const
{
    auto *list = new QWidget;
    setSurface(list, Surface::Pane);
    auto *column = new QVBoxLayout(list);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    const auto name = [](const Intent &intent, TextStyle style, ColorRole role) {
        auto *label = new TextLabel(outboxwords::shortName(intent), style, role);
        label->setElided(Qt::ElideRight);
        return label;
    };
    for (const Intent &intent : ready) {
        const outboxwords::Verb verb = outboxwords::verb(intent);
        QList<TextLabel *> words {new TextLabel(verb.sending, TextStyle::Body), name(intent, TextStyle::BodyStrong, ColorRole::Text)};
        if (intent.verbWord != "request_changes"_L1 && !outboxwords::target(intent).isEmpty())
            words.append(new TextLabel(outboxwords::target(intent), TextStyle::Code));
        column->addWidget(makeRow(verb.icon, toneRole(verb.tone), words, outboxwords::effect(intent)));
    }
    for (const Intent &intent : staying) {
        auto *words = name(intent, TextStyle::Body, ColorRole::Muted);
        //: What is not sent now: "plugin-azure-devops stays here".
        words->setText(tr("%1 stays here").arg(words->text()));
        column->addWidget(makeRow(IconName::Pause, ColorRole::Warn, {words}, whyStays(intent)));
    }
    column->addStretch(1);
    return list;
}

void SendPanel::paintEvent(QPaintEvent *)
{
    const Theme &theme = themeOf(this);
    QPainter painter(this);
    painter.fillRect(rect(), theme.pane);
    painter.fillRect(QRect(0, 0, width(), topLine), theme.accent);
}

} // namespace gatehouse
