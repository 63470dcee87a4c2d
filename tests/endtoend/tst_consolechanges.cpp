// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/endtoend/consolefixture.h"
#include "widgets/review/diffpane.h"

#include <QDir>
#include <QDirIterator>
#include <QLabel>
#include <QProcess>
#include <QPushButton>

using namespace Qt::Literals::StringLiterals;
using namespace gatehouse;
using namespace gatehouse::testsupport;

namespace {

const QString package = u"@roadiehq/backstage-plugin-argo-cd"_s;

QString output(const QString &folder, const QString &program, const QStringList &arguments)
{
    QProcess process;
    process.setWorkingDirectory(folder);
    process.setProcessEnvironment([] {
        QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
        environment.insert(u"LC_ALL"_s, u"C"_s);
        return environment;
    }());
    process.start(program, arguments);
    process.waitForFinished(patienceMs);
    return QString::fromUtf8(process.readAllStandardOutput());
}

//! The version in the package.json of an unpacked tarball.
QString versionIn(const QString &folder)
{
    QFile file(folder + u"/package/package.json"_s);
    if (!file.open(QIODevice::ReadOnly))
        return {};
    return parseJsonObject(file.readAll()).value_or(QJsonObject()).value("version"_L1).toString();
}

} // namespace

//! Two real releases: what the console lists and counts is what `diff -r` and git find in the tarballs that
//! the sandbox's own server fetched. The slots build on each other.
class TestConsoleChanges final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void opensTheChangesOfTheRequest();
    void comparesWithTheVersionThatIsChosen();
    void listsWhatDiffFinds();
    void countsWhatGitCounts();
    void everyFileReadsAsItIs();
    void marksFollowThePerson();

private:
    DiffPane *pane() { return m_desk.find<DiffPane>(u"diffPane"_s); }
    const DiffDocument &document() { return pane()->document(); }
    const ApprovalRequest *request();
    bool choose();
    QString sideText(const QString &folder, const QString &path) const;

    ConsoleFixture m_desk {{package}};
    QTemporaryDir m_unpacked;
    QString m_base; //!< The older version.
};

const ApprovalRequest *TestConsoleChanges::request()
{
    const RequestStore &requests = m_desk.workspace().requests;
    for (int row = 0; row < requests.count(); ++row) {
        if (requests.at(row).pluginName == package && !requests.at(row).versionId.isEmpty())
            return &requests.at(row);
    }
    return nullptr;
}

bool TestConsoleChanges::choose()
{
    if (!m_desk.openPage(Qt::Key_I))
        return false;
    m_desk.console().window().pages()->current()->openObject(request()->id.text());
    m_desk.press(Qt::Key_2, Qt::AltModifier);
    return true;
}

QString TestConsoleChanges::sideText(const QString &folder, const QString &path) const
{
    QFile file(m_unpacked.filePath(folder + u"/package/"_s + path));
    return file.open(QIODevice::ReadOnly) ? QString::fromUtf8(file.readAll()) : QString();
}

void TestConsoleChanges::initTestCase()
{
    QVERIFY2(m_desk.start(u"security"_s), qPrintable(m_desk.failure()));
    QVERIFY2(m_desk.awaitSandbox(), qPrintable(m_desk.failure()));
    QTRY_VERIFY_WITH_TIMEOUT(request(), patienceMs);
    int unpacked = 0;
    QDirIterator tarballs(m_desk.serverData(), {u"*.tgz"_s}, QDir::Files, QDirIterator::Subdirectories);
    while (tarballs.hasNext()) {
        const QString folder = m_unpacked.filePath(QString::number(unpacked++));
        QVERIFY(QDir().mkpath(folder));
        output(folder, u"tar"_s, {u"xzf"_s, tarballs.next()});
        const QString version = versionIn(folder);
        const bool isNew = version == request()->version;
        if (!isNew)
            m_base = version;
        QVERIFY(QDir().rename(folder, m_unpacked.filePath(isNew ? u"after"_s : u"before"_s)));
    }
    QCOMPARE(unpacked, 2);
}

void TestConsoleChanges::opensTheChangesOfTheRequest()
{
    QVERIFY2(choose(), qPrintable(m_desk.failure()));
    QTRY_VERIFY_WITH_TIMEOUT(pane() && document().count() > 0, patienceMs);
    QVERIFY(m_desk.find(u"fileList"_s));
}

void TestConsoleChanges::comparesWithTheVersionThatIsChosen()
{
    // Nobody approved an earlier version of it: at first all is new.
    QVERIFY2(m_desk.chooseFromMenu(u"diffBase"_s, m_base), qPrintable(m_desk.failure()));
    QTRY_COMPARE_WITH_TIMEOUT(m_desk.find<QPushButton>(u"diffBase"_s)->text(), m_base, patienceMs);
    if (QWidget *maps = m_desk.find(u"showSourceMaps"_s))
        QVERIFY2(m_desk.click(maps->objectName()), qPrintable(m_desk.failure()));
    QTRY_VERIFY(document().count() > 0);
}

void TestConsoleChanges::listsWhatDiffFinds()
{
    // With -N a file that one side lacks is one that differs.
    const QString found = output(m_unpacked.path(), u"diff"_s, {u"-rqN"_s, u"before/package"_s, u"after/package"_s});
    QStringList expected;
    const QStringList lines = found.split(u'\n', Qt::SkipEmptyParts);
    for (const QString &line : lines)
        expected += line.section(u' ', 1, -1).section(" and after/package/"_L1, 0, 0).remove("before/package/"_L1);
    QStringList listed;
    for (int section = 0; section < document().count(); ++section) {
        const FileChange &file = document().section(section).file;
        listed += file.path;
        if (file.oldPath)
            listed += *file.oldPath;
    }
    expected.sort();
    listed.sort();
    QVERIFY(!expected.isEmpty());
    QCOMPARE(listed, expected);
}

void TestConsoleChanges::countsWhatGitCounts()
{
    const QString found = output(m_unpacked.path(), u"git"_s,
        {u"diff"_s, u"--no-index"_s, u"--no-renames"_s, u"--patience"_s, u"--numstat"_s, u"-z"_s, u"before/package"_s, u"after/package"_s});
    QHash<QString, QString> expected;
    const QStringList fields = found.split(QChar(0), Qt::SkipEmptyParts);
    for (qsizetype i = 0; i + 2 < fields.size(); i += 3) {
        const QString path = fields.at(i + 1) == "/dev/null"_L1 ? fields.at(i + 2) : fields.at(i + 1);
        expected.insert(path.section(u'/', 2), fields.at(i).trimmed());
    }
    int compared = 0;
    for (int section = 0; section < document().count(); ++section) {
        const FileChange &file = document().section(section).file;
        if (file.binary || file.kind == FileChangeKind::Renamed)
            continue;
        QCOMPARE(u"%1\t%2"_s.arg(file.added).arg(file.removed), expected.value(file.path));
        ++compared;
    }
    QVERIFY(compared > 0);
}

void TestConsoleChanges::everyFileReadsAsItIs()
{
    for (int section = 0; section < document().count(); ++section) {
        const FileChange file = document().section(section).file;
        if (file.binary || document().section(section).isLong())
            continue;
        pane()->goToSection(section);
        QTRY_VERIFY2_WITH_TIMEOUT(document().section(section).comparison || document().section(section).isCollapsed, qPrintable(file.path), patienceMs);
        const FileComparison &comparison = *document().section(section).comparison;
        if (comparison.madeReadable)
            continue;
        const QString before = file.kind == FileChangeKind::Added ? QString() : sideText(u"before"_s, file.oldPath.value_or(file.path));
        const QString after = file.kind == FileChangeKind::Deleted ? QString() : sideText(u"after"_s, file.path);
        QVERIFY2(comparison.before.text() == before, qPrintable(file.path));
        QVERIFY2(comparison.after.text() == after, qPrintable(file.path));
        QCOMPARE(comparison.added, file.added);
        QCOMPARE(comparison.removed, file.removed);
    }
}

void TestConsoleChanges::marksFollowThePerson()
{
    pane()->goToSection(0);
    pane()->setFocus();
    const QString path = document().section(0).file.path;
    m_desk.press(Qt::Key_R);
    QTRY_VERIFY(document().section(0).isReviewed);
    QVERIFY2(m_desk.become(u"Compliance reviewer"_s), qPrintable(m_desk.failure()));
    QVERIFY2(choose(), qPrintable(m_desk.failure()));
    QTRY_VERIFY_WITH_TIMEOUT(pane() && document().count() > 0, patienceMs);
    QVERIFY(!document().section(document().indexOf(path)).isReviewed);
    QVERIFY2(m_desk.become(u"Security reviewer"_s), qPrintable(m_desk.failure()));
    QVERIFY2(choose(), qPrintable(m_desk.failure()));
    QTRY_VERIFY_WITH_TIMEOUT(pane() && document().count() > 0, patienceMs);
    QTRY_VERIFY_WITH_TIMEOUT(document().section(document().indexOf(path)).isReviewed, patienceMs);
}

QTEST_MAIN(TestConsoleChanges)
#include "tst_consolechanges.moc"
