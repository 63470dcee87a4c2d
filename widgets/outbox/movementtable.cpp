// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/outbox/movementtable.h"

#include "widgets/common/paint/rowpainter.h"
#include "widgets/common/timetext.h"
#include "widgets/outbox/outboxwords.h"
#include "widgets/review/spokenmodel.h"

#include <QHelpEvent>
#include <QPainter>
#include <QRegularExpression>
#include <QStyledItemDelegate>
#include <QToolTip>
#include <QTreeView>
#include <QVBoxLayout>

using namespace Qt::Literals::StringLiterals;

namespace gatehouse {

namespace {

constexpr int headHeight = 32;
constexpr int nameWidth = 153;
constexpr int oneLine = 37;
constexpr int twoLines = 57;
constexpr qreal thenShare = 0.4;
constexpr qreal mostNameShare = 0.3;

int nameColumnWidth(int width)
{
    return qMin(scaled(nameWidth), int(width * mostNameShare));
}

//! How a stage stands, from the end of what is compared: "active, 1 of 2".
std::optional<std::pair<int, int>> quorumOf(const Reliance &side)
{
    static const QRegularExpression pattern(u"(\\d+) of (\\d+)$"_s);
    const QRegularExpressionMatch match = side.name == "stage"_L1 ? pattern.match(side.value) : QRegularExpressionMatch();
    if (!match.hasMatch() || match.captured(2).toInt() > 9)
        return {};
    return std::pair(match.captured(1).toInt(), match.captured(2).toInt());
}

//! The second line of a side: its own, or who moved it and when.
QStringList sideLines(const ReliedOn &row, MovementModel::Column column, const QDateTime &now)
{
    const Movement &movement = row.movement;
    if (column == MovementModel::Now && !row.checked)
        return {MovementTable::tr("not read yet")};
    QStringList lines = outboxwords::lines(column == MovementModel::Now ? movement.now : movement.then);
    if (column == MovementModel::Now && row.moved() && lines.size() < 2 && !movement.who.isEmpty())
        lines.append(movement.when ? MovementTable::tr("%1, %2").arg(movement.who, momentText(*movement.when, now)) : movement.who);
    return lines;
}

} // namespace

class MovementTable::Delegate final : public QStyledItemDelegate
{
public:
    explicit Delegate(MovementTable &table)
        : QStyledItemDelegate(&table)
        , m_table(table)
    {
    }

    QSize sizeHint(const QStyleOptionViewItem &, const QModelIndex &index) const override
    {
        const ReliedOn &row = m_table.m_model.at(index.row());
        const bool two = sideLines(row, MovementModel::Then, m_table.m_now).size() > 1 || sideLines(row, MovementModel::Now, m_table.m_now).size() > 1;
        return {80, scaled(two ? twoLines : oneLine)};
    }

    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override
    {
        RowPainter row(*painter, themeOf(option.palette), m_table.m_cache);
        const ReliedOn &item = m_table.m_model.at(index.row());
        const Theme &theme = row.theme();
        const QRectF cell = option.rect;
        if (index.column() == MovementModel::Now && item.moved())
            painter->fillRect(option.rect, theme.warnTint);
        else if (option.state.testFlag(QStyle::State_Selected))
            painter->fillRect(option.rect, option.state.testFlag(QStyle::State_Active) ? theme.sel : theme.selInactive);
        if (index.row() + 1 < m_table.m_model.rowCount())
            paintHLine(*painter, cell.left(), cell.right(), cell.bottom() - hairline(*painter), theme.line);
        if (index.column() != MovementModel::Name)
            paintVLine(*painter, cell.left(), cell.top(), cell.bottom(), theme.line);
        QRect area = option.rect.adjusted(metrics::spaceMd, 0, -metrics::spaceMd, 0);
        if (index.column() == MovementModel::Name)
            paintName(row, area, item);
        else
            paintSide(row, area, item, MovementModel::Column(index.column()));
    }

    bool helpEvent(QHelpEvent *event, QAbstractItemView *view, const QStyleOptionViewItem &, const QModelIndex &index) override
    {
        if (index.isValid() && index.column() != MovementModel::Name)
            QToolTip::showText(event->globalPos(), sideLines(m_table.m_model.at(index.row()), MovementModel::Column(index.column()), m_table.m_now).join(u'\n'), view);
        return true;
    }

private:
    void paintName(RowPainter &row, QRect area, const ReliedOn &item) const
    {
        const Theme &theme = row.theme();
        const QString name = item.movement.then.name;
        row.icon(area, Side::Left, outboxwords::relianceIcon(name), metrics::iconSmallSize, item.moved() ? theme.warn : theme.muted, 6);
        row.text(area, Side::Left, outboxwords::reliance(name, m_table.m_intent), item.moved() ? TextStyle::BodyMedium : TextStyle::Body,
            item.moved() ? theme.text : theme.muted);
    }

    void paintSide(RowPainter &row, QRect area, const ReliedOn &item, MovementModel::Column column) const
    {
        const Theme &theme = row.theme();
        const bool isNow = column == MovementModel::Now;
        const QStringList lines = sideLines(item, column, m_table.m_now);
        const int step = scaled(20);
        QRect line(area.left(), area.top() + (area.height() - step * int(qMin<qsizetype>(2, lines.size()))) / 2, area.width(), step);
        if (isNow && item.checked) {
            const BadgeLook look = item.moved() ? BadgeLook {MovementTable::tr("Changed"), IconName::NotEqual, Tone::Warn}
                                                : BadgeLook {MovementTable::tr("Same"), IconName::Equal, Tone::Neutral};
            // Beside the first line where the second one needs the whole width.
            const bool tight = row.textWidth(lines.value(1), TextStyle::BodyMedium) > area.width() - badgeWidth(look) - metrics::spaceSm;
            row.badge(tight ? line : area, Side::Right, look);
            if (!tight)
                line.setWidth(area.width());
        }
        const Reliance &side = isNow ? item.movement.now : item.movement.then;
        const auto quorum = quorumOf(side);
        if (quorum && item.moved()) {
            QRect pips = line;
            row.pips(pips, Side::Left, quorumPips(quorum->first, quorum->second, isNow), 6);
            row.text(pips, Side::Left, lines.first(), TextStyle::Body, theme.text);
        } else {
            const bool mono = side.name == "digest"_L1;
            row.text(line, Side::Left, lines.first(), mono ? TextStyle::CodeSmall : TextStyle::Body, item.moved() ? theme.text : theme.muted);
        }
        if (lines.size() < 2)
            return;
        QRect second(area.left(), line.top() + step, area.width(), step);
        const bool worse = isNow && item.moved() && side.name == "evidence"_L1;
        row.text(second, Side::Left, lines.at(1), worse ? TextStyle::BodyMedium : TextStyle::Body, worse ? theme.bad : theme.muted);
    }

    MovementTable &m_table;
};

MovementTable::MovementTable(QWidget *parent)
    : QFrame(parent)
    , m_view(new QTreeView(this))
{
    setObjectName(u"movementTable"_s);
    m_view->setObjectName(u"movementList"_s);
    m_view->setAccessibleName(tr("What you relied on, then and now"));
    m_view->setFrameShape(QFrame::NoFrame);
    m_view->setHeaderHidden(true);
    m_view->setRootIsDecorated(false);
    m_view->setIndentation(0);
    m_view->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_view->setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_view->setAllColumnsShowFocus(true);
    m_view->setModel(new SpokenModel(&m_model, [this](const QModelIndex &index) { return spoken(index); }, m_view));
    m_view->setItemDelegate(new Delegate(*this));
    m_view->installEventFilter(this);
    setSurface(m_view, Surface::Pane);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(1, scaled(headHeight), 1, 1);
    column->addWidget(m_view);
}

void MovementTable::setIntent(const Intent &intent, const QDateTime &now)
{
    m_intent = intent;
    m_now = now;
    m_model.setIntent(intent);
    fit();
    update();
    m_view->viewport()->update();
}

void MovementTable::fit()
{
    int height = 0;
    for (int row = 0; row < m_model.rowCount(); ++row)
        height += m_view->itemDelegate()->sizeHint({}, m_model.index(row, 0)).height();
    setFixedHeight(scaled(headHeight) + height + 1);
    m_view->setColumnWidth(MovementModel::Name, nameColumnWidth(width()));
    m_view->setColumnWidth(MovementModel::Then, int((width() - 2 - nameColumnWidth(width())) * thenShare));
    m_view->doItemsLayout();
}

void MovementTable::resizeEvent(QResizeEvent *event)
{
    QFrame::resizeEvent(event);
    fit();
}

void MovementTable::changeEvent(QEvent *event)
{
    QFrame::changeEvent(event);
    if (event->type() == QEvent::ApplicationFontChange) {
        layout()->setContentsMargins(1, scaled(headHeight), 1, 1);
        fit();
    }
}

bool MovementTable::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::FocusOut)
        m_view->clearSelection();
    return QFrame::eventFilter(watched, event);
}

QString MovementTable::spoken(const QModelIndex &index) const
{
    const ReliedOn &row = m_model.at(index.row());
    const QString then = sideLines(row, MovementModel::Then, m_now).join(u", "_s);
    const QString now = sideLines(row, MovementModel::Now, m_now).join(u", "_s);
    const QString name = outboxwords::reliance(row.movement.then.name, m_intent);
    if (!row.checked)
        return tr("%1: %2 when you decided, not read again yet").arg(name, then);
    return row.moved() ? tr("%1 changed: %2 when you decided, %3 now").arg(name, then, now) : tr("%1 is the same: %2").arg(name, now);
}

void MovementTable::paintEvent(QPaintEvent *)
{
    const Theme &theme = themeOf(this);
    QPainter painter(this);
    paintBox(painter, rect(), metrics::radiusCard, theme.pane, theme.line);
    RowPainter row(painter, theme, m_cache);
    const int height = scaled(headHeight) - 1;
    const int nowLeft = 1 + nameColumnWidth(width()) + m_view->columnWidth(MovementModel::Then);
    painter.fillRect(QRect(2, 2, width() - 4, height - 2), theme.sunken);
    paintHLine(painter, 1, width() - 1, height, theme.line);
    paintVLine(painter, 1 + nameColumnWidth(width()), 1, height, theme.line);
    paintVLine(painter, nowLeft, 1, height, theme.line);
    QRect name(1 + metrics::spaceMd, 0, nameColumnWidth(width()) - metrics::spaceMd, height);
    row.text(name, Side::Left, tr("What you relied on"), TextStyle::Small, theme.muted);
    QRect then(1 + nameColumnWidth(width()) + metrics::spaceMd, 0, nowLeft - nameColumnWidth(width()) - 2 * metrics::spaceMd, height);
    const QString decidedAt = momentText(m_intent.composedAt, m_now);
    row.icon(then, Side::Left, m_intent.composedOffline ? IconName::CloudOff : IconName::Wifi, metrics::iconSmallSize, theme.muted, 6);
    row.text(then, Side::Left, m_intent.kind == IntentKind::Decision ? tr("When you decided") : tr("When you wrote it"), TextStyle::SmallStrong, theme.text, 6);
    row.text(then, Side::Left, m_intent.composedOffline ? tr("%1, offline").arg(decidedAt) : decidedAt, TextStyle::Small, theme.muted);
    QRect now(nowLeft + metrics::spaceMd, 0, width() - nowLeft - 2 * metrics::spaceMd, height);
    row.icon(now, Side::Left, m_intent.checkedAt ? IconName::Wifi : IconName::Hourglass, metrics::iconSmallSize,
        m_intent.checkedAt ? theme.ok : theme.muted, 6);
    row.text(now, Side::Left, tr("Now"), TextStyle::SmallStrong, theme.text, 6);
    row.text(now, Side::Left, m_intent.checkedAt ? tr("%1, portal").arg(momentText(*m_intent.checkedAt, m_now)) : tr("not checked yet"), TextStyle::Small,
        theme.muted);
}

} // namespace gatehouse
