// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/endtoend/consolefixture.h"

#include "core/base/async.h"
#include "tests/testsupport/eventwait.h"
#include "tests/testsupport/processsupport.h"
#include "widgets/common/pagewidget.h"

#include <QAbstractItemView>
#include <QDir>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QLabel>
#include <QMenu>
#include <QStandardPaths>

#include <csignal>

using namespace Qt::Literals::StringLiterals;

namespace gatehouse::testsupport {

namespace {

bool isAtRest(OperationStatus status)
{
    return status != OperationStatus::Running && status != OperationStatus::Queued && status != OperationStatus::Cancelling;
}

//! Menus may run a loop of their own: this clicks from within it.
class MenuClicker final : public QObject
{
public:
    explicit MenuClicker(QString entry)
        : m_entry(std::move(entry))
    {
        m_poll.setInterval(20);
        connect(&m_poll, &QTimer::timeout, this, &MenuClicker::look);
        m_poll.start();
    }
    bool isDone() const { return m_done; }

private:
    void look()
    {
        auto *menu = qobject_cast<QMenu *>(QApplication::activePopupWidget());
        if (!menu)
            return;
        const QList<QAction *> actions = menu->actions();
        for (QAction *action : actions) {
            if (action->text() != m_entry || !action->isEnabled())
                continue;
            m_poll.stop();
            m_done = true;
            QTest::mouseClick(menu, Qt::LeftButton, {}, menu->actionGeometry(action).center());
            return;
        }
    }

    QString m_entry;
    QTimer m_poll;
    bool m_done = false;
};

} // namespace

ConsoleFixture::ConsoleFixture(const QStringList &packages)
    : ConsoleFixture(packages, QString())
{
}

ConsoleFixture::ConsoleFixture(const QStringList &packages, const QString &home)
    : m_ownHome(home.isEmpty() ? std::make_unique<QTemporaryDir>() : nullptr)
{
    const QDir folder(m_ownHome ? m_ownHome->path() : home);
    // HOME stays: npm's own configuration lives there, and the server reads packages through it.
    for (const char *name : {"XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME", "XDG_STATE_HOME"})
        qputenv(name, folder.filePath(QString::fromLatin1(name).toLower()).toLocal8Bit());
    m_packageList = folder.filePath(u"packages.json"_s);
    QFile list(m_packageList);
    if (list.open(QIODevice::WriteOnly))
        list.write(QJsonDocument(QJsonArray::fromStringList(packages)).toJson());
}

ConsoleFixture::~ConsoleFixture() = default;

bool ConsoleFixture::wait(const QString &what, const std::function<bool()> &condition)
{
    if (waitUntil(condition, patienceMs))
        return true;
    m_failure = u"waited in vain for "_s + what + (m_failure.isEmpty() ? QString() : QString(u"; before: "_s + m_failure));
    return false;
}

void ConsoleFixture::show(Options options)
{
    options.packageList = m_packageList;
    m_fills = 0;
    const AutoLock::Clocks real = AutoLock::systemClocks();
    const AutoLock::Clocks clocks {[this, real] { return real.awake() + m_awayMs; }, [this, real] { return real.always() + m_awayMs; }};
    m_console = std::make_unique<Console>(*qApp, std::move(options), clocks);
    QObject::connect(m_console.get(), &Console::ready, m_console.get(), [this] { ++m_fills; });
    QObject::connect(m_console.get(), &Console::failed, m_console.get(),
        [this](const Error &error) { m_failure = describe(error); });
    m_console->window().resize(1440, 900);
    m_console->start();
    m_console->window().activateWindow();
}

void ConsoleFixture::launch()
{
    show({});
}

bool ConsoleFixture::start(const QString &persona)
{
    Options options;
    options.sandbox = true;
    options.persona = persona;
    show(std::move(options));
    return awaitLists();
}

bool ConsoleFixture::awaitLists()
{
    return wait(u"the first lists"_s, [this] { return m_fills > 0; })
        && wait(u"an active window"_s, [this] { return m_console->window().isActiveWindow(); });
}

bool ConsoleFixture::awaitListsAgain(int before)
{
    return wait(u"the lists once more"_s, [this, before] { return m_fills > before && hasWorkspace(); });
}

bool ConsoleFixture::sendPassphrase(const QString &present, const QString &next)
{
    return openPage(Qt::Key_S) && click(u"keptPassphrase"_s) && (present.isEmpty() || type(u"passphrasePresent"_s, present))
        && type(u"passphraseNext"_s, next) && type(u"passphraseAgain"_s, next) && click(u"passphraseSubmit"_s);
}

bool ConsoleFixture::loseTheNetwork()
{
    const qint64 server = childNamed(QCoreApplication::applicationPid(), u"gatehouse-server"_s);
    return server > 0 && ::kill(pid_t(server), SIGKILL) == 0
        && wait(u"the connection to be lost"_s, [this] { return workspace().connection.state() == ConnectionState::State::Offline; });
}

void ConsoleFixture::stop()
{
    m_console.reset();
}

bool ConsoleFixture::awaitSandbox()
{
    return wait(u"the sandbox's own work"_s, [this] {
        const OperationStore &operations = workspace().operations;
        for (int row = 0; row < operations.count(); ++row) {
            if (!isAtRest(operations.at(row).status))
                return false;
        }
        return operations.count() > 0;
    });
}

QString ConsoleFixture::serverData() const
{
    return data() + u"/sandbox"_s;
}

QString ConsoleFixture::data() const
{
    return QStandardPaths::writableLocation(QStandardPaths::AppDataLocation);
}

std::optional<Plugin> ConsoleFixture::plugin(const QString &name)
{
    const PluginStore &plugins = workspace().plugins;
    for (int row = 0; row < plugins.count(); ++row) {
        if (plugins.at(row).name == name)
            return plugins.at(row);
    }
    return std::nullopt;
}

bool ConsoleFixture::ask(const QString &package, Environment environment)
{
    const auto asked = plugin(package);
    if (!asked)
        return false;
    RequestDraft draft;
    draft.type = RequestType::Install;
    draft.environment = environment;
    draft.versionId = asked->latestVersionId;
    draft.justification = u"Two teams asked for it."_s;
    draft.impact = u"One more tab on their pages."_s;
    draft.rollbackPlan = u"Remove it."_s;
    std::optional<bool> taken;
    deliver(workspace().approvals.submit(draft), m_console.get(), [&taken](const Result<ApprovalRequest> &given) { taken = given.has_value(); });
    return wait(u"the request about "_s + package, [&taken] { return taken.has_value(); }) && *taken;
}

bool ConsoleFixture::become(const QString &personaName)
{
    const int before = m_fills;
    press(Qt::Key_K, Qt::ControlModifier);
    if (!type(u"paletteInput"_s, u"Be "_s + personaName))
        return false;
    QTest::keyClick(find(u"paletteInput"_s), Qt::Key_Return);
    return wait(u"the lists of "_s + personaName, [this, before] { return m_fills > before; })
        && wait(u"being "_s + personaName, [this, personaName] { return workspace().me() && workspace().me()->name == personaName; });
}

bool ConsoleFixture::openPage(Qt::Key letter)
{
    // Single keys belong to the text while one is written.
    if (QWidget *focus = QApplication::focusWidget())
        focus->clearFocus();
    press(Qt::Key_G);
    press(letter);
    return wait(u"the page to settle"_s, [this] {
        const PageWidget *page = m_console->window().pages()->current();
        return page && page->isVisible() && page->isSettled();
    });
}

bool ConsoleFixture::chooseEnvironment(const QString &name)
{
    press(Qt::Key_K, Qt::ControlModifier);
    if (!type(u"paletteInput"_s, u"Environment: "_s + name))
        return false;
    QTest::keyClick(find(u"paletteInput"_s), Qt::Key_Return);
    return wait(u"the environment "_s + name, [this] { return !find(u"commandPalette"_s); });
}

QWidget *ConsoleFixture::find(const QString &name) const
{
    const QList<QWidget *> all = m_console->window().findChildren<QWidget *>(name);
    for (QWidget *widget : all) {
        if (widget->isVisible())
            return widget;
    }
    return nullptr;
}

bool ConsoleFixture::click(const QString &name)
{
    if (!wait(name + u" to be there and enabled"_s, [this, name] { const QWidget *w = find(name); return w && w->isEnabled(); }))
        return false;
    QTest::mouseClick(find(name), Qt::LeftButton);
    return true;
}

bool ConsoleFixture::type(const QString &name, const QString &text)
{
    if (!wait(name + u" to be there and enabled"_s, [this, name] { const QWidget *w = find(name); return w && w->isEnabled(); }))
        return false;
    QWidget *input = find(name);
    auto *area = qobject_cast<QAbstractScrollArea *>(input);
    QTest::mouseClick(area ? area->viewport() : input, Qt::LeftButton);
    QTest::keyClick(input, Qt::Key_A, Qt::ControlModifier);
    QTest::keyClick(input, Qt::Key_Delete);
    QTest::keyClicks(input, text);
    return true;
}

bool ConsoleFixture::clickRow(const QString &view, int row)
{
    if (!wait(u"row %1 of %2"_s.arg(row).arg(view), [this, view, row] {
            const auto *shown = find<QAbstractItemView>(view);
            return shown && shown->model()->rowCount() > row;
        }))
        return false;
    auto *shown = find<QAbstractItemView>(view);
    const QModelIndex index = shown->model()->index(row, 0);
    shown->scrollTo(index);
    QTest::mouseClick(shown->viewport(), Qt::LeftButton, {}, shown->visualRect(index).center());
    return true;
}

bool ConsoleFixture::chooseFromMenu(const QString &button, const QString &entry)
{
    const MenuClicker clicker(entry);
    if (!click(button) || !wait(u"the menu entry "_s + entry, [&clicker] { return clicker.isDone(); }))
        return false;
    // The offscreen platform makes no window active again when a menu closes.
    m_console->window().activateWindow();
    return wait(u"an active window"_s, [this] { return m_console->window().isActiveWindow(); });
}

void ConsoleFixture::press(Qt::Key key, Qt::KeyboardModifiers modifiers)
{
    QWidget *focus = QApplication::focusWidget();
    QTest::keyClick(focus ? focus : &m_console->window(), key, modifiers);
}

QString ConsoleFixture::wordsOf(const QString &name) const
{
    QStringList words;
    if (const QWidget *root = find(name)) {
        const QList<QLabel *> labels = root->findChildren<QLabel *>();
        for (const QLabel *label : labels) {
            if (label->isVisible() && !label->text().isEmpty())
                words.append(label->text());
        }
    }
    return words.join(u'\n');
}

} // namespace gatehouse::testsupport
