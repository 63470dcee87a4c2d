// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/common/controls/segmentedcontrol.h"

#include "widgets/common/icons.h"
#include "widgets/common/paint/primitives.h"
#include "widgets/common/textstyle.h"
#include "widgets/common/vocabulary.h"

#include <QAbstractButton>
#include <QEvent>
#include <QHBoxLayout>
#include <QPainter>
#include <QPainterPath>

namespace gatehouse {

namespace {

constexpr int segmentPadding = 10;
constexpr int symbolGap = 6;

class Segment final : public QAbstractButton
{
public:
    Segment(const QString &text, IconName icon, Environment environment, SegmentedControl *owner)
        : QAbstractButton(owner)
        , m_icon(icon)
        , m_environment(environment)
        , m_owner(owner)
    {
        setText(text);
        setAccessibleName(text);
        setObjectName(text);
        setCheckable(true);
        setFocusPolicy(Qt::StrongFocus);
        setAttribute(Qt::WA_Hover);
        setSizePolicy(QSizePolicy::Maximum, QSizePolicy::Expanding);
    }

    QSize sizeHint() const override
    {
        const QFontMetrics words(textFont(TextStyle::SmallStrong));
        return {words.horizontalAdvance(text()) + 1 + symbolWidth() + 2 * segmentPadding, 0};
    }

    QSize minimumSizeHint() const override { return sizeHint(); }

protected:
    bool event(QEvent *event) override
    {
        // The control paints the fills, inside its own rounded border.
        if (event->type() == QEvent::HoverEnter || event->type() == QEvent::HoverLeave)
            m_owner->update();
        return QAbstractButton::event(event);
    }

    void paintEvent(QPaintEvent *) override
    {
        const Theme &theme = themeOf(this);
        QPainter painter(this);
        const bool current = isChecked();
        const QColor color = !isEnabled()   ? theme.disabled
            : !current                      ? theme.muted
            : m_owner->tone() == Tone::Warn ? theme.warn
                                            : theme.text;
        const TextStyle style = current ? TextStyle::SmallStrong : TextStyle::SmallMedium;
        const QFontMetrics words(textFont(style));
        int left = (width() - words.horizontalAdvance(text()) - symbolWidth()) / 2;
        paintSymbol(painter, left, color);
        left += symbolWidth();
        painter.setFont(textFont(style));
        painter.setPen(color);
        painter.drawText(QRect(left, 0, width() - left, height()), Qt::AlignVCenter, text());
        if (current && m_owner->look() == SegmentedControl::Look::Underline)
            painter.fillRect(QRect(0, height() - 2, width(), 2),
                m_owner->tone() == Tone::Warn ? theme.warnSolid : theme.selLine);
    }

private:
    int symbolWidth() const
    {
        if (m_environment != Environment::Unknown)
            return 8 + symbolGap;
        return m_icon == IconName::None ? 0 : metrics::iconSize + symbolGap;
    }

    void paintSymbol(QPainter &painter, int left, const QColor &color) const
    {
        if (m_environment != Environment::Unknown)
            paintEnvironmentMark(painter, QRectF(left, 0, 8, height()), m_environment, color);
        else
            paintIcon(painter, m_icon,
                QRectF(left, (height() - metrics::iconSize) / 2.0, metrics::iconSize,
                    metrics::iconSize),
                color);
    }

    IconName m_icon;
    Environment m_environment;
    SegmentedControl *m_owner;
};

} // namespace

SegmentedControl::SegmentedControl(Look look, QWidget *parent)
    : QFrame(parent)
    , m_look(look)
{
    auto *layout = new QHBoxLayout(this);
    const int vertical = look == Look::Underline ? 6 : 1;
    layout->setContentsMargins(1, vertical, 1, look == Look::Underline ? 6 : vertical);
    layout->setSpacing(1);
    setFixedHeight(scaled(metrics::controlHeight));
    setSizePolicy(QSizePolicy::Maximum, QSizePolicy::Fixed);
    connect(&m_group, &QButtonGroup::idToggled, this, [this](int id, bool on) {
        update();
        if (on)
            Q_EMIT currentChanged(id);
    });
}

int SegmentedControl::addSegment(const QString &text, IconName icon)
{
    auto *segment = new Segment(text, icon, Environment::Unknown, this);
    m_group.addButton(segment, count());
    layout()->addWidget(segment);
    return count() - 1;
}

int SegmentedControl::addSegment(Environment environment)
{
    auto *segment = new Segment(environmentName(environment), IconName::None, environment, this);
    m_group.addButton(segment, count());
    layout()->addWidget(segment);
    return count() - 1;
}

void SegmentedControl::setCurrentIndex(int index)
{
    if (QAbstractButton *segment = m_group.button(index))
        segment->setChecked(true);
}

int SegmentedControl::currentIndex() const
{
    return m_group.checkedId();
}

int SegmentedControl::count() const
{
    return int(m_group.buttons().size());
}

void SegmentedControl::setTone(Tone tone)
{
    m_tone = tone;
    update();
    for (QAbstractButton *segment : m_group.buttons())
        segment->update();
}

void SegmentedControl::paintEvent(QPaintEvent *)
{
    const Theme &theme = themeOf(this);
    QPainter painter(this);
    paintBox(painter, rect(), metrics::radiusControl, theme.sunken);
    painter.save();
    QPainterPath outline;
    outline.addRoundedRect(QRectF(rect()), metrics::radiusControl, metrics::radiusControl);
    painter.setClipPath(outline);
    for (const QAbstractButton *segment : m_group.buttons())
        painter.fillRect(segment->geometry().adjusted(-1, 0, 1, 0), fillOf(*segment));
    painter.restore();
    paintBox(painter, rect(), metrics::radiusControl, {}, theme.lineStrong);
    const int inset = m_look == Look::Underline ? 7 : 1;
    for (int i = 1; i < count(); ++i)
        paintVLine(painter, m_group.button(i)->x() - 1, inset, height() - inset, theme.line);
}

QColor SegmentedControl::fillOf(const QAbstractButton &segment) const
{
    const Theme &theme = themeOf(this);
    if (segment.isChecked())
        return m_tone == Tone::Warn ? theme.warnTint : theme.pane;
    return segment.underMouse() && segment.isEnabled() ? theme.hover : theme.sunken;
}

} // namespace gatehouse
