// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gallery.h"

#include "core/drafts/draftkeeper.h"
#include "core/storage/memoryrowstore.h"
#include "tests/testsupport/fakeclock.h"
#include "widgets/common/display/textlabel.h"
#include "widgets/common/drafts/draftnote.h"
#include "widgets/common/overlay/overlayhost.h"
#include "widgets/common/overlay/reasondialog.h"
#include "widgets/session/lockpage.h"
#include "widgets/session/passphrasedialog.h"
#include "widgets/settings/kepthere.h"

#include <QAbstractButton>
#include <QTest>
#include <QTimeZone>
#include <QVBoxLayout>

namespace gatehouse::gallery {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr qint64 mega = 1024 * 1024;

//! What drafts stand on, as long as a sheet.
class Desk final : public QObject
{
public:
    explicit Desk(QObject *parent)
        : QObject(parent)
        , drafts(m_rows, clock)
    {
        static_cast<void>(QTest::qWaitFor([restored = drafts.restore()] { return restored.isFinished(); }));
    }

    void keep(const QString &key, const QString &field, const QString &text, const QString &subject)
    {
        drafts.keep({key, {{field, text}}, subject, {}, {}});
        static_cast<void>(QTest::qWaitFor([flushed = drafts.flush()] { return flushed.isFinished(); }));
        clock.advance(140);
    }

    testsupport::FakeClock clock;

private:
    MemoryRowStore m_rows;

public:
    DraftKeeper drafts;
};

KeptHere keptHere()
{
    KeptHere kept;
    kept.parts = {{KeptPart::Queue, {true, 31 * mega}}, {KeptPart::Plugins, {true, 40 * mega}}, {KeptPart::Configurations, {true, 8 * mega}},
        {KeptPart::Dashboards, {true, 5 * mega}}, {KeptPart::Audit, {false, 0}}};
    kept.usedBytes = 84 * mega;
    kept.budgetBytes = 256 * mega;
    kept.completeAt = QDateTime(QDate(2026, 11, 23), QTime(10, 46, 31), QTimeZone::utc());
    kept.completeRequests = 7;
    kept.lockMinutes = 15;
    return kept;
}

} // namespace

QWidget *lockSheet()
{
    auto *page = new LockPage({u"Priya Raman"_s, u"Northwind developer portal"_s, true, 2, 1});
    page->showWrong();
    page->findChild<QAbstractButton *>(u"lockSignOut"_s)->click();
    return page;
}

QWidget *keptSheet()
{
    auto *sheet = new QWidget;
    setSurface(sheet, Surface::Pane);
    auto *column = new QVBoxLayout(sheet);
    column->setContentsMargins(metrics::spaceXl, metrics::spaceXl, metrics::spaceXl, metrics::spaceXl);
    KeptHereCommands commands;
    commands.now = keptHere;
    column->addWidget(new KeptHereCard(commands, *new OverlayHost(sheet)));
    column->addStretch(1);
    return sheet;
}

QWidget *draftDialogSheet()
{
    auto *sheet = new QWidget;
    sheet->resize(960, 560);
    setSurface(sheet, Surface::Pane);
    auto *desk = new Desk(sheet);
    desk->keep(u"withdraw/req_1"_s, u"reasonText"_s, u"3.27.1 is out and has the fix."_s, u"REQ-2409"_s);
    auto *dialog = new ReasonDialog(u"Withdraw REQ-2409"_s, u"The request closes. What was decided stays in the record."_s, u"Withdraw"_s, {});
    keepDraft(*dialog, desk->drafts, {u"withdraw/req_1"_s, u"REQ-2409"_s, {}});
    dialog->openOn(*new OverlayHost(sheet));
    return sheet;
}

QWidget *passphraseSheet()
{
    auto *sheet = new QWidget;
    sheet->resize(960, 560);
    setSurface(sheet, Surface::Pane);
    (new PassphraseDialog(PassphraseDialog::Task::Change, sheet))->openOn(*new OverlayHost(sheet));
    return sheet;
}

} // namespace gatehouse::gallery
