// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gallery.h"

#include "widgets/common/controls/button.h"
#include "widgets/common/controls/chip.h"
#include "widgets/common/controls/searchfield.h"
#include "widgets/common/controls/segmentedcontrol.h"
#include "widgets/common/controls/tabbar.h"
#include "widgets/common/controls/toggle.h"
#include "widgets/common/display/textlabel.h"
#include "widgets/common/style/gatehousestyle.h"

#include <QCheckBox>
#include <QComboBox>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QPlainTextEdit>
#include <QProgressBar>
#include <QPushButton>
#include <QRadioButton>
#include <QStandardItemModel>
#include <QTreeView>
#include <QVBoxLayout>

namespace gatehouse::gallery {

using namespace Qt::Literals::StringLiterals;

namespace {

QHBoxLayout *row(std::initializer_list<QWidget *> widgets)
{
    auto *layout = new QHBoxLayout;
    layout->setSpacing(8);
    for (QWidget *widget : widgets)
        layout->addWidget(widget, 0, Qt::AlignVCenter);
    layout->addStretch(1);
    return layout;
}

Button *decision(const QString &text, ButtonVariant variant, IconName icon, const QStringList &caps)
{
    auto *button = new Button(text, variant);
    button->setSize(ButtonSize::Large);
    button->setIconName(icon);
    button->setKeyCaps(caps);
    return button;
}

Button *blocked(const QString &text, IconName icon, const QString &suffix)
{
    auto *button = new Button(text);
    button->setIconName(icon);
    button->setSuffix(suffix);
    button->setBlockedReason(u"Read-only: arm first"_s);
    return button;
}

Button *dropDown(const QString &prefix, const QString &text)
{
    auto *button = new Button(text);
    button->setPrefix(prefix);
    button->setDropDown(true);
    return button;
}

Button *small(const QString &text)
{
    auto *button = new Button(text);
    button->setSize(ButtonSize::Small);
    return button;
}

SegmentedControl *environments(Tone tone)
{
    auto *control = new SegmentedControl(SegmentedControl::Look::Underline);
    for (const Environment environment :
        {Environment::Development, Environment::Staging, Environment::Production})
        control->addSegment(environment);
    control->setCurrentIndex(2);
    control->setTone(tone);
    return control;
}

Chip *chip(
    const QString &text, IconName icon, Tone tone, const QString &value, const QString &action)
{
    auto *made = new Chip(text);
    made->setIconName(icon);
    made->setTone(tone);
    made->setValue(value);
    made->setAction(action);
    return made;
}

QTreeView *tree()
{
    auto *view = new QTreeView;
    auto *model = new QStandardItemModel(view);
    model->setHorizontalHeaderLabels({u"Plugin"_s, u"Owner"_s});
    for (const QString &name :
        {u"backstage-plugin-argo-cd"_s, u"plugin-keycloak"_s, u"plugin-rbac"_s})
        model->appendRow({new QStandardItem(name), new QStandardItem(u"Delivery Tooling"_s)});
    model->item(0)->appendRow(new QStandardItem(u"production"_s));
    view->setModel(model);
    view->expandAll();
    view->setSortingEnabled(true);
    view->setCurrentIndex(model->index(1, 0));
    view->header()->resizeSection(0, 240);
    view->setFixedHeight(180);
    return view;
}

QLayout *fields()
{
    auto *search = new SearchField;
    search->setPlaceholderText(u"Search or run a command"_s);
    search->setKeyCap(u"Ctrl K"_s);
    auto *filter = new SearchField;
    filter->setIconName(IconName::Filter);
    filter->setPlaceholderText(u"Filter requests"_s);
    filter->setKeyCap(u"/"_s);
    auto *wrong = new SearchField;
    wrong->setText(u"https://portal"_s);
    wrong->setError(true);
    auto *combo = new QComboBox;
    combo->addItems({u"Delivery Tooling"_s, u"Runtime"_s});
    return row({search, filter, wrong, combo});
}

QLayout *choices()
{
    auto *on = new QCheckBox(u"Must be solved before approval"_s);
    on->setChecked(true);
    auto *some = new QCheckBox(u"3 selected"_s);
    some->setTristate(true);
    some->setCheckState(Qt::PartiallyChecked);
    auto *radio = new QRadioButton(u"Try it locally"_s);
    radio->setChecked(true);
    auto *toggle = new Toggle(u"Changes"_s);
    toggle->setChecked(true);
    return row({on, some, new QCheckBox(u"Off"_s), radio, new QRadioButton(u"Other"_s), toggle,
        new Toggle(u"Off"_s)});
}

} // namespace

QWidget *controlsSheet()
{
    auto *sheet = new QWidget;
    setSurface(sheet, Surface::Pane);
    auto *column = new QVBoxLayout(sheet);
    column->setSpacing(14);
    column->addLayout(row({decision(
                               u"Reject…"_s, ButtonVariant::Danger, IconName::X, {u"A"_s, u"R"_s}),
        decision(u"Request changes…"_s, ButtonVariant::Outline, IconName::Undo, {u"A"_s, u"C"_s}),
        decision(u"Approve…"_s, ButtonVariant::Accent, IconName::Check, {u"A"_s, u"A"_s})}));
    column->addLayout(row({new Button(u"Request update for 2…"_s, ButtonVariant::Accent),
        new Button(u"Assign owner…"_s), blocked(u"Disable…"_s, IconName::Lock, {}),
        blocked(u"Approve…"_s, IconName::None, u"blocked by your draft"_s),
        new Button(u"Discard…"_s, ButtonVariant::Quiet),
        new Button(u"Re-run"_s, ButtonVariant::Link), new QPushButton(u"Plain"_s)}));
    column->addLayout(row({dropDown(u"env"_s, u"production"_s), dropDown(u"service"_s, u"all 12"_s),
        small(u"Exemption…"_s), small(u"Logs"_s), new Button(IconName::Link, u"Copy link"_s),
        new Button(IconName::Star, u"Watch"_s),
        new Button(IconName::ColumnsSettings, u"Columns"_s, ButtonVariant::Outline),
        new Button(IconName::Download, u"Export"_s, ButtonVariant::Outline)}));
    column->addLayout(fields());
    auto *look = new SegmentedControl(SegmentedControl::Look::Filled);
    look->addSegment(u"Form"_s, IconName::List);
    look->addSegment(u"YAML"_s, IconName::Braces);
    look->setCurrentIndex(1);
    column->addLayout(row({environments(Tone::Accent), environments(Tone::Warn), look}));
    column->addLayout(row({chip(u"Read-only"_s, IconName::Lock, Tone::Neutral, {}, u"Arm…"_s),
        chip(u"Armed"_s, IconName::LockOpen, Tone::Warn, u"08:41"_s, u"Disarm"_s),
        chip(u"Live"_s, IconName::Wifi, Tone::Ok, {}, {})}));
    column->addLayout(choices());
    auto *tabs = new TabBar;
    for (const QString &name : {u"Overview"_s, u"Changes"_s, u"Evidence"_s, u"Timeline"_s})
        tabs->addTab(name);
    tabs->setCount(1, 37);
    tabs->setCount(2, 11);
    column->addWidget(tabs);
    column->addWidget(tree());
    auto *area = new QPlainTextEdit(u"Diff read in full: UI strings and one new table column."_s);
    area->setFixedHeight(64);
    column->addWidget(area);
    auto *progress = new QProgressBar;
    progress->setValue(62);
    column->addWidget(progress);
    column->addStretch(1);
    return sheet;
}

} // namespace gatehouse::gallery
