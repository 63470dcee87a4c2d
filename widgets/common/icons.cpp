// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/common/icons.h"

#include <QFile>
#include <QGuiApplication>
#include <QIconEngine>
#include <QPainter>
#include <QPalette>
#include <QPixmapCache>
#include <QSvgRenderer>

#include <array>
#include <cmath>

namespace gatehouse {

using namespace Qt::Literals::StringLiterals;

namespace {

//! In the order of IconName, which is the order of the file names.
constexpr std::array fileNames = {
    "",
    "accessibility",
    "activity",
    "archive",
    "arrow-down",
    "arrow-left",
    "arrow-left-right",
    "arrow-right",
    "arrow-up",
    "arrow-up-right",
    "badge-check",
    "ban",
    "bell",
    "bell-off",
    "book",
    "bookmark",
    "braces",
    "bug",
    "building",
    "calendar",
    "check",
    "check-disc",
    "chevron-down",
    "chevron-left",
    "chevron-right",
    "chevron-up",
    "chevrons-up-down",
    "circle",
    "circle-alert",
    "circle-check",
    "circle-dashed",
    "circle-dot",
    "circle-pause",
    "circle-slash",
    "circle-x",
    "clock",
    "cloud",
    "cloud-off",
    "collapse",
    "columns",
    "columns-settings",
    "copy",
    "corner-down-right",
    "cubes",
    "dashboard",
    "dots",
    "dots-vertical",
    "download",
    "drive",
    "enter",
    "equal",
    "expand",
    "external-link",
    "eye",
    "eye-off",
    "file",
    "file-code",
    "file-down",
    "file-text",
    "filter",
    "fingerprint",
    "flame",
    "funnel",
    "gavel",
    "git-branch",
    "git-compare",
    "globe",
    "grip",
    "hash",
    "help",
    "history",
    "hourglass",
    "inbox",
    "info",
    "key",
    "keyboard",
    "layers",
    "link",
    "list",
    "loader",
    "lock",
    "lock-open",
    "merge",
    "message",
    "minus",
    "monitor",
    "moon",
    "network",
    "not-equal",
    "operations",
    "package",
    "pause",
    "pencil",
    "phone",
    "pilcrow",
    "pin",
    "play",
    "plug",
    "plus",
    "receipt",
    "redo",
    "refresh",
    "restart",
    "robot",
    "rocket",
    "rollback",
    "route",
    "rows",
    "save",
    "scales",
    "scan",
    "scroll",
    "search",
    "send",
    "server",
    "settings",
    "shield",
    "shield-check",
    "sign-out",
    "signpost",
    "sliders",
    "sort",
    "stamp",
    "star",
    "stop",
    "sun",
    "table",
    "tag",
    "terminal",
    "timer",
    "toggle",
    "trash",
    "triangle-alert",
    "undo",
    "unfold",
    "unplug",
    "upload",
    "user",
    "user-check",
    "user-plus",
    "user-x",
    "users",
    "vault",
    "wifi",
    "x",
    "zap",
    "zoom-in",
    "zoom-out",
};

QPixmap render(IconName name, int pixels, const QColor &color)
{
    QFile file(u":/icons/%1.svg"_s.arg(iconFileName(name)));
    if (!file.open(QIODevice::ReadOnly))
        return {};
    QByteArray drawing = file.readAll();
    drawing.replace("currentColor", color.name(QColor::HexRgb).toLatin1());
    QSvgRenderer renderer(drawing);
    QPixmap pixmap(pixels, pixels);
    pixmap.fill(Qt::transparent);
    QPainter painter(&pixmap);
    painter.setOpacity(color.alphaF());
    renderer.render(&painter);
    return pixmap;
}

class RoleIconEngine final : public QIconEngine
{
public:
    RoleIconEngine(IconName name, ColorRole role)
        : m_name(name)
        , m_role(role)
    {
    }

    void paint(QPainter *painter, const QRect &rect, QIcon::Mode mode, QIcon::State) override
    {
        paintIcon(*painter, m_name, rect, color(mode));
    }

    QPixmap pixmap(const QSize &size, QIcon::Mode mode, QIcon::State) override
    {
        return iconPixmap(m_name, qMin(size.width(), size.height()), color(mode));
    }

    QIconEngine *clone() const override { return new RoleIconEngine(*this); }
    QString key() const override { return u"gatehouse"_s; }
    bool isNull() override { return m_name == IconName::None; }

private:
    QColor color(QIcon::Mode mode) const
    {
        const QPalette palette = QGuiApplication::palette();
        const Theme &theme = themeOf(palette);
        return mode == QIcon::Disabled ? theme.disabled : theme[m_role];
    }

    IconName m_name;
    ColorRole m_role;
};

} // namespace

QString iconFileName(IconName name)
{
    return QString::fromLatin1(fileNames[static_cast<size_t>(name)]);
}

QPixmap iconPixmap(IconName name, int pixels, const QColor &color)
{
    if (name == IconName::None || pixels <= 0)
        return {};
    const QString key
        = u"gatehouse-icon/%1/%2/%3"_s.arg(int(name)).arg(pixels).arg(color.rgba(), 8, 16);
    QPixmap pixmap;
    if (!QPixmapCache::find(key, &pixmap)) {
        pixmap = render(name, pixels, color);
        QPixmapCache::insert(key, pixmap);
    }
    return pixmap;
}

void paintIcon(QPainter &painter, IconName name, const QRectF &rect, const QColor &color)
{
    if (name == IconName::None)
        return;
    const qreal ratio = painter.device()->devicePixelRatioF();
    const qreal side = qMin(rect.width(), rect.height());
    QPixmap pixmap = iconPixmap(name, int(std::lround(side * ratio)), color);
    pixmap.setDevicePixelRatio(ratio);
    const auto snap = [ratio](qreal value) { return std::round(value * ratio) / ratio; };
    painter.drawPixmap(
        QPointF(snap(rect.center().x() - side / 2), snap(rect.center().y() - side / 2)), pixmap);
}

QIcon icon(IconName name, ColorRole role)
{
    return QIcon(new RoleIconEngine(name, role));
}

} // namespace gatehouse
