// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gallery.h"

#include "widgets/common/controls/button.h"
#include "widgets/common/display/textlabel.h"
#include "widgets/common/overlay/dialog.h"
#include "widgets/common/overlay/overlayhost.h"

#include <QVBoxLayout>

namespace gatehouse::gallery {

using namespace Qt::Literals::StringLiterals;

QWidget *overlaySheet()
{
    auto *sheet = new QWidget;
    sheet->resize(960, 560);
    setSurface(sheet, Surface::Pane);
    auto *column = new QVBoxLayout(sheet);
    column->addWidget(new TextLabel(u"@roadiehq/backstage-plugin-argo-cd"_s, TextStyle::Object));
    column->addStretch(1);
    auto *host = new OverlayHost(sheet);
    auto *dialog = new Dialog(u"Arm production for 10 minutes"_s, sheet);
    auto *text = new TextLabel(
        u"Rollouts, deploys and roll backs to production are sent at once while it is armed."_s,
        TextStyle::Body, ColorRole::Muted);
    text->setWordWrap(true);
    dialog->bodyLayout()->addWidget(text);
    dialog->addCancelButton();
    dialog->addButton(new Button(u"Arm…"_s, ButtonVariant::Accent));
    dialog->openOn(*host);
    return sheet;
}

} // namespace gatehouse::gallery
