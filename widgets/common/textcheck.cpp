// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/common/textcheck.h"

#include "widgets/common/display/textlabel.h"

#include <QAbstractButton>
#include <QLabel>

#include <optional>

namespace gatehouse {

namespace {

//! Antialiased text may be a fraction wider than its whole-pixel room.
constexpr int tolerance = 1;

QString nameOf(const QWidget *widget)
{
    return widget->objectName().isEmpty() ? QString::fromLatin1(widget->metaObject()->className())
                                          : widget->objectName();
}

std::optional<ClippedText> clippedLabel(const QLabel *label)
{
    const auto *own = qobject_cast<const TextLabel *>(label);
    if (label->text().isEmpty() || (own != nullptr && own->isElidable()))
        return std::nullopt;
    const QRect room = label->contentsRect();
    if (label->wordWrap()) {
        const int needed = label->heightForWidth(label->width());
        if (needed <= label->height() + tolerance)
            return std::nullopt;
        return ClippedText{nameOf(label), label->text(), needed, label->height()};
    }
    const int needed = label->sizeHint().width();
    if (needed <= room.width() + tolerance)
        return std::nullopt;
    return ClippedText{nameOf(label), label->text(), needed, room.width()};
}

std::optional<ClippedText> clippedButton(const QAbstractButton *button)
{
    if (button->text().isEmpty())
        return std::nullopt;
    const int needed = button->sizeHint().width();
    if (needed <= button->width() + tolerance)
        return std::nullopt;
    return ClippedText{nameOf(button), button->text(), needed, button->width()};
}

} // namespace

QList<ClippedText> clippedTexts(const QWidget *root)
{
    QList<ClippedText> found;
    const auto widgets = root->findChildren<QWidget *>();
    for (const QWidget *widget : widgets) {
        if (!widget->isVisibleTo(root))
            continue;
        std::optional<ClippedText> clipped;
        if (const auto *label = qobject_cast<const QLabel *>(widget))
            clipped = clippedLabel(label);
        else if (const auto *button = qobject_cast<const QAbstractButton *>(widget))
            clipped = clippedButton(button);
        if (clipped)
            found.append(*clipped);
    }
    return found;
}

} // namespace gatehouse
