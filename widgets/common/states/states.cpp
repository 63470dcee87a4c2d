// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/common/states/states.h"

#include "widgets/common/controls/button.h"
#include "widgets/common/display/marks.h"
#include "widgets/common/display/textlabel.h"
#include "widgets/common/paint/primitives.h"
#include "widgets/common/timetext.h"

#include <QHBoxLayout>
#include <QPainter>
#include <QVBoxLayout>

namespace gatehouse {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int loadingDelayMs = 150;
constexpr int loadingRows = 3;

} // namespace

EmptyState::EmptyState(const QString &sentence, QWidget *parent)
    : QWidget(parent)
    , m_sentence(new TextLabel(sentence, TextStyle::Body, ColorRole::Muted, this))
    , m_action(new Button(QString(), ButtonVariant::Outline, this))
{
    m_sentence->setWordWrap(true);
    m_action->setObjectName(u"emptyStateAction"_s);
    m_action->hide();
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(
        metrics::spaceXl, metrics::spaceLg, metrics::spaceLg, metrics::spaceLg);
    column->setSpacing(metrics::spaceMd);
    column->addWidget(m_sentence);
    column->addWidget(m_action, 0, Qt::AlignLeft);
    column->addStretch(1);
    connect(m_action, &Button::clicked, this, &EmptyState::actionTriggered);
}

void EmptyState::setSentence(const QString &sentence)
{
    m_sentence->setText(sentence);
}

void EmptyState::setAction(const QString &text)
{
    m_action->setText(text);
    m_action->setVisible(!text.isEmpty());
}

LoadingRows::LoadingRows(const QString &sentence, QWidget *parent)
    : QWidget(parent)
    , m_sentence(sentence)
    , m_rowHeight(metrics::rowInbox)
{
    setAccessibleName(sentence);
    m_delay.setSingleShot(true);
    m_delay.setInterval(loadingDelayMs);
    connect(&m_delay, &QTimer::timeout, this, [this] {
        m_drawn = true;
        update();
    });
}

void LoadingRows::restart()
{
    m_drawn = false;
    m_delay.start();
    update();
}

void LoadingRows::setRowHeight(int height)
{
    m_rowHeight = height;
    update();
}

void LoadingRows::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    restart();
}

void LoadingRows::paintEvent(QPaintEvent *)
{
    if (!m_drawn)
        return;
    const Theme &theme = themeOf(this);
    QPainter painter(this);
    const int left = metrics::spaceXl;
    for (int row = 0; row < loadingRows; ++row) {
        const int top = row * m_rowHeight;
        const int first = qMin(width() - 2 * left, 220 - 30 * row);
        paintBox(painter, QRectF(left, top + m_rowHeight / 2 - 11, first, 8), 4, theme.press);
        paintBox(painter, QRectF(left, top + m_rowHeight / 2 + 5, first * 0.6, 6), 3, theme.hover);
        paintHLine(painter, 0, width(), top + m_rowHeight - 1, theme.line);
    }
    painter.setFont(textFont(TextStyle::Small));
    painter.setPen(theme.muted);
    painter.drawText(QRect(left, loadingRows * m_rowHeight + 10, width() - 2 * left, 20),
        Qt::AlignLeft | Qt::AlignVCenter, m_sentence);
}

MessageBar::MessageBar(Tone tone, IconName icon, QWidget *parent)
    : QFrame(parent)
    , m_tone(tone)
    , m_icon(new IconLabel(icon, toneRole(tone), metrics::iconSize, this))
    , m_lead(new TextLabel(TextStyle::BodyStrong, ColorRole::Text, this))
    , m_rest(new TextLabel(TextStyle::Body, ColorRole::Text, this))
    , m_actions(new QHBoxLayout)
{
    m_actions->setSpacing(metrics::spaceSm);
    m_rest->setElided(Qt::ElideRight);
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(metrics::spaceLg, 6, metrics::spaceLg, 6);
    row->setSpacing(6);
    row->addWidget(m_icon);
    row->addSpacing(2);
    row->addWidget(m_lead);
    row->addWidget(m_rest, 1);
    row->addLayout(m_actions);
    setMinimumHeight(scaled(metrics::paneHeaderHeight));
}

void MessageBar::setMessage(const QString &lead, const QString &rest)
{
    m_lead->setText(lead);
    setProperty("rest", rest);
    // Both in one text, where it has to break.
    m_rest->setText(m_boxed ? u"<span style=\"font-weight:600\">%1</span> %2"_s.arg(lead.toHtmlEscaped(), rest.toHtmlEscaped()) : rest);
    setAccessibleName(lead + u' ' + rest);
}

Button *MessageBar::addAction(const QString &text)
{
    auto *button = new Button(text, ButtonVariant::Outline, this);
    button->setSize(ButtonSize::Small);
    m_actions->addWidget(button);
    return button;
}

void MessageBar::setBoxed(bool boxed)
{
    m_boxed = boxed;
    // A band is one line high; inside a page nothing has to be cut off.
    m_rest->setElided(boxed ? Qt::ElideNone : Qt::ElideRight);
    m_rest->setWordWrap(boxed);
    m_lead->setHidden(boxed);
    m_rest->setTextFormat(boxed ? Qt::RichText : Qt::PlainText);
    setMessage(m_lead->text(), property("rest").toString());
    update();
}

void MessageBar::setTone(Tone tone, IconName icon)
{
    m_tone = tone;
    m_icon->setIcon(icon, toneRole(tone));
    update();
}

void MessageBar::paintEvent(QPaintEvent *)
{
    const ToneColors colors = toneColors(themeOf(this), m_tone);
    QPainter painter(this);
    if (m_boxed) {
        paintBox(painter, rect(), metrics::radiusCard, colors.tint, colors.line);
        return;
    }
    painter.fillRect(rect(), colors.tint);
    paintHLine(painter, 0, width(), height() - hairline(painter), colors.line);
}

StaleBand::StaleBand(QWidget *parent)
    : QFrame(parent)
    , m_lead(new TextLabel(TextStyle::SmallStrong, ColorRole::Warn, this))
    , m_since(new TextLabel(TextStyle::Small, ColorRole::Warn, this))
    , m_countdown(new TextLabel(TextStyle::Small, ColorRole::Warn, this))
    , m_retry(new Button(tr("Now"), ButtonVariant::Link, this))
{
    m_retry->setObjectName(u"retryNow"_s);
    m_retry->setAccessibleName(tr("Retry now"));
    m_retry->setSize(ButtonSize::Small);
    m_since->setElided(Qt::ElideRight);
    m_countdown->hide();
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(metrics::spaceMd, 0, metrics::spaceMd, 0);
    row->setSpacing(6);
    row->addWidget(new IconLabel(IconName::Unplug, ColorRole::Warn, metrics::iconSize, this));
    row->addWidget(m_lead);
    row->addWidget(m_since, 1);
    row->addWidget(m_countdown);
    row->addWidget(m_retry);
    setFixedHeight(scaled(metrics::groupHeaderHeight));
    connect(m_retry, &Button::clicked, this, &StaleBand::retryRequested);
}

void StaleBand::setLastGood(const QString &lead, const QDateTime &lastGood, const QDateTime &now)
{
    m_lead->setText(lead);
    m_since->setText(lastGood.isValid()
            ? tr("last good %1, %2").arg(momentText(lastGood, now), agoText(lastGood, now))
            : tr("never answered"));
    setAccessibleName(lead + u", "_s + m_since->text());
}

void StaleBand::setRetryIn(int seconds)
{
    m_countdown->setVisible(seconds >= 0);
    m_countdown->setText(tr("Retry in %1 s").arg(seconds));
}

void StaleBand::paintEvent(QPaintEvent *)
{
    const Theme &theme = themeOf(this);
    QPainter painter(this);
    painter.fillRect(rect(), theme.warnTint);
    paintHLine(painter, 0, width(), 0, theme.warnLine);
    paintHLine(painter, 0, width(), height() - hairline(painter), theme.warnLine);
}

} // namespace gatehouse
