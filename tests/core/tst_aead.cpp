// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/crypto/aead.h"
#include "core/crypto/keyedhash.h"

#include <QTest>

namespace gatehouse {

//! What was sealed opens only whole, with its key and in its place; secrets are wiped where they were.
class TestAead final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void opensAKnownSealing();
    void opensWhatItSealed();
    void everyChangedBitIsNoticed();
    void everyCutIsNoticed();
    void anotherPlaceIsNoticed();
    void sealsTheSameDifferently();
    void subkeysDiffer();
    void hashedPartsDoNotRunTogether();
    void takingWipesTheSource();
    void sharedBytesAreLeftToTheirOwner();
    void movingLeavesNothing();
};

namespace {

const SecureBytes &key()
{
    static const SecureBytes bytes = SecureBytes::copyOf(asBytes(QByteArray(32, 'k')));
    return bytes;
}

aead::Key keyBytes()
{
    return key().bytes().first<aead::keyBytes>();
}

} // namespace

void TestAead::opensAKnownSealing()
{
    // The example of draft-irtf-cfrg-xchacha-03, appendix A.3.1.
    const QByteArray plain = "Ladies and Gentlemen of the class of '99: If I could offer you only one tip for "
                             "the future, sunscreen would be it.";
    const QByteArray nonce = QByteArray::fromHex("404142434445464748494a4b4c4d4e4f5051525354555657");
    const QByteArray sealed = QByteArray::fromHex(
        "bd6d179d3e83d43b9576579493c0e939572a1700252bfaccbed2902c21396cbb731c7f1b0b4aa6440bf3a82f4eda7e39ae64c6708c54"
        "c216cb96b72e1213b4522f8c9ba40db5d945b11b69b982c1bb9e3f3fac2bc369488f76b2383565d3fff921f9664c97637da9768812f6"
        "15c68b13b52ec0875924c1c7987947deafd8780acf49");
    const QByteArray rawKey = QByteArray::fromHex("808182838485868788898a8b8c8d8e8f909192939495969798999a9b9c9d9e9f");
    const SecureBytes exampleKey = SecureBytes::copyOf(asBytes(rawKey));
    const auto opened = aead::open(exampleKey.bytes().first<aead::keyBytes>(), QByteArray(nonce + sealed),
        QByteArray::fromHex("50515253c0c1c2c3c4c5c6c7"));
    QVERIFY(opened);
    QCOMPARE(*opened, plain);
}

void TestAead::opensWhatItSealed()
{
    for (const qsizetype size : {0, 1, 63, 64, 4096}) {
        const QByteArray plain(size, 'p');
        const QByteArray sealed = aead::seal(keyBytes(), plain, "place");
        QCOMPARE(sealed.size(), plain.size() + aead::overhead);
        QCOMPARE(aead::open(keyBytes(), sealed, "place").value(), plain);
    }
}

void TestAead::everyChangedBitIsNoticed()
{
    const QByteArray sealed = aead::seal(keyBytes(), "a decision", "place");
    for (qsizetype bit = 0; bit < sealed.size() * 8; ++bit) {
        QByteArray changed = sealed;
        changed[bit / 8] = char(changed[bit / 8] ^ (1 << (bit % 8)));
        const auto opened = aead::open(keyBytes(), changed, "place");
        QVERIFY(!opened);
        QCOMPARE(opened.error().kind, ErrorKind::Crypto);
    }
}

void TestAead::everyCutIsNoticed()
{
    const QByteArray sealed = aead::seal(keyBytes(), "a decision", "place");
    for (qsizetype length = 0; length < sealed.size(); ++length)
        QVERIFY(!aead::open(keyBytes(), sealed.first(length), "place"));
}

void TestAead::anotherPlaceIsNoticed()
{
    const QByteArray sealed = aead::seal(keyBytes(), "a decision", "place");
    QVERIFY(!aead::open(keyBytes(), sealed, "other"));
    const SecureBytes other = SecureBytes::random(32);
    QVERIFY(!aead::open(other.bytes().first<aead::keyBytes>(), sealed, "place"));
}

void TestAead::sealsTheSameDifferently()
{
    QVERIFY(aead::seal(keyBytes(), "a", "b") != aead::seal(keyBytes(), "a", "b"));
}

void TestAead::subkeysDiffer()
{
    const auto bytesOf = [](const SecureBytes &bytes) { return QByteArray(reinterpret_cast<const char *>(bytes.bytes().data()), qsizetype(bytes.size())); };
    const QByteArray one = bytesOf(subkey(key(), 1, "purpose1"));
    QCOMPARE(bytesOf(subkey(key(), 1, "purpose1")), one);
    QVERIFY(bytesOf(subkey(key(), 2, "purpose1")) != one);
    QVERIFY(bytesOf(subkey(key(), 1, "purpose2")) != one);
    QVERIFY(bytesOf(subkey(SecureBytes(32), 1, "purpose1")) != one);
}

void TestAead::hashedPartsDoNotRunTogether()
{
    QVERIFY(keyedHash(key().bytes(), {"ab", "c"}) != keyedHash(key().bytes(), {"a", "bc"}));
    QVERIFY(keyedHash(key().bytes(), {"ab"}) != keyedHash(key().bytes(), {"ab", ""}));
    QCOMPARE(keyedHash(key().bytes(), {"ab", "c"}), keyedHash(key().bytes(), {"ab", "c"}));
}

void TestAead::takingWipesTheSource()
{
    QByteArray source(64, 's');
    const SecureBytes taken = SecureBytes::take(source);
    QCOMPARE(taken.size(), size_t(64));
    QCOMPARE(taken.bytes()[63], uchar('s'));
    QVERIFY(source.isEmpty());
}

void TestAead::sharedBytesAreLeftToTheirOwner()
{
    QByteArray source(64, 's');
    const QByteArray other = source;
    wipe(source);
    QVERIFY(source.isEmpty());
    QCOMPARE(other, QByteArray(64, 's'));
}

void TestAead::movingLeavesNothing()
{
    SecureBytes first = SecureBytes::random(32);
    const SecureBytes second = std::move(first);
    QVERIFY(first.isEmpty());
    QCOMPARE(second.size(), size_t(32));
}

} // namespace gatehouse

QTEST_GUILESS_MAIN(gatehouse::TestAead)
#include "tst_aead.moc"
