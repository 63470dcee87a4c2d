// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/common/iconname.h"
#include "widgets/common/theme.h"

#include <QIcon>

class QPainter;
class QRectF;

namespace gatehouse {

//! An icon for buttons, actions and roles. It is drawn with the application palette's theme at the
//! moment of painting, so it follows a theme change; disabled mode uses the disabled colour.
QIcon icon(IconName name, ColorRole role = ColorRole::Muted);

//! Draws an icon centred in \a rect, as large as the shorter side. For delegates and paint events.
void paintIcon(QPainter &painter, IconName name, const QRectF &rect, const QColor &color);

//! The drawing at \a pixels device pixels, cached per name, size and colour. Never null for a real
//! name.
QPixmap iconPixmap(IconName name, int pixels, const QColor &color);

//! "circle-check" for CircleCheck: the resource's base name.
QString iconFileName(IconName name);

} // namespace gatehouse
