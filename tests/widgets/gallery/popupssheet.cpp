// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gallery.h"

#include "widgets/common/controls/button.h"
#include "widgets/common/icons.h"

#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QListView>
#include <QMenu>
#include <QSpinBox>
#include <QVBoxLayout>

namespace gatehouse::gallery {

using namespace Qt::Literals::StringLiterals;

namespace {

QLabel *picture(QWidget &popup)
{
    auto *label = new QLabel;
    label->setPixmap(popup.grab());
    return label;
}

QLabel *menuPicture()
{
    QMenu menu;
    menu.addAction(icon(IconName::Copy), u"Copy name"_s)->setShortcut(QKeySequence(u"Ctrl+C"_s));
    menu.addAction(icon(IconName::ExternalLink), u"Open in Registry"_s);
    menu.addSeparator();
    QAction *watch = menu.addAction(u"Watch"_s);
    watch->setCheckable(true);
    watch->setChecked(true);
    menu.addAction(icon(IconName::Rollback), u"Roll back…"_s)->setEnabled(false);
    menu.addMenu(u"Assign owner"_s)->addAction(u"Runtime"_s);
    menu.setActiveAction(menu.actions().at(1));
    menu.adjustSize();
    return picture(menu);
}

QLabel *comboPicture()
{
    QComboBox combo;
    combo.addItems({u"Delivery Tooling"_s, u"Observability"_s, u"Runtime"_s});
    combo.show();
    combo.showPopup();
    return picture(*combo.view()->window());
}

} // namespace

QWidget *popupsSheet()
{
    auto *sheet = new QWidget;
    setSurface(sheet, Surface::Pane);
    auto *column = new QVBoxLayout(sheet);
    auto *fields = new QHBoxLayout;
    auto *focused = new Button(u"Has the focus"_s);
    focused->setObjectName(u"focused"_s);
    fields->addWidget(focused);
    fields->addWidget(new QLineEdit(u"a plain field"_s));
    fields->addWidget(new QSpinBox);
    fields->addStretch(1);
    column->addLayout(fields);
    auto *popups = new QHBoxLayout;
    popups->addWidget(menuPicture());
    popups->addWidget(comboPicture());
    popups->addStretch(1);
    column->addLayout(popups);
    column->addStretch(1);
    return sheet;
}

} // namespace gatehouse::gallery
