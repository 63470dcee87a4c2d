// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/models/modelwatch.h"
#include "widgets/shell/railmodel.h"

#include <QSignalSpy>
#include <QTest>

using namespace gatehouse;
using namespace gatehouse::modelstest;
using namespace Qt::Literals::StringLiterals;

class RailModelTest final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init();
    void keepsTheOrderOfItsDestinations();
    void speaksItsCounts_data();
    void speaksItsCounts();
    void tellsOnlyWhatChanged();

private:
    QVariant of(const QString &id, int role) { return m_model->index(m_model->rowOf(id)).data(role); }
    std::unique_ptr<RailModel> m_model;
};

void RailModelTest::init()
{
    m_model = std::make_unique<RailModel>();
    const Watched watched(*m_model);
    m_model->append({u"inbox"_s, u"Inbox"_s, IconName::Inbox});
    m_model->append({u"operations"_s, u"Operations"_s, IconName::Operations});
}

void RailModelTest::keepsTheOrderOfItsDestinations()
{
    QCOMPARE(printModel(*m_model), QStringList({u"Inbox"_s, u"Operations"_s}));
    QCOMPARE(m_model->rowOf(u"operations"_s), 1);
    QCOMPARE(m_model->rowOf(u"nowhere"_s), -1);
    QCOMPARE(of(u"inbox"_s, RailModel::IconRole).toInt(), int(IconName::Inbox));
}

void RailModelTest::speaksItsCounts_data()
{
    QTest::addColumn<int>("count");
    QTest::addColumn<RailCount>("kind");
    QTest::addColumn<QString>("spoken");
    QTest::newRow("none") << 0 << RailCount::ForMe << u"Inbox"_s;
    QTest::newRow("work for me") << 7 << RailCount::ForMe << u"Inbox, 7 need you"_s;
    QTest::newRow("so many") << 3 << RailCount::Neutral << u"Inbox, 3"_s;
    QTest::newRow("alarm") << 2 << RailCount::Alarm << u"Inbox, 2"_s;
}

void RailModelTest::speaksItsCounts()
{
    QFETCH(int, count);
    QFETCH(RailCount, kind);
    m_model->setCount(u"inbox"_s, count, kind);
    QTEST(of(u"inbox"_s, Qt::AccessibleTextRole).toString(), "spoken");
    QCOMPARE(of(u"inbox"_s, RailModel::CountRole).toInt(), count);
    QCOMPARE(of(u"inbox"_s, RailModel::CountKindRole).toInt(), int(kind));
    QCOMPARE(of(u"operations"_s, RailModel::CountRole).toInt(), 0);
}

void RailModelTest::tellsOnlyWhatChanged()
{
    QSignalSpy changed(m_model.get(), &QAbstractItemModel::dataChanged);
    m_model->setCount(u"operations"_s, 1, RailCount::Neutral);
    QCOMPARE(changed.size(), 1);
    QCOMPARE(changed.first().first().toModelIndex().row(), 1);
    m_model->setCount(u"operations"_s, 1, RailCount::Neutral);
    m_model->setCount(u"nowhere"_s, 1, RailCount::Neutral);
    QCOMPARE(changed.size(), 1);
    m_model->setCount(u"operations"_s, 1, RailCount::Alarm);
    QCOMPARE(changed.size(), 2);
}

QTEST_GUILESS_MAIN(RailModelTest)
#include "tst_railmodel.moc"
