// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/testsupport/smalllog.h"

#include <QTest>

using namespace gatehouse;
using namespace gatehouse::testsupport;
using namespace Qt::Literals::StringLiterals;

namespace {

QString codeOf(const QByteArray &file)
{
    const auto receipt = decodeReceipt(file);
    if (!receipt)
        return receipt.error().code;
    const auto checked = checkReceipt(*receipt);
    return checked ? u"holds"_s : checked.error().code;
}

QString codeOf(const DecisionReceipt &receipt)
{
    return codeOf(encodeReceipt(receipt));
}

} // namespace

//! What a receipt proves by itself, and that nothing of it can be changed.
class TestReceipt final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void saysWhatWasDecided();
    void saysThatNobodySigned();
    void everyPlaceInEveryLogIsProven();
    void failsWhenAnyByteIsAltered_data();
    void failsWhenAnyByteIsAltered();
    void failsWhenAnythingIsCutOrAdded();
    void failsWithPartsOfAnother_data();
    void failsWithPartsOfAnother();
    void headsAreSignedByTheirLog();
};

void TestReceipt::saysWhatWasDecided()
{
    SmallLog log;
    for (int i = 0; i < 5; ++i)
        log.add(u"Earlier."_s);
    const DecisionId id = log.add(u"Read all of it."_s);
    log.add(u"Later."_s);
    const auto checked = checkReceipt(log.receipt(id));
    QVERIFY2(checked, checked ? "" : qPrintable(describe(checked.error())));
    QCOMPARE(checked->entry.decisionId, id);
    QCOMPARE(checked->decision.reason, u"Read all of it."_s);
    QCOMPARE(checked->leafIndex, 5);
    QCOMPARE(checked->head.size, 7);
    QCOMPARE(checked->signedWith->text(), ed25519::keyIdOf(ed25519::publicKeyOf(SmallLog::seedOf(QByteArray(32, 'd')))));
    QCOMPARE(checked->logKey.text(), ed25519::keyIdOf(*dsse::fromBase64(log.logKey())));
}

void TestReceipt::saysThatNobodySigned()
{
    SmallLog log;
    const DecisionId id = log.addUnsigned(u"By policy."_s);
    const auto checked = checkReceipt(log.receipt(id));
    QVERIFY(checked);
    QVERIFY(!checked->signedWith);
    QCOMPARE(checked->decision.reason, u"By policy."_s);
}

void TestReceipt::everyPlaceInEveryLogIsProven()
{
    SmallLog log;
    QList<DecisionId> ids;
    for (int size = 1; size <= 17; ++size) {
        ids.append(log.add(u"%1"_s.arg(size)));
        for (const DecisionId &id : std::as_const(ids))
            QCOMPARE(codeOf(log.receipt(id)), u"holds"_s);
    }
}

void TestReceipt::failsWhenAnyByteIsAltered_data()
{
    QTest::addColumn<QByteArray>("file");
    SmallLog log;
    const DecisionId first = log.add(u"Alone."_s);
    QTest::newRow("alone in its log") << encodeReceipt(log.receipt(first));
    log.add(u"2"_s);
    const DecisionId third = log.add(u"Grüße aus der Mitte"_s);
    const DecisionId unsignedOne = log.addUnsigned(u"By policy."_s);
    log.add(u"5"_s);
    QTest::newRow("among others") << encodeReceipt(log.receipt(third));
    QTest::newRow("not signed") << encodeReceipt(log.receipt(unsignedOne));
}

void TestReceipt::failsWhenAnyByteIsAltered()
{
    QFETCH(QByteArray, file);
    QCOMPARE(codeOf(file), u"holds"_s);
    for (qsizetype at = 0; at < file.size(); ++at) {
        // A bit, the case of a letter, a digit or letter beside it, and what ends a text.
        for (const char altered : {char(file[at] ^ 1), char(file[at] ^ 0x20), char(file[at] ^ 0x80), char(file[at] + 1), '"', '0'}) {
            if (altered == file[at])
                continue;
            QByteArray changed = file;
            changed[at] = altered;
            QVERIFY2(codeOf(changed) != "holds"_L1, qPrintable(u"byte %1, %2 for %3"_s.arg(at).arg(int(uchar(altered))).arg(int(uchar(file[at])))));
        }
    }
}

void TestReceipt::failsWhenAnythingIsCutOrAdded()
{
    SmallLog log;
    log.add(u"1"_s);
    const QByteArray file = encodeReceipt(log.receipt(log.add(u"2"_s)));
    for (qsizetype at = 0; at <= file.size(); ++at) {
        QVERIFY(at == file.size() || codeOf(file.first(at)) != "holds"_L1);
        QByteArray longer = file;
        longer.insert(at, ' ');
        QVERIFY2(codeOf(longer) != "holds"_L1, qPrintable(QString::number(at)));
    }
}

using Change = std::function<void(DecisionReceipt &mine, const DecisionReceipt &other)>;
Q_DECLARE_METATYPE(Change)

void TestReceipt::failsWithPartsOfAnother_data()
{
    QTest::addColumn<Change>("change");
    QTest::addColumn<QString>("code");
    const auto row = [](const char *name, const char *code, Change change) { QTest::newRow(name) << change << QString::fromLatin1(code); };
    row("nothing", "holds", [](DecisionReceipt &, const DecisionReceipt &) {});
    row("the entry", "not_in_log", [](DecisionReceipt &mine, const DecisionReceipt &other) { mine.entry = other.entry; });
    row("the place", "not_in_log", [](DecisionReceipt &mine, const DecisionReceipt &other) { mine.leafIndex = other.leafIndex; });
    row("the path", "not_in_log", [](DecisionReceipt &mine, const DecisionReceipt &other) { mine.path = other.path; });
    row("no path", "not_in_log", [](DecisionReceipt &mine, const DecisionReceipt &) { mine.path.clear(); });
    row("the key of another log", "head_invalid", [](DecisionReceipt &mine, const DecisionReceipt &) { mine.logKey = SmallLog(QByteArray(32, 'x')).logKey(); });
    row("no key", "head_invalid", [](DecisionReceipt &mine, const DecisionReceipt &) { mine.logKey.clear(); });
    row("an older head", "not_in_log", [](DecisionReceipt &mine, const DecisionReceipt &) {
        SmallLog log;
        log.add(u"mine"_s);
        mine.head = log.head().head;
    });
    row("a decision for a head", "head_invalid", [](DecisionReceipt &mine, const DecisionReceipt &) {
        mine.head = *readStatement<DecisionEntry>(*dsse::fromBase64(mine.entry))->envelope;
    });
}

void TestReceipt::failsWithPartsOfAnother()
{
    QFETCH(Change, change);
    QFETCH(QString, code);
    SmallLog log;
    const DecisionId id = log.add(u"mine"_s);
    const DecisionId other = log.add(u"other"_s);
    log.add(u"third"_s);
    DecisionReceipt mine = log.receipt(id);
    change(mine, log.receipt(other));
    QCOMPARE(codeOf(mine), code);
}

void TestReceipt::headsAreSignedByTheirLog()
{
    SmallLog log;
    log.add(u"1"_s);
    const auto head = checkHead(log.head().head, log.logKey());
    QVERIFY(head);
    QCOMPARE(head->size, 1);
    QVERIFY(!checkHead(log.head().head, SmallLog(QByteArray(32, 'x')).logKey()));
    QVERIFY(checkHead(log.head(0).head, log.logKey()));
}

QTEST_GUILESS_MAIN(TestReceipt)
#include "tst_receipt.moc"
