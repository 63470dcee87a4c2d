// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/common/scrollmemory.h"
#include "widgets/common/uistate.h"

#include <QFile>
#include <QListWidget>
#include <QScreen>
#include <QScrollBar>
#include <QSplitter>
#include <QTemporaryDir>
#include <QTest>
#include <QTimer>

using namespace gatehouse;
using namespace Qt::Literals::StringLiterals;

class TestUiState final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void keepsValuesAcrossStarts();
    void restoresASplitter();
    void scrollsBackOnceThereIsEnough();
    void aNewWindowFitsTheScreen();
    void scrollsEachObjectBack();
    void aScrolledViewIsLeftAlone();
    void writesWhileChangesGoOn();
    void keepsADamagedFileBesideAndSaysSo();
    void tellsWhenItCannotWrite();

private:
    QTemporaryDir m_dir;
};

void TestUiState::keepsValuesAcrossStarts()
{
    const QString file = m_dir.filePath(u"values/ui.json"_s);
    {
        SettingsFile state(file);
        state.setValue(u"page"_s, u"registry"_s);
    }
    SettingsFile again(file);
    QCOMPARE(again.value(u"page"_s).toString(), u"registry"_s);
    QCOMPARE(QFile::permissions(file) & (QFile::ReadOther | QFile::ReadGroup), QFile::Permissions());
}

void TestUiState::restoresASplitter()
{
    const QString file = m_dir.filePath(u"splitter.json"_s);
    const auto makeSplitter = [] {
        auto splitter = std::make_unique<QSplitter>();
        splitter->setObjectName(u"inboxSplitter"_s);
        splitter->addWidget(new QWidget);
        splitter->addWidget(new QWidget);
        splitter->resize(800, 300);
        return splitter;
    };
    {
        SettingsFile settings(file);
        UiState state(settings);
        const auto splitter = makeSplitter();
        state.remember(splitter.get());
        splitter->setSizes({200, 600});
        Q_EMIT splitter->splitterMoved(200, 1);
    }
    SettingsFile settings(file);
    UiState state(settings);
    const auto splitter = makeSplitter();
    state.remember(splitter.get());
    QVERIFY(qAbs(splitter->sizes().at(0) - 200) < 8);
}

void TestUiState::scrollsBackOnceThereIsEnough()
{
    const QString file = m_dir.filePath(u"scroll.json"_s);
    const auto makeList = [](int rows) {
        auto list = std::make_unique<QListWidget>();
        list->setObjectName(u"list"_s);
        list->resize(200, 100);
        for (int row = 0; row < rows; ++row)
            list->addItem(QString::number(row));
        list->show();
        return list;
    };
    {
        SettingsFile settings(file);
        UiState state(settings);
        const auto list = makeList(200);
        state.remember(list.get());
        QTRY_VERIFY(list->verticalScrollBar()->maximum() > 50);
        list->verticalScrollBar()->setValue(50);
    }
    SettingsFile settings(file);
    UiState state(settings);
    const auto list = makeList(2);
    state.remember(list.get());
    for (int row = 2; row < 200; ++row)
        list->addItem(QString::number(row));
    QTRY_COMPARE(list->verticalScrollBar()->value(), 50);
    // Later news do not scroll.
    list->verticalScrollBar()->setValue(10);
    list->addItem(u"news"_s);
    QCoreApplication::processEvents();
    QCOMPARE(list->verticalScrollBar()->value(), 10);
}

void TestUiState::aNewWindowFitsTheScreen()
{
    SettingsFile settings(m_dir.filePath(u"window.json"_s));
    UiState state(settings);
    QWidget window;
    window.setMinimumSize(100, 100);
    window.resize(10'000, 10'000);
    state.rememberWindow(&window);
    const QSize screen = window.screen()->availableSize();
    QVERIFY(window.width() < screen.width());
    QVERIFY(window.height() < screen.height());
}

namespace {

std::unique_ptr<QListWidget> listOf(int rows)
{
    auto list = std::make_unique<QListWidget>();
    list->resize(200, 100);
    list->setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    for (int row = 0; row < rows; ++row)
        list->addItem(QString::number(row));
    list->show();
    return list;
}

} // namespace

void TestUiState::scrollsEachObjectBack()
{
    const QString file = m_dir.filePath(u"objects.json"_s);
    {
        SettingsFile settings(file);
        UiState state(settings);
        const auto list = listOf(200);
        auto *memory = new ScrollMemory(state, list.get(), u"detail"_s);
        QScrollBar *bar = list->verticalScrollBar();
        QTRY_VERIFY(bar->maximum() > 90);
        memory->setObject(u"one"_s);
        bar->setValue(50);
        memory->setObject(u"two"_s);
        QCOMPARE(bar->value(), 0);
        bar->setValue(90);
        memory->setObject(u"one"_s);
        QCOMPARE(bar->value(), 50);
    }
    // After a restart, once there is enough to scroll.
    SettingsFile settings(file);
    UiState state(settings);
    const auto list = listOf(2);
    auto *memory = new ScrollMemory(state, list.get(), u"detail"_s);
    memory->setObject(u"two"_s);
    QCOMPARE(list->verticalScrollBar()->value(), 0);
    for (int row = 2; row < 200; ++row)
        list->addItem(u"late"_s);
    QTRY_COMPARE(list->verticalScrollBar()->value(), 90);
    // Only the last ones are kept.
    for (int i = 0; i < ScrollMemory::mostObjects; ++i) {
        memory->setObject(QString::number(i));
        list->verticalScrollBar()->setValue(10 + i);
    }
    memory->setObject(u"one"_s);
    QCOMPARE(list->verticalScrollBar()->value(), 0);
}

void TestUiState::aScrolledViewIsLeftAlone()
{
    SettingsFile settings(m_dir.filePath(u"alone.json"_s));
    UiState state(settings);
    state.setValue(u"scrolled/detail"_s, QVariantList {QVariant(QVariantList {u"one"_s, 5000})});
    const auto list = listOf(40);
    QScrollBar *bar = list->verticalScrollBar();
    QTRY_VERIFY(bar->maximum() > 20);
    auto *memory = new ScrollMemory(state, list.get(), u"detail"_s);
    memory->setObject(u"two"_s);
    memory->setObject(u"one"_s);
    // The person goes elsewhere before there is enough.
    bar->triggerAction(QAbstractSlider::SliderSingleStepAdd);
    const int chosen = bar->value();
    for (int row = 0; row < 400; ++row)
        list->addItem(u"late"_s);
    QTRY_VERIFY(bar->maximum() > 5000);
    QCOMPARE(bar->value(), chosen);
}

//! Somebody who types without a pause does not lose their place when the console is killed.
void TestUiState::writesWhileChangesGoOn()
{
    const QString file = m_dir.filePath(u"steady.json"_s);
    SettingsFile settings(file);
    int changes = 0;
    QTimer typing;
    connect(&typing, &QTimer::timeout, this, [&] { settings.setValue(u"cursor"_s, ++changes); });
    typing.start(20);
    QTRY_VERIFY_WITH_TIMEOUT(QFile::exists(file), 10'000);
    QVERIFY(typing.isActive());
}

void TestUiState::keepsADamagedFileBesideAndSaysSo()
{
    const QString name = m_dir.filePath(u"damaged.json"_s);
    QFile file(name);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write("{\"page\": ");
    file.close();
    SettingsFile state(name);
    QVERIFY(!state.error().code.isEmpty());
    QVERIFY(QFile::exists(name + u".damaged"_s));
    QVERIFY(!state.contains(u"page"_s));
}

void TestUiState::tellsWhenItCannotWrite()
{
    const QString blocker = m_dir.filePath(u"afile"_s);
    QFile file(blocker);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.close();
    SettingsFile state(blocker + u"/ui.json"_s);
    bool told = false;
    connect(&state, &SettingsFile::failed, this, [&told] { told = true; });
    state.setValue(u"page"_s, u"inbox"_s);
    QTRY_VERIFY(told);
}

QTEST_MAIN(TestUiState)
#include "tst_uistate.moc"
