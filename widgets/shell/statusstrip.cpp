// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/shell/statusstrip.h"

#include "widgets/common/icons.h"
#include "widgets/common/paint/primitives.h"
#include "widgets/common/textstyle.h"

#include <QHBoxLayout>
#include <QPainter>

using namespace Qt::Literals::StringLiterals;

namespace gatehouse {

namespace {

constexpr int keptShownMs = 10000;

} // namespace

StatusPart::StatusPart(const QString &objectName, QWidget *parent)
    : QAbstractButton(parent)
{
    setObjectName(objectName);
    setFocusPolicy(Qt::TabFocus);
    setAttribute(Qt::WA_Hover);
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Expanding);
    hide();
}

void StatusPart::setWords(IconName icon, const QString &text, ColorRole iconRole, ColorRole textRole)
{
    m_icon = icon;
    m_iconRole = iconRole;
    m_textRole = textRole;
    if (this->text() != text) {
        setText(text);
        setAccessibleName(text);
        updateGeometry();
    }
    setVisible(!text.isEmpty());
    update();
}

QSize StatusPart::sizeHint() const
{
    return {qCeil(QFontMetricsF(textFont(TextStyle::Small)).horizontalAdvance(text())) + 20 + 25, scaled(metrics::statusBarHeight)};
}

void StatusPart::paintEvent(QPaintEvent *)
{
    const Theme &theme = themeOf(this);
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    if (isEnabled() && (underMouse() || isDown()))
        painter.fillRect(rect().adjusted(0, 1, -1, 0), theme.hover);
    paintIcon(painter, m_icon, QRectF(12, (height() - 14) / 2.0, 14, 14), theme[m_iconRole]);
    painter.setFont(textFont(TextStyle::Small));
    painter.setPen(theme[m_textRole]);
    painter.drawText(QRectF(32, 0, width(), height()), Qt::AlignVCenter | Qt::AlignLeft, text());
    paintVLine(painter, width() - 1, 7, height() - 7, theme.line);
}

StatusStrip::StatusStrip(QWidget *parent)
    : QWidget(parent)
    , m_connection(new StatusPart(u"statusConnection"_s, this))
    , m_asOf(new StatusPart(u"statusAsOf"_s, this))
    , m_outbox(new StatusPart(u"statusOutbox"_s, this))
    , m_kept(new StatusPart(u"statusKept"_s, this))
    , m_sync(new StatusPart(u"statusSync"_s, this))
    , m_hint(new StatusPart(u"statusHint"_s, this))
    , m_person(new StatusPart(u"statusPerson"_s, this))
{
    setObjectName(u"statusStrip"_s);
    setFixedHeight(scaled(metrics::statusBarHeight));
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(4, 0, 4, 0);
    layout->setSpacing(0);
    for (StatusPart *part : {m_connection, m_asOf, m_outbox, m_kept, m_sync, m_hint})
        layout->addWidget(part);
    layout->addStretch(1);
    layout->addWidget(m_person);
    m_keptShown.setSingleShot(true);
    m_keptShown.setInterval(keptShownMs);
    connect(&m_keptShown, &QTimer::timeout, m_kept, &QWidget::hide);
    connect(m_outbox, &QAbstractButton::clicked, this, &StatusStrip::outboxRequested);
    connect(m_kept, &QAbstractButton::clicked, this, &StatusStrip::outboxRequested);
}

void StatusStrip::setOutboxWaiting(int count)
{
    m_outbox->setWords(IconName::Send, count > 0 ? tr("Outbox: %n waiting", nullptr, count) : QString());
}

void StatusStrip::showKept(const QString &sentence)
{
    m_kept->setWords(IconName::Check, sentence, ColorRole::Info, ColorRole::Info);
    m_keptShown.start();
}

void StatusStrip::paintEvent(QPaintEvent *)
{
    const Theme &theme = themeOf(this);
    QPainter painter(this);
    painter.fillRect(rect(), theme.chrome);
    paintHLine(painter, 0, width(), 0, theme.line);
}

} // namespace gatehouse
