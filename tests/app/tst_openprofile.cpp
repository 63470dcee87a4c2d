// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/openprofile.h"
#include "app/personsession.h"
#include "widgets/common/uistate.h"

#include <QTemporaryDir>
#include <QTest>

using namespace gatehouse;
using namespace Qt::Literals::StringLiterals;

namespace {

Profile profile(const QString &id)
{
    Profile p;
    p.id = id;
    p.sandbox = true; // Its key rests in a file.
    p.portalName = u"Sandbox"_s;
    p.personName = u"Priya Raman"_s;
    return p;
}

SecureBytes passphrase()
{
    QByteArray bytes("correct horse");
    return SecureBytes::take(bytes);
}

} // namespace

//! One profile at a time: what it holds, and when each of it goes.
class TestOpenProfile final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void buildsAWorkspaceThatIsNotYetShown();
    void everythingIsThereWhenItCloses();
    void whatWasClosedMeanwhileIsNotTold();
    void aPassphraseIsAskedForFirst();
    void holdsWithoutOpening();

private:
    void open(const QString &id);

    std::unique_ptr<QTemporaryDir> m_directory;
    std::unique_ptr<SettingsFile> m_settings;
    std::unique_ptr<UiState> m_state;
    std::unique_ptr<PersonSession> m_person;
    std::unique_ptr<OpenProfile> m_work;
    QStringList m_told; //!< Whose workspace is there.
    int m_locked = 0;
};

void TestOpenProfile::init()
{
    m_told.clear();
    m_locked = 0;
    m_directory = std::make_unique<QTemporaryDir>();
    m_settings = std::make_unique<SettingsFile>(m_directory->filePath(u"ui.json"_s));
    m_state = std::make_unique<UiState>(*m_settings);
    m_person = std::make_unique<PersonSession>(m_directory->path(), PersonSession::Browser::Nobody);
    m_work = std::make_unique<OpenProfile>(*m_person, *m_state, m_directory->filePath(u"profiles"_s));
}

void TestOpenProfile::cleanup()
{
    m_work->close();
    m_work.reset();
    m_person.reset();
}

void TestOpenProfile::open(const QString &id)
{
    const auto then = [this, id](const Result<bool> &kept) {
        QVERIFY(kept.has_value());
        // Nothing was kept before, and that is not enough to work with.
        QVERIFY(!*kept);
        m_told.append(id);
    };
    m_work->open(profile(id), then, [this] { ++m_locked; });
}

void TestOpenProfile::buildsAWorkspaceThatIsNotYetShown()
{
    QVERIFY(!m_work->profile());
    open(u"one"_s);
    QTRY_COMPARE(m_told, QStringList {u"one"_s});
    QCOMPARE(m_work->profile()->id, u"one"_s);
    QVERIFY(m_work->workspace());
    QVERIFY(m_work->data());
    QVERIFY(!m_work->isShown());
    m_work->setShown();
    QVERIFY(m_work->isShown());
    QVERIFY(m_work->storeOf(profile(u"one"_s)).startsWith(m_directory->path()));
    QCOMPARE(m_locked, 0);
}

void TestOpenProfile::everythingIsThereWhenItCloses()
{
    open(u"one"_s);
    QTRY_COMPARE(m_told.size(), 1);
    m_work->setShown();
    int closings = 0;
    connect(m_work.get(), &OpenProfile::closing, this, [this, &closings] {
        ++closings;
        QVERIFY(m_work->workspace());
        QVERIFY(m_work->data());
        // What fails now is not told over work that goes.
        QVERIFY(!m_work->isShown());
        QVERIFY(!m_work->profile());
    });
    m_work->close();
    QCOMPARE(closings, 1);
    QVERIFY(!m_work->workspace());
    QVERIFY(!m_work->data());
    disconnect(m_work.get(), nullptr, this, nullptr);
}

void TestOpenProfile::whatWasClosedMeanwhileIsNotTold()
{
    open(u"one"_s);
    m_work->close();
    open(u"two"_s);
    QTRY_COMPARE(m_told, QStringList {u"two"_s});
    QCOMPARE(m_work->profile()->id, u"two"_s);
}

void TestOpenProfile::aPassphraseIsAskedForFirst()
{
    open(u"one"_s);
    QTRY_COMPARE(m_told.size(), 1);
    m_work->data()->setPassphraseCost(PassphraseCost::least());
    const QFuture<Status> set = m_work->data()->changePassphrase({}, passphrase());
    QTRY_VERIFY(set.isFinished());
    QVERIFY(set.result().has_value());
    m_work->close();
    open(u"one"_s);
    QTRY_COMPARE(m_locked, 1);
    QVERIFY(!m_work->workspace());
    const QFuture<Status> unlocked = m_work->data()->unlock(passphrase());
    QTRY_VERIFY(unlocked.isFinished());
    QVERIFY(unlocked.result().has_value());
    bool filled = false;
    m_work->fill([&filled](const Result<bool> &kept) { filled = kept.has_value(); });
    QTRY_VERIFY(filled);
    QCOMPARE(m_told.size(), 1);
}

void TestOpenProfile::holdsWithoutOpening()
{
    m_work->hold(profile(u"one"_s));
    QCOMPARE(m_work->profile()->id, u"one"_s);
    QVERIFY(!m_work->workspace());
    const ProfileData *held = m_work->data();
    QVERIFY(held);
    m_work->hold(profile(u"one"_s));
    QCOMPARE(m_work->data(), held);
    const std::shared_ptr<ProfileData> taken = m_work->takeData();
    m_work->close();
    const QFuture<Status> wiped = taken->wipe();
    QTRY_VERIFY(wiped.isFinished());
    QVERIFY(wiped.result().has_value());
}

QTEST_GUILESS_MAIN(TestOpenProfile)
#include "tst_openprofile.moc"
