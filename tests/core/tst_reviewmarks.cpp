// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/review/comparisonreader.h"
#include "core/review/reviewmarks.h"
#include "core/storage/memoryrowstore.h"
#include "core/sync/connectionstate.h"
#include "core/sync/productionlock.h"
#include "tests/core/fixedtokens.h"
#include "tests/core/scriptedserver.h"
#include "tests/testsupport/fakeclock.h"

#include <QSignalSpy>
#include <QTest>
#include <QUrlQuery>

using namespace gatehouse;
using namespace gatehouse::coretest;
using namespace Qt::Literals::StringLiterals;

//! The marks on files, and the reading of files, against a portal that keeps what it is told.
class TestReviewMarks final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void marksReachThePortal();
    void marksOfAnotherComputerAreTakenOver();
    void marksMadeWhileThePortalIsSilentAreSentLater();
    void anotherVersionHasItsOwn();
    void marksAreNoWriting();
    void filesAreReadInPiecesFromBothSides();
    void aFileThatWasReadIsNotAskedForAgain();
    void whatCannotBeReadSaysWhy();

private:
    ScriptedAnswer answer(const SeenRequest &seen);
    void restart();
    QStringList kept(const QString &version) const { return QStringList(m_portal.value(version).values()); }

    testsupport::FakeClock m_clock;
    FixedTokens m_tokens;
    std::unique_ptr<ProductionLock> m_lock;
    std::unique_ptr<ScriptedServer> m_server;
    std::unique_ptr<ApiClient> m_client;
    std::unique_ptr<MemoryRowStore> m_rows;
    std::unique_ptr<ConnectionState> m_connection;
    std::unique_ptr<Outbox> m_outbox;
    std::unique_ptr<OperationStore> m_operations;
    std::unique_ptr<ReviewService> m_service;
    std::unique_ptr<DraftKeeper> m_drafts;
    std::unique_ptr<ReviewMarks> m_marks;
    QMap<QString, QSet<QString>> m_portal; //!< Version to marks.
    QMap<QString, QString> m_files; //!< "version/path" to text.
    QStringList m_asked;
    bool m_isSilent = false;
};

void TestReviewMarks::init()
{
    m_portal.clear();
    m_files.clear();
    m_asked.clear();
    m_isSilent = false;
    m_lock = std::make_unique<ProductionLock>(m_clock);
    m_server = std::make_unique<ScriptedServer>([this](const SeenRequest &seen) { return answer(seen); });
    m_client = std::make_unique<ApiClient>(m_tokens, *m_lock, m_clock);
    QVERIFY(m_client->setBaseUrl(m_server->url()).has_value());
    m_rows = std::make_unique<MemoryRowStore>();
    m_connection = std::make_unique<ConnectionState>(m_clock);
    m_outbox = std::make_unique<Outbox>(*m_rows, *m_client, *m_connection, m_clock);
    m_operations = std::make_unique<OperationStore>();
    m_service = std::make_unique<ReviewService>(*m_client, *m_outbox, *m_operations);
    restart();
}

void TestReviewMarks::cleanup()
{
    m_marks.reset();
    m_drafts.reset();
    m_service.reset();
    m_outbox.reset();
    m_client.reset();
}

//! As another console of the same person on the same disk.
void TestReviewMarks::restart()
{
    m_marks.reset();
    m_drafts = std::make_unique<DraftKeeper>(*m_rows, m_clock);
    m_drafts->restore();
    QTRY_VERIFY(m_drafts->isRestored());
    m_marks = std::make_unique<ReviewMarks>(*m_service, *m_drafts);
}

ScriptedAnswer TestReviewMarks::answer(const SeenRequest &seen)
{
    if (m_isSilent) {
        ScriptedAnswer none;
        none.reset = true;
        return none;
    }
    const QString target = QString::fromLatin1(seen.target);
    m_asked += target;
    const QString version = target.section(u'/', 4, 4);
    if (target.contains("/reviewed-files"_L1)) {
        QSet<QString> &marks = m_portal[version];
        if (seen.verb == "POST") {
            const QJsonObject body = *parseJsonObject(seen.body);
            for (const QJsonValue &path : body.value("unreviewed"_L1).toArray())
                marks.remove(path.toString());
            for (const QJsonValue &path : body.value("reviewed"_L1).toArray())
                marks.insert(path.toString());
        }
        ReviewedFiles files {VersionId(version), u"sha512-x"_s, marks.values(), m_clock.now()};
        return jsonAnswer(toJsonBytes(toJson(files)));
    }
    const QUrlQuery query(target.section(u'?', 1));
    const QString path = query.queryItemValue(u"path"_s, QUrl::FullyDecoded);
    const QString text = m_files.value(version + u'/' + path);
    const qsizetype offset = query.queryItemValue(u"offset"_s).toLongLong();
    PackageFile file;
    file.versionId = VersionId(version);
    file.path = path;
    file.size = text.size();
    file.offset = offset;
    file.text = text.mid(offset, 10);
    if (offset + 10 < text.size())
        file.nextOffset = offset + 10;
    if (text.isEmpty())
        return problemAnswer(404, "not_found", "There is no such file");
    return jsonAnswer(toJsonBytes(toJson(file)));
}

void TestReviewMarks::marksReachThePortal()
{
    m_marks->follow(VersionId(u"ver_2"_s), u"sha512-2"_s);
    m_marks->mark(u"a.js"_s, true);
    m_marks->mark(u"b.js"_s, true);
    m_marks->mark(u"b.js"_s, false);
    QVERIFY(m_marks->isReviewed(u"a.js"_s));
    QTRY_COMPARE(m_portal.value(u"ver_2"_s), QSet<QString> {u"a.js"_s});
    QCOMPARE(m_marks->paths(), QSet<QString> {u"a.js"_s});
}

void TestReviewMarks::marksOfAnotherComputerAreTakenOver()
{
    m_portal[u"ver_2"_s] = {u"there.js"_s};
    QSignalSpy changed(m_marks.get(), &ReviewMarks::changed);
    m_marks->follow(VersionId(u"ver_2"_s), u"sha512-2"_s);
    m_marks->mark(u"here.js"_s, true);
    QTRY_COMPARE(m_marks->paths(), (QSet<QString> {u"here.js"_s, u"there.js"_s}));
    QTRY_COMPARE(m_portal.value(u"ver_2"_s).size(), 2);
    QVERIFY(changed.count() >= 3);
}

void TestReviewMarks::marksMadeWhileThePortalIsSilentAreSentLater()
{
    m_isSilent = true;
    m_marks->follow(VersionId(u"ver_2"_s), u"sha512-2"_s);
    m_marks->mark(u"a.js"_s, true);
    QTRY_VERIFY(m_drafts->isWritten(u"reviewed/sha512-2"_s));
    restart();
    m_marks->follow(VersionId(u"ver_2"_s), u"sha512-2"_s);
    QVERIFY(m_marks->isReviewed(u"a.js"_s));
    m_isSilent = false;
    restart();
    m_marks->follow(VersionId(u"ver_2"_s), u"sha512-2"_s);
    QTRY_COMPARE(m_portal.value(u"ver_2"_s), QSet<QString> {u"a.js"_s});
}

void TestReviewMarks::anotherVersionHasItsOwn()
{
    m_marks->follow(VersionId(u"ver_2"_s), u"sha512-2"_s);
    m_marks->mark(u"a.js"_s, true);
    m_marks->follow(VersionId(u"ver_3"_s), u"sha512-3"_s);
    QVERIFY(!m_marks->isReviewed(u"a.js"_s));
    // What was marked a moment ago is not lost with it.
    QTRY_COMPARE(m_portal.value(u"ver_2"_s), QSet<QString> {u"a.js"_s});
    m_marks->follow({}, {});
    m_marks->mark(u"b.js"_s, true);
    QVERIFY(m_marks->paths().isEmpty());
}

void TestReviewMarks::marksAreNoWriting()
{
    m_marks->follow(VersionId(u"ver_2"_s), u"sha512-2"_s);
    m_marks->mark(u"a.js"_s, true);
    QCOMPARE(m_drafts->all().size(), 1);
    QCOMPARE(m_drafts->listedCount(), 0);
}

void TestReviewMarks::filesAreReadInPiecesFromBothSides()
{
    m_files = {{u"ver_1/src/old name.js"_s, u"one\ntwo\nthree\nfour\nfive\n"_s}, {u"ver_2/src/a.js"_s, u"one\ntwo\n3\nfour\nfive\n"_s}};
    ComparisonReader reader(*m_service);
    ComparisonOrder order;
    order.file.path = u"src/a.js"_s;
    order.file.oldPath = u"src/old name.js"_s;
    order.file.kind = FileChangeKind::Renamed;
    order.version = VersionId(u"ver_2"_s);
    order.base = VersionId(u"ver_1"_s);
    const auto read = reader.read(order);
    QTRY_VERIFY(read.isFinished());
    const ComparisonPtr comparison = read.result().value();
    QCOMPARE(comparison->before.text(), m_files.value(u"ver_1/src/old name.js"_s));
    QCOMPARE(comparison->after.text(), m_files.value(u"ver_2/src/a.js"_s));
    QCOMPARE(comparison->added, 1);
    QVERIFY(!comparison->isCut);
}

void TestReviewMarks::aFileThatWasReadIsNotAskedForAgain()
{
    m_files = {{u"ver_2/a.js"_s, u"  x\n"_s}};
    ComparisonReader reader(*m_service);
    ComparisonOrder order;
    order.file.path = u"a.js"_s;
    order.file.kind = FileChangeKind::Added;
    order.version = VersionId(u"ver_2"_s);
    order.base = VersionId(u"ver_1"_s);
    const auto first = reader.read(order);
    QTRY_VERIFY(first.isFinished());
    const qsizetype asked = m_asked.size();
    order.options.whitespace = Whitespace::Ignored;
    const auto again = reader.read(order);
    QTRY_VERIFY(again.isFinished());
    QCOMPARE(m_asked.size(), asked);
    QCOMPARE(again.result().value()->added, 1);
}

void TestReviewMarks::whatCannotBeReadSaysWhy()
{
    ComparisonReader reader(*m_service);
    ComparisonOrder order;
    order.file.path = u"gone.js"_s;
    order.file.kind = FileChangeKind::Deleted;
    order.version = VersionId(u"ver_2"_s);
    order.base = VersionId(u"ver_1"_s);
    const auto read = reader.read(order);
    QTRY_VERIFY(read.isFinished());
    QVERIFY(!read.result().has_value());
    QCOMPARE(read.result().error().code, u"not_found"_s);
    QCOMPARE(m_asked.size(), 1);
}

QTEST_GUILESS_MAIN(TestReviewMarks)
#include "tst_reviewmarks.moc"
