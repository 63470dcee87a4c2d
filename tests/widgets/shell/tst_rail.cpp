// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/shell/rail.h"

#include <QListView>
#include <QSignalSpy>
#include <QTest>

using namespace Qt::Literals::StringLiterals;

namespace gatehouse {

class TestRail final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void arrowsMoveTheFocusAndReturnOpens();
};

void TestRail::arrowsMoveTheFocusAndReturnOpens()
{
    Rail rail;
    rail.addPage({u"inbox"_s, u"Inbox"_s, IconName::Inbox});
    rail.addPage({u"outbox"_s, u"Outbox"_s, IconName::Send});
    rail.setCurrent(u"inbox"_s);
    auto *list = rail.findChild<QListView *>(u"railList"_s);
    const QModelIndex inbox = list->model()->index(0, 0);
    const QModelIndex outbox = list->model()->index(1, 0);
    QSignalSpy chosen(&rail, &Rail::pageChosen);

    QTest::keyClick(list, Qt::Key_Down);
    QCOMPARE(list->currentIndex(), outbox);
    QVERIFY2(list->selectionModel()->isSelected(inbox), "the rail marks a page that is not shown");
    QCOMPARE(chosen.size(), 0);
    QTest::keyClick(list, Qt::Key_Return);
    QCOMPARE(chosen.size(), 1);
    QCOMPARE(chosen.first().first().toString(), u"outbox"_s);

    rail.setCurrent(u"outbox"_s);
    QVERIFY(list->selectionModel()->isSelected(outbox));
    QVERIFY(!list->selectionModel()->isSelected(inbox));
    rail.setCurrent(u"settings"_s);
    QVERIFY(!list->selectionModel()->hasSelection());
}

} // namespace gatehouse

QTEST_MAIN(gatehouse::TestRail)
#include "tst_rail.moc"
