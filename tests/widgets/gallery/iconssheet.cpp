// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gallery.h"

#include "widgets/common/icons.h"
#include "widgets/common/textstyle.h"

#include <QPainter>
#include <QWidget>

namespace gatehouse::gallery {

namespace {

class IconGrid final : public QWidget
{
protected:
    void paintEvent(QPaintEvent *) override
    {
        QPainter painter(this);
        const Theme &theme = themeOf(this);
        painter.setFont(textFont(TextStyle::Caption));
        for (int i = 1; i <= int(IconName::ZoomOut); ++i) {
            const int column = (i - 1) % 11;
            const int row = (i - 1) / 11;
            const QPoint at(column * 100 + 8, row * 50 + 6);
            const auto name = IconName(i);
            paintIcon(painter, name, QRectF(at.x(), at.y(), 24, 24), theme.text);
            paintIcon(painter, name, QRectF(at.x() + 32, at.y() + 4, 16, 16), theme.muted);
            paintIcon(painter, name, QRectF(at.x() + 54, at.y() + 6, 12, 12), theme.accentText);
            painter.setPen(theme.faint);
            painter.drawText(at + QPoint(0, 38), iconFileName(name));
        }
    }
};

} // namespace

QWidget *iconsSheet()
{
    auto *sheet = new IconGrid;
    setSurface(sheet, Surface::Pane);
    return sheet;
}

} // namespace gatehouse::gallery
