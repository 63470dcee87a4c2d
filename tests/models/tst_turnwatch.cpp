// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/approvals/turnwatch.h"

#include <QSignalSpy>
#include <QTest>

using namespace gatehouse;
using namespace Qt::Literals::StringLiterals;

class TestTurnWatch final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void theFirstListIsNoNews();
    void whatWasKeptIsNoNews();
    void tellsWhatBecameMine();
    void tellsTogetherWhatCameTogether();
    void tellsOnlyOnce();
    void tellsAgainWhenItComesBack();

private:
    static ApprovalRequest request(const QString &id, const QString &queue);
    QStringList told(const QSignalSpy &spy) const;

    std::unique_ptr<RequestStore> m_store;
};

ApprovalRequest TestTurnWatch::request(const QString &id, const QString &queue)
{
    ApprovalRequest r;
    r.id = RequestId(id);
    r.queue = queue;
    return r;
}

//! Each notice as "a b".
QStringList TestTurnWatch::told(const QSignalSpy &spy) const
{
    QStringList notices;
    for (const QList<QVariant> &arguments : spy) {
        QStringList ids;
        const auto told = arguments.first().value<QList<RequestId>>();
        for (const RequestId &id : told)
            ids.append(id.text());
        notices.append(ids.join(u' '));
    }
    return notices;
}

void TestTurnWatch::init()
{
    m_store = std::make_unique<RequestStore>();
}

void TestTurnWatch::theFirstListIsNoNews()
{
    const TurnWatch watch(*m_store);
    QSignalSpy spy(&watch, &TurnWatch::becameMine);
    m_store->putAll({request(u"a"_s, u"your_turn"_s)});
    QCoreApplication::processEvents();
    m_store->replaceAll({request(u"a"_s, u"your_turn"_s), request(u"b"_s, u"your_turn"_s)}, QDateTime::currentDateTimeUtc());
    QCoreApplication::processEvents();
    QCOMPARE(told(spy), QStringList());
    m_store->put(request(u"c"_s, u"your_turn"_s));
    QTRY_COMPARE(told(spy), QStringList {u"c"_s});
}

void TestTurnWatch::whatWasKeptIsNoNews()
{
    m_store->replaceAll({request(u"a"_s, u"your_turn"_s)}, QDateTime::currentDateTimeUtc());
    const TurnWatch watch(*m_store);
    QSignalSpy spy(&watch, &TurnWatch::becameMine);
    m_store->replaceAll({request(u"a"_s, u"your_turn"_s), request(u"b"_s, u"your_turn"_s)}, QDateTime::currentDateTimeUtc());
    QTRY_COMPARE(told(spy), QStringList {u"b"_s});
}

void TestTurnWatch::tellsWhatBecameMine()
{
    m_store->replaceAll({request(u"a"_s, u"waiting"_s), request(u"b"_s, u"decided"_s)}, QDateTime::currentDateTimeUtc());
    const TurnWatch watch(*m_store);
    QSignalSpy spy(&watch, &TurnWatch::becameMine);
    m_store->put(request(u"b"_s, u"none"_s));
    m_store->put(request(u"a"_s, u"your_turn"_s));
    QTRY_COMPARE(told(spy), QStringList {u"a"_s});
}

void TestTurnWatch::tellsTogetherWhatCameTogether()
{
    m_store->markRead(QDateTime::currentDateTimeUtc());
    const TurnWatch watch(*m_store);
    QSignalSpy spy(&watch, &TurnWatch::becameMine);
    m_store->put(request(u"a"_s, u"your_turn"_s));
    m_store->put(request(u"b"_s, u"your_turn"_s));
    QTRY_COMPARE(told(spy), QStringList {u"a b"_s});
}

void TestTurnWatch::tellsOnlyOnce()
{
    m_store->markRead(QDateTime::currentDateTimeUtc());
    const TurnWatch watch(*m_store);
    QSignalSpy spy(&watch, &TurnWatch::becameMine);
    ApprovalRequest changing = request(u"a"_s, u"your_turn"_s);
    for (int i = 0; i < 3; ++i) {
        changing.commentCount = i;
        m_store->put(changing);
        QCoreApplication::processEvents();
    }
    QCOMPARE(told(spy), QStringList {u"a"_s});
}

void TestTurnWatch::tellsAgainWhenItComesBack()
{
    m_store->replaceAll({request(u"a"_s, u"your_turn"_s)}, QDateTime::currentDateTimeUtc());
    const TurnWatch watch(*m_store);
    QSignalSpy spy(&watch, &TurnWatch::becameMine);
    m_store->put(request(u"a"_s, u"waiting"_s));
    QCoreApplication::processEvents();
    m_store->put(request(u"a"_s, u"your_turn"_s));
    QTRY_COMPARE(told(spy), QStringList {u"a"_s});
}

QTEST_GUILESS_MAIN(TestTurnWatch)
#include "tst_turnwatch.moc"
