// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/drafts/draftlistmodel.h"
#include "tests/models/modelwatch.h"
#include "tests/testsupport/fakeclock.h"
#include "tests/testsupport/stubbornrows.h"

#include <QRandomGenerator>
#include <QSignalSpy>
#include <QTest>

using namespace gatehouse;
using namespace gatehouse::modelstest;
using namespace Qt::Literals::StringLiterals;

class TestDraftListModel final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void followsTheKeeperNewestFirst();
    void leavesFiltersOut();
    void takesTheKeyApart_data();
    void takesTheKeyApart();
    void showsTheTextThatWasWritten();
    void givesAllThatWasWritten();
    void saysWhetherTheDiskHasIt();
    void survivesChurn();

private:
    void keep(const QString &key, const QJsonObject &values, const QString &subject = {})
    {
        m_clock.advance(1);
        m_drafts->keep({key, values, subject, {}, {}});
    }
    QVariant first(int role) const { return m_model->index(0, 0).data(role); }

    testsupport::FakeClock m_clock;
    std::unique_ptr<testsupport::StubbornRows> m_rows;
    std::unique_ptr<DraftKeeper> m_drafts;
    std::unique_ptr<DraftListModel> m_model;
    std::unique_ptr<Watched> m_watched;
};

void TestDraftListModel::init()
{
    m_rows = std::make_unique<testsupport::StubbornRows>();
    m_drafts = std::make_unique<DraftKeeper>(*m_rows, m_clock);
    m_model = std::make_unique<DraftListModel>(*m_drafts);
    m_watched = std::make_unique<Watched>(*m_model);
}

void TestDraftListModel::cleanup()
{
    m_watched.reset();
    m_model.reset();
    m_drafts.reset();
}

void TestDraftListModel::followsTheKeeperNewestFirst()
{
    keep(u"comment/1"_s, {{u"text"_s, u"a"_s}}, u"REQ-1"_s);
    keep(u"comment/2"_s, {{u"text"_s, u"b"_s}}, u"REQ-2"_s);
    QCOMPARE(printModel(*m_model), (QStringList {u"REQ-2"_s, u"REQ-1"_s}));
    keep(u"comment/1"_s, {{u"text"_s, u"a again"_s}}, u"REQ-1"_s);
    QCOMPARE(printModel(*m_model), (QStringList {u"REQ-1"_s, u"REQ-2"_s}));
    m_drafts->forget(u"comment/1"_s);
    QCOMPARE(printModel(*m_model), QStringList {u"REQ-2"_s});
}

void TestDraftListModel::leavesFiltersOut()
{
    keep(u"intent/int_1"_s, {{u"text"_s, u"Words of an intent"_s}});
    keep(u"filter/registry"_s, {{u"registryFilter"_s, u"risk:high"_s}});
    QCOMPARE(m_model->rowCount(), 0);
}

void TestDraftListModel::takesTheKeyApart_data()
{
    QTest::addColumn<QString>("key");
    QTest::addColumn<QStringList>("parts");
    QTest::newRow("comment") << u"comment/req_1"_s << QStringList {u"comment"_s, u"req_1"_s, QString()};
    QTest::newRow("decision") << u"decision/req_1/approve"_s << QStringList {u"decision"_s, u"req_1"_s, u"approve"_s};
    QTest::newRow("tenant") << u"config/plg_1/production/north"_s << QStringList {u"config"_s, u"plg_1"_s, u"production/north"_s};
}

void TestDraftListModel::takesTheKeyApart()
{
    QFETCH(QString, key);
    QFETCH(QStringList, parts);
    keep(key, {{u"text"_s, u"a"_s}});
    QCOMPARE((QStringList {first(DraftListModel::KindRole).toString(), first(DraftListModel::ObjectRole).toString(),
                 first(DraftListModel::DetailRole).toString()}),
        parts);
}

void TestDraftListModel::showsTheTextThatWasWritten()
{
    keep(u"request/plg_1/production"_s, {{u"requestWhy"_s, u"The longest of them"_s}, {u"requestUndo"_s, u"Short"_s}});
    QCOMPARE(first(DraftListModel::TextRole).toString(), u"The longest of them"_s);
    keep(u"config/plg_1/production"_s, {{u"text"_s, u"a: 1"_s}, {u"base"_s, u"What it was written on"_s}});
    QCOMPARE(first(DraftListModel::TextRole).toString(), u"a: 1"_s);
}

void TestDraftListModel::givesAllThatWasWritten()
{
    keep(u"request/plg_1/production"_s, {{u"requestWhy"_s, u"It is needed."_s}, {u"requestUndo"_s, u"Roll back."_s}, {u"hurry"_s, true}});
    QCOMPARE(wholeText(m_model->draft(0)), u"Roll back.\n\nIt is needed."_s);
    keep(u"config/plg_1/production"_s, {{u"text"_s, u"a: 1"_s}, {u"base"_s, u"a: 0"_s}});
    QCOMPARE(wholeText(m_model->draft(0)), u"a: 1"_s);
}

void TestDraftListModel::saysWhetherTheDiskHasIt()
{
    QSignalSpy changed(m_model.get(), &QAbstractItemModel::dataChanged);
    m_rows->refusal = storageError(u"Full."_s);
    keep(u"comment/1"_s, {{u"text"_s, u"a"_s}});
    QCOMPARE(first(DraftListModel::WrittenRole).toBool(), false);
    m_rows->refusal.reset();
    m_drafts->flush();
    QTRY_COMPARE(changed.count(), 1);
    QCOMPARE(first(DraftListModel::WrittenRole).toBool(), true);
}

void TestDraftListModel::survivesChurn()
{
    QRandomGenerator random(20261123);
    for (int step = 0; step < 2000; ++step) {
        const QString key = u"comment/%1"_s.arg(random.bounded(12));
        if (random.bounded(3) == 0)
            m_drafts->forget(key);
        else
            keep(key, {{u"text"_s, QString::number(step)}}, key);
        QStringList expected;
        const QList<Draft> all = m_drafts->all();
        for (const Draft &draft : all)
            expected.append(draft.subject);
        QCOMPARE(printModel(*m_model), expected);
        const QModelIndex found = m_model->indexOf(key);
        QCOMPARE(found.isValid(), m_drafts->find(key).has_value());
    }
}

QTEST_GUILESS_MAIN(TestDraftListModel)
#include "tst_draftlistmodel.moc"
