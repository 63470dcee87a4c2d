// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sync/eventparser.h"

#include <QTest>

using namespace gatehouse;
using namespace Qt::Literals::StringLiterals;

namespace {

QList<StreamEvent> readWhole(const QByteArray &bytes)
{
    EventParser parser;
    return parser.feed(bytes).value_or(QList<StreamEvent>());
}

} // namespace

class TestEventParser final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void reads_data();
    void reads();
    void readsTheSameWhereverItIsSplit();
    void refusesWhatIsTooLong_data();
    void refusesWhatIsTooLong();
    void keepsTheLastId();
};

void TestEventParser::reads_data()
{
    QTest::addColumn<QByteArray>("stream");
    QTest::addColumn<QByteArrayList>("expected"); //!< id|name|data
    QTest::newRow("one") << "id: 7\nevent: change\ndata: {}\n\n"_ba << QByteArrayList {"7|change|{}"};
    QTest::newRow("no name") << "data: x\n\n"_ba << QByteArrayList {"|message|x"};
    QTest::newRow("many lines") << "data: a\ndata: b\ndata:\n\n"_ba << QByteArrayList {"|message|a\nb\n"};
    QTest::newRow("comment") << ": heartbeat\n\ndata: x\n\n"_ba << QByteArrayList {"|message|x"};
    QTest::newRow("carriage returns") << "data: a\r\n\r\ndata: b\r\rdata: c\n\n"_ba
                                      << QByteArrayList {"|message|a", "|message|b", "|message|c"};
    QTest::newRow("only one blank is dropped") << "data:  x\n\n"_ba << QByteArrayList {"|message| x"};
    QTest::newRow("byte order mark") << "\xEF\xBB\xBF" "data: x\n\n"_ba << QByteArrayList {"|message|x"};
    QTest::newRow("unfinished block") << "data: x\n"_ba << QByteArrayList {};
    QTest::newRow("unknown field") << "retry: 5\nfoo: bar\ndata: x\n\n"_ba << QByteArrayList {"|message|x"};
    QTest::newRow("name without data") << "event: resync\n\n"_ba << QByteArrayList {"|resync|"};
    QTest::newRow("id stays") << "id: 1\ndata: a\n\ndata: b\n\n"_ba << QByteArrayList {"1|message|a", "1|message|b"};
}

void TestEventParser::reads()
{
    QFETCH(QByteArray, stream);
    QFETCH(QByteArrayList, expected);
    QByteArrayList found;
    for (const StreamEvent &event : readWhole(stream))
        found += event.id + '|' + event.name + '|' + event.data;
    QCOMPARE(found, expected);
}

void TestEventParser::readsTheSameWhereverItIsSplit()
{
    const QByteArray stream = "\xEF\xBB\xBF" ": hi\r\n\r\nid: 1\r\nevent: a\r\ndata: {\"x\":\"\xC3\xA9\"}\r\ndata: 2\r\n\r\nid: 2\ndata: b\n\n\rdata: c\r\r"_ba;
    const QList<StreamEvent> whole = readWhole(stream);
    QCOMPARE(whole.size(), 3);
    for (qsizetype first = 0; first <= stream.size(); ++first) {
        for (qsizetype second = first; second <= stream.size(); ++second) {
            EventParser parser;
            QList<StreamEvent> pieces;
            for (const QByteArray &piece : {stream.left(first), stream.mid(first, second - first), stream.mid(second)})
                pieces += parser.feed(piece).value_or(QList<StreamEvent>());
            QCOMPARE(pieces, whole);
        }
    }
}

void TestEventParser::refusesWhatIsTooLong_data()
{
    QTest::addColumn<QByteArray>("stream");
    QTest::newRow("line") << QByteArray(EventParser::maxLine + 1, 'x');
    QTest::newRow("data") << QByteArray("data: " + QByteArray(EventParser::maxLine - 10, 'x') + "\n").repeated(5);
}

void TestEventParser::refusesWhatIsTooLong()
{
    QFETCH(QByteArray, stream);
    EventParser parser;
    QVERIFY(!parser.feed(stream).has_value());
}

void TestEventParser::keepsTheLastId()
{
    EventParser parser;
    QVERIFY(parser.feed("id: 9\ndata: x\n\n").has_value());
    QVERIFY(parser.feed("id: 10\n").has_value());
    QCOMPARE(parser.lastEventId(), "9"_ba);
    parser.reset();
    QVERIFY(parser.lastEventId().isEmpty());
}

QTEST_GUILESS_MAIN(TestEventParser)
#include "tst_eventparser.moc"
