// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/shell/searchbutton.h"

#include "widgets/common/icons.h"
#include "widgets/common/paint/primitives.h"
#include "widgets/common/textstyle.h"

#include <QPainter>

using namespace Qt::Literals::StringLiterals;

namespace gatehouse {

SearchButton::SearchButton(QWidget *parent)
    : QAbstractButton(parent)
{
    setObjectName(u"searchButton"_s);
    setText(tr("Search or run a command"));
    setAccessibleName(text());
    setFocusPolicy(Qt::StrongFocus);
    setAttribute(Qt::WA_Hover);
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
    setMinimumWidth(180);
    setCursor(Qt::IBeamCursor);
}

QSize SearchButton::sizeHint() const
{
    return {scaled(280), scaled(metrics::controlHeight)};
}

void SearchButton::paintEvent(QPaintEvent *)
{
    const Theme &theme = themeOf(this);
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    paintBox(painter, rect(), metrics::radiusControl, theme.field, underMouse() ? theme.lineStrong : theme.fieldLine,
        hairline(painter));
    paintIcon(painter, IconName::Search, QRectF(8, (height() - 16) / 2.0, 16, 16), theme.muted);
    const QStringList caps {tr("Ctrl K", "key cap")};
    const int capsWidth = keyCapsWidth(caps, metrics::keycapHeight);
    const QFont font = textFont(TextStyle::Body);
    painter.setFont(font);
    painter.setPen(theme.faint);
    const QRectF words(32, 0, width() - 32 - capsWidth - 14, height());
    painter.drawText(words, Qt::AlignVCenter | Qt::AlignLeft,
        QFontMetricsF(font).elidedText(text(), Qt::ElideRight, words.width()));
    paintKeyCaps(painter, QRectF(width() - capsWidth - 6, (height() - metrics::keycapHeight) / 2.0, capsWidth, metrics::keycapHeight),
        caps, metrics::keycapHeight, theme.muted, theme.line);
}

} // namespace gatehouse
