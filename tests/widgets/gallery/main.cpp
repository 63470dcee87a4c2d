// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gallery.h"

#include "widgets/common/states/states.h"
#include "widgets/common/textcheck.h"
#include "widgets/common/themecontroller.h"

#include <QApplication>
#include <QDebug>
#include <QDir>
#include <QTest>
#include <QWidget>

#include <memory>

//! Draws every component in both themes: `gallery DIR` writes NAME-THEME.png for each sheet and
//! exits with 1 if any text is clipped. Run with QT_SCALE_FACTOR for other pixel ratios.
using namespace gatehouse;
using namespace Qt::Literals::StringLiterals;

namespace {

struct Sheet
{
    QString name;
    QWidget *(*make)();
    QSize size;
};

bool shoot(const Sheet &sheet, const QString &path)
{
    const std::unique_ptr<QWidget> widget(sheet.make());
    widget->resize(sheet.size);
    widget->show();
    if (!QTest::qWaitForWindowExposed(widget.get()))
        return false;
    if (auto *focused = widget->findChild<QWidget *>(u"focused"_s)) {
        static_cast<void>(QTest::qWaitForWindowActive(widget.get()));
        focused->clearFocus();
        focused->setFocus(Qt::TabFocusReason);
    }
    if (auto *loading = widget->findChild<LoadingRows *>())
        static_cast<void>(QTest::qWaitFor([loading] { return loading->isDrawn(); }));
    const QList<ClippedText> clipped = clippedTexts(widget.get());
    for (const ClippedText &text : clipped)
        qWarning() << "clipped:" << sheet.name << text.widget << text.text << text.needed
                   << text.available;
    return widget->grab().save(path) && clipped.isEmpty();
}

} // namespace

int main(int argc, char **argv)
{
    QApplication application(argc, argv);
    const QStringList arguments = QApplication::arguments();
    const QDir folder(arguments.size() > 1 ? arguments.at(1) : u"gallery"_s);
    if (!folder.mkpath(u"."_s))
        return 2;
    ThemeController themes(application);
    const QList<Sheet> sheets = {
        {u"code"_s, gallery::codeSheet, {960, 720}},
        {u"controls"_s, gallery::controlsSheet, {960, 720}},
        {u"display"_s, gallery::displaySheet, {960, 720}},
        {u"inbox"_s, gallery::inboxSheet, {960, 620}},
        {u"outbox"_s, gallery::outboxSheet, {1440, 900}},
        {u"outbox-drafts"_s, gallery::outboxDraftsSheet, {1440, 900}},
        {u"kept-dialog"_s, gallery::draftDialogSheet, {960, 560}},
        {u"kept-lock"_s, gallery::lockSheet, {960, 720}},
        {u"kept-passphrase"_s, gallery::passphraseSheet, {960, 560}},
        {u"kept-settings"_s, gallery::keptSheet, {860, 860}},
        {u"receipts"_s, gallery::receiptSheet, {720, 860}},
        {u"receipts-signing"_s, gallery::signingSheet, {860, 860}},
        {u"popups"_s, gallery::popupsSheet, {960, 480}},
        {u"states"_s, gallery::statesSheet, {960, 720}},
        {u"icons"_s, gallery::iconsSheet, {1100, 720}},
        {u"overlay"_s, gallery::overlaySheet, {960, 560}},
    };
    bool good = true;
    for (const ThemeChoice choice : {ThemeChoice::Light, ThemeChoice::Dark}) {
        themes.setChoice(choice);
        const QString theme = choice == ThemeChoice::Light ? u"light"_s : u"dark"_s;
        for (const Sheet &sheet : sheets)
            good = shoot(sheet, folder.filePath(sheet.name + u'-' + theme + u".png")) && good;
    }
    return good ? 0 : 1;
}
