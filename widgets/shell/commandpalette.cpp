// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/shell/commandpalette.h"

#include "widgets/common/icons.h"
#include "widgets/common/rowstep.h"
#include "widgets/common/style/gatehousestyle.h"
#include "widgets/common/textstyle.h"
#include "widgets/shell/palettedelegate.h"

#include <QAccessible>
#include <QElapsedTimer>
#include <QKeyEvent>
#include <QLineEdit>
#include <QListView>
#include <QPainter>
#include <QVBoxLayout>

using namespace Qt::Literals::StringLiterals;

namespace gatehouse {

namespace {
constexpr int inputHeight = 48;
constexpr int footerHeight = 40;
constexpr int paletteHeight = 544;
}

CommandPalette::CommandPalette(QList<PaletteEntry> entries, const BadgeLook &context, QWidget *parent)
    : QWidget(parent)
    , m_context(context)
    , m_input(new QLineEdit(this))
    , m_list(new QListView(this))
{
    setObjectName(u"commandPalette"_s);
    setAccessibleName(tr("Command palette"));
    setFixedSize(metrics::paletteWidth, paletteHeight);
    m_input->setObjectName(u"paletteInput"_s);
    m_input->setAccessibleName(tr("Search or run a command"));
    m_input->setPlaceholderText(tr("Search or run a command"));
    m_input->setFrame(false);
    // The palette is its field: a ring inside its frame would say the same twice.
    m_input->setProperty(plainFieldProperty, true);
    m_input->setFont(textFont(TextStyle::Title));
    m_input->installEventFilter(this);
    QPalette palette = m_input->palette();
    palette.setColor(QPalette::Base, Qt::transparent);
    m_input->setPalette(palette);
    m_list->setObjectName(u"paletteList"_s);
    m_list->setAccessibleName(tr("Results"));
    m_model.setEntries(std::move(entries));
    m_list->setModel(&m_model);
    m_list->setItemDelegate(new PaletteDelegate(m_list));
    m_list->setFrameShape(QFrame::NoFrame);
    m_list->setFocusPolicy(Qt::NoFocus);
    m_list->setMouseTracking(true);
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setSurface(m_list, Surface::Raised);
    setFocusProxy(m_input);

    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(1, 1, 1, footerHeight);
    layout->setSpacing(0);
    auto *top = new QHBoxLayout;
    top->setContentsMargins(44, 0, 20 + badgeWidth(context) + 52, 0);
    m_input->setFixedHeight(inputHeight - 2);
    top->addWidget(m_input);
    layout->addLayout(top);
    layout->addSpacing(6);
    layout->addWidget(m_list, 1);

    connect(m_input, &QLineEdit::textChanged, this, &CommandPalette::search);
    connect(m_list, &QListView::clicked, this, &CommandPalette::runCurrent);
}

void CommandPalette::start(const QString &text)
{
    m_input->setText(text);
    search(text);
    m_input->setFocus();
}

void CommandPalette::search(const QString &text)
{
    QElapsedTimer timer;
    timer.start();
    m_model.setTyped(text);
    m_milliseconds = timer.elapsed();
    m_list->setVisible(m_model.rowCount() > 0);
    m_list->setCurrentIndex(m_model.index(0, 0));
    update();
}

void CommandPalette::move(int step)
{
    m_list->setCurrentIndex(m_model.index(steppedRow(m_list->currentIndex().row(), step, m_model.rowCount()), 0));
    QAccessibleEvent focus(m_list, QAccessible::Focus);
    focus.setChild(m_list->currentIndex().row());
    QAccessible::updateAccessibility(&focus);
}

void CommandPalette::runCurrent()
{
    const QModelIndex index = m_list->currentIndex();
    if (!index.isValid() || !index.data(PaletteModel::EnabledRole).toBool())
        return;
    // The palette goes away first: what runs may open an overlay of its own.
    const QString kind = index.data(PaletteModel::KindRole).toString();
    const QString id = index.data(PaletteModel::IdRole).toString();
    Q_EMIT finished();
    Q_EMIT chosen(kind, id);
}

bool CommandPalette::eventFilter(QObject *watched, QEvent *event)
{
    if (watched != m_input || event->type() != QEvent::KeyPress)
        return QWidget::eventFilter(watched, event);
    switch (static_cast<QKeyEvent *>(event)->key()) {
    case Qt::Key_Down:
        move(1);
        return true;
    case Qt::Key_Up:
        move(-1);
        return true;
    case Qt::Key_PageDown:
        move(8);
        return true;
    case Qt::Key_PageUp:
        move(-8);
        return true;
    case Qt::Key_Return:
    case Qt::Key_Enter:
        runCurrent();
        return true;
    default:
        return false;
    }
}

void CommandPalette::paintEvent(QPaintEvent *)
{
    const Theme &theme = themeOf(this);
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    paintBox(painter, rect(), metrics::radiusPopup, theme.raised, theme.lineStrong, hairline(painter));
    paintIcon(painter, IconName::Search, QRectF(16, (inputHeight - 18) / 2.0, 18, 18), theme.muted);
    paintHLine(painter, 1, width() - 1, inputHeight, theme.line);
    const QStringList esc {tr("Esc", "key cap")};
    const int escWidth = keyCapsWidth(esc, metrics::keycapHeight);
    paintKeyCaps(painter, QRectF(width() - 16 - escWidth, 15, escWidth, metrics::keycapHeight), esc, metrics::keycapHeight, theme.text, theme.lineStrong);
    const int contextWidth = badgeWidth(m_context);
    paintBadge(painter, QRectF(width() - 16 - escWidth - 12 - contextWidth, 14, contextWidth, metrics::badgeHeight), m_context, theme);
    if (m_model.rowCount() == 0) {
        painter.setFont(textFont(TextStyle::Body));
        painter.setPen(theme.muted);
        painter.drawText(QRectF(16, inputHeight + 14, width() - 32, 24), Qt::AlignLeft | Qt::AlignVCenter,
            tr("Nothing matches “%1”.").arg(m_input->text()));
    }

    const qreal top = height() - footerHeight;
    painter.save();
    painter.setClipRect(QRectF(1, top, width() - 2, footerHeight - 1));
    paintBox(painter, rect(), metrics::radiusPopup, theme.sunken, theme.lineStrong, hairline(painter));
    painter.restore();
    paintHLine(painter, 1, width() - 1, top, theme.line);
    painter.setFont(textFont(TextStyle::Small));
    painter.setPen(theme.muted);
    const QStringList arrows {u"↑"_s, u"↓"_s};
    const int arrowsWidth = keyCapsWidth(arrows, metrics::keycapHeight);
    paintKeyCaps(painter, QRectF(16, top + 11, arrowsWidth, metrics::keycapHeight), arrows, metrics::keycapHeight, theme.muted, theme.lineStrong);
    painter.drawText(QRectF(16 + arrowsWidth + 8, top, 120, footerHeight), Qt::AlignVCenter | Qt::AlignLeft, tr("move"));
    const QString modes = tr("> commands    : contexts    # objects    %1 ms").arg(m_milliseconds);
    painter.drawText(QRectF(200, top, width() - 216, footerHeight), Qt::AlignVCenter | Qt::AlignRight, modes);
}

} // namespace gatehouse
