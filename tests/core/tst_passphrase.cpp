// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/crypto/passphrase.h"

#include <QTest>
#include <QtEndian>

using namespace Qt::Literals::StringLiterals;

namespace gatehouse {

//! A key under a passphrase opens with that passphrase only, and its file is read strictly.
class TestPassphrase final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void unwrapsWhatItWrapped();
    void refusesAnotherPassphrase();
    void refusesAnotherOwner();
    void everyChangedByteIsRefused();
    void everyOtherLengthIsRefused();
    void unreasonableCostIsRefusedBeforeItCosts_data();
    void unreasonableCostIsRefusedBeforeItCosts();
    void refusesToWrapUnderNothing();
    void keepsTheCostWithTheKey();
    void theDefaultIsModerate();
};

namespace {

SecureBytes secret(QByteArray bytes)
{
    return SecureBytes::take(bytes);
}

QByteArray bytesOf(const SecureBytes &bytes)
{
    return {reinterpret_cast<const char *>(bytes.bytes().data()), qsizetype(bytes.size())};
}

QByteArray wrapped()
{
    return *wrapKey(secret(QByteArray(32, 'k')), secret("correct horse"), "prf_1", PassphraseCost::least());
}

} // namespace

void TestPassphrase::unwrapsWhatItWrapped()
{
    const auto key = unwrapKey(wrapped(), secret("correct horse"), "prf_1");
    QVERIFY(key);
    QCOMPARE(bytesOf(*key), QByteArray(32, 'k'));
    QVERIFY(wrapped() != wrapped());
}

void TestPassphrase::refusesAnotherPassphrase()
{
    for (const QByteArray &other : {QByteArray("correct horsf"), QByteArray("correct horse "), QByteArray()}) {
        const auto key = unwrapKey(wrapped(), secret(other), "prf_1");
        QVERIFY(!key);
        QCOMPARE(key.error().code, u"wrong_passphrase"_s);
    }
}

void TestPassphrase::refusesAnotherOwner()
{
    QVERIFY(!unwrapKey(wrapped(), secret("correct horse"), "prf_2"));
}

void TestPassphrase::everyChangedByteIsRefused()
{
    const QByteArray good = wrapped();
    for (qsizetype at = 0; at < good.size(); ++at) {
        QByteArray changed = good;
        // The lowest bit: a cost that rises with it is still one that this test can pay.
        changed[at] = char(changed[at] ^ 1);
        QVERIFY2(!unwrapKey(changed, secret("correct horse"), "prf_1"), qPrintable(QString::number(at)));
    }
}

void TestPassphrase::everyOtherLengthIsRefused()
{
    const QByteArray good = wrapped();
    for (qsizetype length = 0; length < good.size(); ++length)
        QCOMPARE(parseWrappedKey(good.first(length)).error().code, u"key_damaged"_s);
    QCOMPARE(parseWrappedKey(QByteArray(good + '\0')).error().code, u"key_damaged"_s);
}

void TestPassphrase::unreasonableCostIsRefusedBeforeItCosts_data()
{
    QTest::addColumn<int>("offset");
    QTest::addColumn<quint64>("value");
    QTest::newRow("no operations") << 4 << quint64(0);
    QTest::newRow("a year of operations") << 4 << (quint64(1) << 40);
    QTest::newRow("no memory") << 12 << quint64(0);
    QTest::newRow("all memory") << 12 << ~quint64(0);
}

void TestPassphrase::unreasonableCostIsRefusedBeforeItCosts()
{
    QFETCH(int, offset);
    QFETCH(quint64, value);
    QByteArray changed = wrapped();
    qToLittleEndian(value, changed.data() + offset);
    QCOMPARE(parseWrappedKey(changed).error().code, u"key_damaged"_s);
}

void TestPassphrase::refusesToWrapUnderNothing()
{
    QVERIFY(!wrapKey(secret(QByteArray(32, 'k')), SecureBytes(), "prf_1", PassphraseCost::least()));
    QVERIFY(!wrapKey(secret(QByteArray(31, 'k')), secret("p"), "prf_1", PassphraseCost::least()));
}

void TestPassphrase::keepsTheCostWithTheKey()
{
    const PassphraseCost cost{2, 64 * 1024};
    const auto bytes = wrapKey(secret(QByteArray(32, 'k')), secret("p"), "prf_1", cost);
    QVERIFY(bytes);
    QCOMPARE(parseWrappedKey(*bytes)->cost, cost);
    QVERIFY(unwrapKey(*bytes, secret("p"), "prf_1"));
}

void TestPassphrase::theDefaultIsModerate()
{
    // crypto_pwhash_OPSLIMIT_MODERATE and crypto_pwhash_MEMLIMIT_MODERATE of libsodium 1.0.
    QCOMPARE(PassphraseCost(), (PassphraseCost{3, quint64(268435456)}));
}

} // namespace gatehouse

QTEST_GUILESS_MAIN(gatehouse::TestPassphrase)
#include "tst_passphrase.moc"
