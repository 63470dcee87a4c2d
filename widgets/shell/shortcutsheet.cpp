// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/shell/shortcutsheet.h"

#include "widgets/common/actionregistry.h"
#include "widgets/common/controls/button.h"
#include "widgets/common/controls/searchfield.h"
#include "widgets/common/controls/toggle.h"
#include "widgets/common/paint/primitives.h"
#include "widgets/common/textstyle.h"
#include "widgets/shell/shortcutcolumns.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPainter>
#include <QScrollArea>

using namespace Qt::Literals::StringLiterals;

namespace gatehouse {

namespace {
constexpr int headerHeight = 56;
constexpr int footerHeight = 44;
constexpr int sheetWidth = 1120;
constexpr int usualHeight = 712;
constexpr int tallestHeight = 852; // of a window of 900, less a margin of 24
}

ShortcutSheet::ShortcutSheet(ActionRegistry &actions, QWidget *parent)
    : QWidget(parent)
    , m_columns(new ShortcutColumns(actions))
{
    setObjectName(u"shortcutSheet"_s);
    setAccessibleName(tr("Keyboard shortcuts"));
    const int needed = m_columns->sizeHint().height() + headerHeight + footerHeight + 2;
    setFixedSize(sheetWidth, qBound(usualHeight, needed, tallestHeight));
    auto *scroll = new QScrollArea;
    scroll->setObjectName(u"shortcutScroll"_s);
    scroll->setAccessibleName(tr("Shortcuts"));
    scroll->setWidget(m_columns);
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    setSurface(scroll, Surface::Raised);
    setSurface(m_columns, Surface::Raised);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(1, 1, 1, 1);
    layout->setSpacing(0);
    layout->addWidget(buildHeader());
    layout->addWidget(scroll, 1);
    layout->addWidget(buildFooter(actions));
}

QWidget *ShortcutSheet::buildHeader()
{
    auto *header = new QWidget;
    header->setFixedHeight(headerHeight);
    auto *title = new QLabel(tr("Keyboard shortcuts"));
    title->setFont(textFont(TextStyle::Title));
    auto *search = new SearchField;
    search->setObjectName(u"shortcutSearch"_s);
    search->setPlaceholderText(tr("Search %n shortcuts", nullptr, m_columns->commandCount()));
    search->setAccessibleName(tr("Search shortcuts"));
    search->setFixedWidth(280);
    auto *close = new Button(tr("Close"), ButtonVariant::Quiet);
    close->setObjectName(u"shortcutClose"_s);
    close->setKeyCaps({tr("Esc", "key cap")});
    auto *layout = new QHBoxLayout(header);
    layout->setContentsMargins(20, 0, 20, 0);
    layout->addWidget(title, 1);
    layout->addWidget(search);
    layout->addSpacing(8);
    layout->addWidget(close);
    setFocusProxy(search);
    connect(search, &QLineEdit::textChanged, m_columns, &ShortcutColumns::setFilter);
    connect(search, &SearchField::left, this, &ShortcutSheet::finished);
    connect(close, &QAbstractButton::clicked, this, &ShortcutSheet::finished);
    return header;
}

QWidget *ShortcutSheet::buildFooter(ActionRegistry &actions)
{
    auto *footer = new QWidget;
    footer->setFixedHeight(footerHeight);
    auto *toggle = new Toggle(
        tr("Single-letter keys. They act only when a list, a diff or a panel has the focus, and nothing is final on one key."));
    toggle->setObjectName(u"singleKeysToggle"_s);
    toggle->setAccessibleName(tr("Single-letter keys"));
    toggle->setChecked(actions.singleKeysEnabled());
    auto *layout = new QHBoxLayout(footer);
    layout->setContentsMargins(20, 0, 20, 0);
    layout->addWidget(toggle);
    layout->addStretch(1);
    connect(toggle, &QCheckBox::toggled, &actions, &ActionRegistry::setSingleKeysEnabled);
    return footer;
}

void ShortcutSheet::paintEvent(QPaintEvent *)
{
    const Theme &theme = themeOf(this);
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    paintBox(painter, rect(), metrics::radiusDialog, theme.raised, theme.lineStrong, hairline(painter));
    paintHLine(painter, 1, width() - 1, headerHeight, theme.line);
    paintHLine(painter, 1, width() - 1, height() - footerHeight - 1, theme.line);
}

} // namespace gatehouse
