// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/review/dependencystrip.h"

#include "widgets/common/controls/button.h"
#include "widgets/common/paint/rowpainter.h"

#include <QHelpEvent>
#include <QPainter>
#include <QToolTip>

#include <algorithm>

using namespace Qt::Literals::StringLiterals;

namespace gatehouse {

namespace {

constexpr int rowHeight = 40;
constexpr int chipHeight = 24;
constexpr int chipGap = 8;

QString signOf(const DependencyChange &change)
{
    if (change.change == "added"_L1)
        return u"+"_s;
    if (change.change == "removed"_L1)
        return u"-"_s;
    return change.change == "raised"_L1 ? u"↑"_s : change.change == "lowered"_L1 ? u"↓"_s : u"~"_s;
}

QColor signColour(const DependencyChange &change, const Theme &theme)
{
    if (change.change == "added"_L1)
        return theme.ok;
    return change.change == "removed"_L1 ? theme.bad : change.change == "lowered"_L1 ? theme.warn : theme.muted;
}

QString versionText(const DependencyChange &change)
{
    const QString before = change.before.value_or(QString());
    const QString after = change.after.value_or(QString());
    if (before.isEmpty() || after.isEmpty() || before == after)
        return before.isEmpty() ? after : before;
    return before + u" → "_s + after;
}

BadgeLook badgeOf(const DependencyChange &change)
{
    BadgeLook look;
    look.text = change.notes.value(0);
    look.icon = IconName::TriangleAlert;
    look.tone = Tone::Warn;
    if (look.text.size() > 28)
        look.text = look.text.left(27) + u'…';
    if (change.notes.size() > 1)
        look.text += u" +%1"_s.arg(change.notes.size() - 1);
    return look;
}

QString spoken(const DependencyChange &change)
{
    QString words;
    if (change.change == "added"_L1)
        words = DependencyStrip::tr("%1 %2 added");
    else if (change.change == "removed"_L1)
        words = DependencyStrip::tr("%1 %2 removed");
    else if (change.change == "raised"_L1)
        words = DependencyStrip::tr("%1 raised: %2");
    else
        words = DependencyStrip::tr("%1 changed: %2");
    words = words.arg(change.name, versionText(change));
    if (change.kind != "direct"_L1)
        words += u" ("_s + change.kind + u')';
    return change.notes.isEmpty() ? words : QString(words + u", "_s + change.notes.join(u", "_s));
}

} // namespace

DependencyStrip::DependencyStrip(QWidget *parent)
    : QWidget(parent)
    , m_all(new Button(tr("Show all"), ButtonVariant::Link, this))
{
    setObjectName(u"dependencyStrip"_s);
    QSizePolicy policy(QSizePolicy::Preferred, QSizePolicy::Fixed);
    policy.setHeightForWidth(true);
    setSizePolicy(policy);
    m_all->setObjectName(u"allDependencies"_s);
    m_all->setSize(ButtonSize::Small);
    connect(m_all, &Button::clicked, this, [this] {
        m_isOpen = !m_isOpen;
        showRest();
        updateGeometry();
        update();
    });
    hide();
}

void DependencyStrip::setChanges(const QList<DependencyChange> &changes)
{
    m_changes = changes;
    m_isOpen = false;
    setVisible(!changes.isEmpty());
    QStringList words;
    for (const DependencyChange &change : changes)
        words += spoken(change);
    setAccessibleName(tr("Dependencies"));
    setAccessibleDescription(words.join(u"; "_s));
    showRest();
    updateGeometry();
    update();
}

QSize DependencyStrip::sizeHint() const
{
    return {400, heightForWidth(width())};
}

int DependencyStrip::heightForWidth(int width) const
{
    const QList<Chip> all = chips(width);
    const int last = all.isEmpty() ? 0 : all.last().rect.bottom();
    return std::max(scaled(rowHeight), last + 1 + (scaled(rowHeight) - scaled(chipHeight)) / 2);
}

QList<DependencyStrip::Chip> DependencyStrip::chips(int width) const
{
    QList<Chip> chips;
    m_runs.prepare();
    const int top = (scaled(rowHeight) - scaled(chipHeight)) / 2;
    const int end = width - metrics::spaceLg - m_all->sizeHint().width() - metrics::spaceSm;
    int x = firstLeft();
    int y = top;
    for (int i = 0; i < int(m_changes.size()); ++i) {
        const int wide = std::min(chipWidth(m_changes.at(i)), std::max(80, end - firstLeft()));
        // Folded, how many more there are is said behind the last one.
        const QString rest = m_isOpen ? QString() : restText(i + 1);
        const int right = rest.isEmpty() ? end : end - metrics::spaceSm - int(m_runs.width(TextStyle::Small, rest)) - 1;
        if (x + wide > right && x > firstLeft()) {
            if (!m_isOpen)
                break;
            x = firstLeft();
            y += scaled(chipHeight) + chipGap;
        }
        chips.append({i, QRect(x, y, wide, scaled(chipHeight))});
        x += wide + chipGap;
    }
    return chips;
}

int DependencyStrip::firstLeft() const
{
    return metrics::spaceLg + metrics::iconSmallSize + metrics::spaceSm + int(m_runs.width(TextStyle::Body, tr("Dependencies"))) + metrics::spaceLg;
}

int DependencyStrip::chipWidth(const DependencyChange &change) const
{
    int width = 2 * metrics::spaceSm;
    width += int(m_runs.width(TextStyle::CodeStrong, signOf(change))) + 6;
    width += int(m_runs.width(TextStyle::CodeSmall, change.name)) + 6;
    width += int(m_runs.width(TextStyle::CodeSmall, versionText(change)));
    if (!change.notes.isEmpty()) {
        const BadgeLook look = badgeOf(change);
        width += 6 + badgeFrameWidth(look) + int(m_runs.width(TextStyle::SmallMedium, look.text)) + 2;
    }
    return width + 4;
}

QString DependencyStrip::restText(qsizetype shown) const
{
    int added = 0;
    int removed = 0;
    int moved = 0;
    for (qsizetype i = shown; i < m_changes.size(); ++i) {
        const QString &change = m_changes.at(i).change;
        ++(change == "added"_L1 ? added : change == "removed"_L1 ? removed : moved);
    }
    QStringList words;
    if (added > 0)
        words += tr("%n more new", nullptr, added);
    if (removed > 0)
        words += tr("%n more gone", nullptr, removed);
    if (moved > 0)
        words += tr("%n more moved", nullptr, moved);
    return words.join(u", "_s);
}

void DependencyStrip::showRest()
{
    m_all->setText(m_isOpen ? tr("Show less") : tr("Show all"));
    m_all->setVisible(m_isOpen || chips(width()).size() < m_changes.size());
    const QSize size = m_all->sizeHint();
    m_all->setGeometry(width() - metrics::spaceLg - size.width(), (scaled(rowHeight) - size.height()) / 2, size.width(), size.height());
}

void DependencyStrip::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    showRest();
}

bool DependencyStrip::event(QEvent *event)
{
    if (event->type() == QEvent::ToolTip) {
        const auto *help = static_cast<QHelpEvent *>(event);
        const QList<Chip> all = chips(width());
        const auto chip = std::find_if(all.begin(), all.end(), [help](const Chip &c) { return c.rect.contains(help->pos()); });
        if (chip != all.end())
            QToolTip::showText(help->globalPos(), spoken(m_changes.at(chip->change)), this, chip->rect);
        else
            QToolTip::hideText();
        return true;
    }
    return QWidget::event(event);
}

void DependencyStrip::paintEvent(QPaintEvent *)
{
    const Theme &theme = themeOf(this);
    QPainter painter(this);
    painter.fillRect(rect(), theme.pane);
    paintHLine(painter, 0, width(), height() - 1, theme.line);
    RowPainter row(painter, theme, m_runs);
    QRect head(metrics::spaceLg, 0, firstLeft(), scaled(rowHeight));
    row.icon(head, Side::Left, IconName::Cubes, metrics::iconSmallSize, theme.muted, 8);
    row.text(head, Side::Left, tr("Dependencies"), TextStyle::Body, theme.text, 0);
    const QList<Chip> all = chips(width());
    for (const Chip &chip : all) {
        const DependencyChange &change = m_changes.at(chip.change);
        paintBox(painter, chip.rect, metrics::radiusControl, theme.field, theme.fieldLine, 1);
        QRect area = chip.rect.adjusted(metrics::spaceSm, 0, -4, 0);
        row.text(area, Side::Left, signOf(change), TextStyle::CodeStrong, signColour(change, theme), 6);
        row.text(area, Side::Left, change.name, TextStyle::CodeSmall, theme.text, 6);
        row.text(area, Side::Left, versionText(change), TextStyle::CodeSmall, theme.muted, 6);
        if (!change.notes.isEmpty())
            row.badge(area, Side::Left, badgeOf(change), 0);
    }
    if (m_isOpen || all.isEmpty() || all.size() == m_changes.size())
        return;
    QRect rest(all.last().rect.right() + metrics::spaceSm, 0, m_all->x() - all.last().rect.right() - 2 * metrics::spaceSm, scaled(rowHeight));
    row.text(rest, Side::Left, restText(all.size()), TextStyle::Small, theme.muted, 0);
}

} // namespace gatehouse
