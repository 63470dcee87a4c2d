// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/approvals/viewmenu.h"

#include "widgets/common/actionregistry.h"
#include "widgets/common/controls/button.h"
#include "widgets/common/display/textlabel.h"
#include "widgets/common/overlay/dialog.h"
#include "widgets/common/overlay/overlayhost.h"

#include <QHBoxLayout>
#include <QLineEdit>
#include <QMenu>

using namespace Qt::Literals::StringLiterals;

namespace gatehouse {

namespace {

constexpr int dialogWidth = 420;

} // namespace

ViewMenu::ViewMenu(Parts parts, Button &button, QObject *parent)
    : QObject(parent)
    , m_parts(std::move(parts))
    , m_button(button)
    , m_menu(new QMenu(&button))
    , m_rename(new QMenu(tr("Rename"), &button))
    , m_remove(new QMenu(tr("Remove"), &button))
{
    button.setObjectName(u"requestViews"_s);
    m_menu->setObjectName(u"requestViewMenu"_s);
    connect(&button, &QAbstractButton::clicked, this, &ViewMenu::open);
    connect(m_menu, &QMenu::aboutToShow, this, &ViewMenu::fill);
    connect(&m_parts.views, &SavedViews::changed, this, &ViewMenu::showCurrent);
    addActions();
    showCurrent();
}

void ViewMenu::choose(int index)
{
    if (index < 0 || index >= m_parts.views.all().size())
        return;
    m_parts.show(RequestView(m_parts.views.all().at(index)));
}

void ViewMenu::open()
{
    m_menu->popup(m_button.mapToGlobal(QPoint(0, m_button.height() + 4)));
    m_menu->setActiveAction(m_menu->actions().constFirst());
}

void ViewMenu::saveNow()
{
    askForName(tr("Save this view"), tr("Save"), {}, -1, [this](const QString &name) {
        RequestView view = m_parts.now();
        view.name = name;
        m_parts.views.save(view);
    });
}

void ViewMenu::showCurrent()
{
    const int index = m_parts.views.indexLike(m_parts.now());
    const QString words = index < 0 ? tr("Saved views") : tr("View: %1").arg(m_parts.views.all().at(index).name);
    m_button.setToolTip(words);
    m_button.setAccessibleName(words);
}

void ViewMenu::addActions()
{
    const auto add = [this](const QString &id, const QString &text, const QKeySequence &keys, bool inPalette, auto run, const QString &line = {}) {
        QAction *action = m_parts.actions.action(id);
        if (!action)
            action = m_parts.actions.add({id, text, tr("Inbox"), u"inbox"_s, {keys}, inPalette, line});
        connect(action, &QAction::triggered, this, run);
    };
    for (int index = 0; index < numbered; ++index) {
        add(u"inbox.view%1"_s.arg(index + 1), tr("Show view %1").arg(index + 1), QKeySequence(Qt::Key_S, Qt::Key(Qt::Key_1 + index)), false,
            [this, index] { choose(index); }, tr("Show a saved view"));
    }
    add(u"inbox.views"_s, tr("Saved views"), QKeySequence(Qt::Key_S, Qt::Key_V), true, [this] { open(); });
    add(u"inbox.saveView"_s, tr("Save this view…"), QKeySequence(Qt::Key_S, Qt::Key_S), true, [this] { saveNow(); });
}

void ViewMenu::fill()
{
    m_menu->clear();
    const QList<RequestView> &views = m_parts.views.all();
    const int current = m_parts.views.indexLike(m_parts.now());
    for (int index = 0; index < views.size(); ++index) {
        const QString name = QString(views.at(index).name).replace(u'&', u"&&"_s);
        QAction *action = m_menu->addAction(index < numbered ? u"%1\tV %2"_s.arg(name, QString::number(index + 1)) : name);
        action->setCheckable(true);
        action->setChecked(index == current);
        connect(action, &QAction::triggered, this, [this, index] { choose(index); });
    }
    m_menu->addSeparator();
    QAction *save = m_menu->addAction(tr("Save this view…"));
    save->setEnabled(current < 0);
    connect(save, &QAction::triggered, this, &ViewMenu::saveNow);
    addOwnCommands();
}

void ViewMenu::addOwnCommands()
{
    const QList<RequestView> &views = m_parts.views.all();
    m_rename->clear();
    m_remove->clear();
    m_menu->addMenu(m_rename);
    m_menu->addMenu(m_remove);
    for (int index = 0; index < views.size(); ++index) {
        if (views.at(index).isBuiltIn)
            continue;
        const QString name = views.at(index).name;
        const QString label = QString(name).replace(u'&', u"&&"_s);
        connect(m_rename->addAction(QString(label + u'…')), &QAction::triggered, this, [this, index, name] {
            askForName(tr("Rename the view"), tr("Rename"), name, index, [this, index](const QString &next) { m_parts.views.rename(index, next); });
        });
        connect(m_remove->addAction(label), &QAction::triggered, this, [this, index] { m_parts.views.remove(index); });
    }
    m_rename->setEnabled(!m_rename->isEmpty());
    m_remove->setEnabled(!m_remove->isEmpty());
}

void ViewMenu::askForName(const QString &title, const QString &action, const QString &name, int index, const std::function<void(const QString &)> &then)
{
    auto *dialog = new Dialog(title);
    dialog->setObjectName(u"viewDialog"_s);
    dialog->setMinimumWidth(scaled(dialogWidth));
    auto *label = new TextLabel(tr("Name"), TextStyle::SmallStrong);
    auto *field = new QLineEdit(name);
    field->setObjectName(u"viewName"_s);
    field->setAccessibleName(tr("Name of the view"));
    field->selectAll();
    label->setBuddy(field);
    dialog->bodyLayout()->addWidget(label);
    dialog->bodyLayout()->addWidget(field);
    dialog->bodyLayout()->addStretch(1);
    dialog->setFocusProxy(field);
    dialog->addCancelButton();
    Button *button = dialog->addButton(new Button(action, ButtonVariant::Accent));
    button->setObjectName(u"viewSave"_s);
    const auto judge = [this, field, button, index] { button->setBlockedReason(m_parts.views.whyNotNamed(field->text(), index)); };
    connect(field, &QLineEdit::textChanged, this, judge);
    judge();
    const auto end = [button, field, dialog, then] {
        if (!button->isEnabled())
            return;
        then(field->text());
        dialog->accept();
    };
    connect(field, &QLineEdit::returnPressed, dialog, end);
    connect(button, &QAbstractButton::clicked, dialog, end);
    connect(dialog, &Dialog::accepted, dialog, &QObject::deleteLater);
    connect(dialog, &Dialog::rejected, dialog, &QObject::deleteLater);
    dialog->openOn(m_parts.overlays);
}

} // namespace gatehouse
