// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The console of tst_train: one scene of a journey in a process of its own, so that it can be killed.
//   trainrider SCENE HOME    decide, look or send; prints one JSON object when the scene is over, then
//                            waits to be killed. Ends with 1 and says why when it cannot go on.
#include "core/outbox/intentcodec.h"
#include "core/sync/connectionstate.h"
#include "tests/endtoend/consolefixture.h"
#include "tests/endtoend/trainjourney.h"

#include <QAbstractItemView>
#include <QElapsedTimer>
#include <QJsonArray>
#include <QJsonDocument>
#include <QLabel>
#include <QPlainTextEdit>
#include <QTextBlock>

#include <cstdio>

using namespace Qt::Literals::StringLiterals;
using namespace gatehouse;
using namespace gatehouse::testsupport;

namespace {

[[noreturn]] void giveUp(const QString &why)
{
    std::fprintf(stderr, "trainrider: %s\n", qPrintable(why));
    std::exit(1);
}

void need(bool done, const QString &what)
{
    if (!done)
        giveUp(what);
}

void tell(const QJsonObject &object)
{
    std::printf("%s\n", QJsonDocument(object).toJson(QJsonDocument::Compact).constData());
    std::fflush(stdout);
}

class Rider
{
public:
    explicit Rider(const QString &home)
        : m_desk(train::packages(), home)
    {
    }

    void decide();
    void look();
    void send();

private:
    using State = ConnectionState::State;
    void until(const QString &what, const std::function<bool()> &condition);
    const ApprovalRequest *request(const QString &plugin);
    void open(const QString &plugin);
    void approve(const QString &plugin);
    void comment();
    void editConfiguration();
    int kept() { return m_desk.workspace().outbox.intents().count(); }
    QJsonArray intents();

    ConsoleFixture m_desk;
};

void Rider::until(const QString &what, const std::function<bool()> &condition)
{
    QElapsedTimer timer;
    timer.start();
    while (!condition()) {
        if (timer.elapsed() > 2 * patienceMs)
            giveUp(u"waited in vain for "_s + what + u"; before: "_s + m_desk.failure() + u"; outbox: "_s
                + QString::fromUtf8(QJsonDocument(intents()).toJson(QJsonDocument::Compact)));
        QCoreApplication::processEvents(QEventLoop::AllEvents, 20);
    }
}

const ApprovalRequest *Rider::request(const QString &plugin)
{
    const RequestStore &requests = m_desk.workspace().requests;
    for (int row = 0; row < requests.count(); ++row) {
        const ApprovalRequest &each = requests.at(row);
        if (each.pluginName == plugin && each.queue == "your_turn"_L1)
            return &each;
    }
    return nullptr;
}

void Rider::open(const QString &plugin)
{
    need(m_desk.openPage(Qt::Key_I), m_desk.failure());
    until(u"the request about "_s + plugin, [this, plugin] { return request(plugin); });
    m_desk.console().window().pages()->current()->openObject(request(plugin)->id.text());
    until(u"the detail of "_s + plugin, [this, plugin] {
        const auto *name = m_desk.find<QLabel>(u"requestName"_s);
        return name && name->text().contains(plugin);
    });
}

void Rider::approve(const QString &plugin)
{
    const int before = kept();
    open(plugin);
    m_desk.find(u"requestList"_s)->setFocus();
    m_desk.press(Qt::Key_A);
    m_desk.press(Qt::Key_A);
    need(m_desk.type(u"decisionReason"_s, train::reasonFor(plugin)), m_desk.failure());
    m_desk.press(Qt::Key_Return, Qt::ControlModifier);
    until(u"the decision on "_s + plugin + u" to be kept"_s, [this, before] { return kept() == before + 1 && !m_desk.find(u"decisionDialog"_s); });
}

void Rider::comment()
{
    const int before = kept();
    open(train::commentedOn());
    m_desk.find(u"requestList"_s)->setFocus();
    m_desk.press(Qt::Key_C);
    need(m_desk.type(u"commentText"_s, train::comment()), m_desk.failure());
    m_desk.press(Qt::Key_Return, Qt::ControlModifier);
    until(u"the comment to be kept"_s, [this, before] { return kept() == before + 1; });
}

void Rider::editConfiguration()
{
    const int before = kept();
    need(m_desk.openPage(Qt::Key_C), m_desk.failure());
    until(u"the configuration's text"_s, [this] {
        const auto *editor = m_desk.find<QPlainTextEdit>(u"configEditor"_s);
        return editor && editor->toPlainText().contains("uiUrl"_L1);
    });
    auto *editor = m_desk.find<QPlainTextEdit>(u"configEditor"_s);
    QTextCursor line(editor->document()->findBlockByNumber(2));
    line.select(QTextCursor::LineUnderCursor);
    line.insertText(u"  uiUrl: "_s + train::newAddress());
    until(u"Save to be offered"_s, [this] { return m_desk.find(u"configSave"_s)->isEnabled(); });
    m_desk.press(Qt::Key_S, Qt::ControlModifier);
    need(m_desk.type(u"configReason"_s, train::configReason()), m_desk.failure());
    m_desk.press(Qt::Key_Return, Qt::ControlModifier);
    until(u"the edit to be kept"_s, [this, before] { return kept() == before + 1 && !m_desk.find(u"configChangeDialog"_s); });
}

void Rider::decide()
{
    need(m_desk.start(train::person()), m_desk.failure());
    need(m_desk.awaitSandbox(), m_desk.failure());
    for (const QString &plugin : train::decidedOn())
        until(plugin, [this, plugin] { return request(plugin); });
    need(m_desk.chooseEnvironment(u"dev"_s), m_desk.failure());
    need(m_desk.openPage(Qt::Key_C), m_desk.failure());
    until(u"the configuration's text"_s, [this] {
        const auto *editor = m_desk.find<QPlainTextEdit>(u"configEditor"_s);
        return editor && editor->toPlainText().contains("uiUrl"_L1);
    });
    m_desk.workspace().takeOffline.start();
    until(u"the queue to be on this computer"_s, [this] { return m_desk.workspace().takeOffline.state() == TakeOffline::State::Complete; });
    need(m_desk.loseTheNetwork(), m_desk.failure());
    for (const QString &plugin : train::decidedOn())
        approve(plugin);
    comment();
    editConfiguration();
    tell({{u"intents"_s, intents()}, {u"server"_s, m_desk.serverData()}});
}

void Rider::look()
{
    m_desk.launch();
    need(m_desk.awaitLists(), m_desk.failure());
    until(u"being offline"_s, [this] { return m_desk.workspace().connection.state() == State::Offline; });
    until(u"the outbox"_s, [this] { return kept() > 0; });
    open(train::decidedOn().first());
    // The comment was written in another tab, and that is where the console comes back.
    m_desk.press(Qt::Key_1, Qt::AltModifier);
    const auto evidence = [this] {
        const auto *shown = m_desk.find<QAbstractItemView>(u"evidenceList"_s);
        return shown ? shown->model()->rowCount() : 0;
    };
    until(u"the evidence"_s, [evidence] { return evidence() > 0; });
    tell({{u"intents"_s, intents()}, {u"plugins"_s, m_desk.workspace().plugins.count()}, {u"evidence"_s, evidence()}});
}

void Rider::send()
{
    m_desk.launch();
    need(m_desk.awaitLists(), m_desk.failure());
    until(u"being live"_s, [this] { return m_desk.workspace().connection.state() == State::Live; });
    need(m_desk.openPage(Qt::Key_O), m_desk.failure());
    // Two decisions, the comment and the edit; the rest does not stand as it stood.
    until(u"what did not move to be ready"_s, [this] { return m_desk.workspace().outbox.readyToSend().size() == 4; });
    need(m_desk.click(u"sendNow"_s), m_desk.failure());
    const auto isSettled = [this] {
        const IntentStore &all = m_desk.workspace().outbox.intents();
        for (int row = 0; row < all.count(); ++row) {
            const IntentState state = all.at(row).state;
            if (state == IntentState::Composed || state == IntentState::Queued || state == IntentState::Sending)
                return false;
        }
        return true;
    };
    until(u"everything to be sent or held"_s, isSettled);
    tell({{u"intents"_s, intents()}});
}

QJsonArray Rider::intents()
{
    QJsonArray list;
    if (!m_desk.hasWorkspace())
        return list;
    const IntentStore &all = m_desk.workspace().outbox.intents();
    for (int row = 0; row < all.count(); ++row) {
        const Intent &intent = all.at(row);
        list.append(QJsonObject {{u"kind"_s, toWire(intent.kind)}, {u"state"_s, toWire(intent.state)}, {u"subject"_s, intent.subject},
            {u"reason"_s, intent.reason}, {u"message"_s, intent.errorMessage}, {u"attempts"_s, intent.attempts},
            {u"checked"_s, intent.checkedAt ? toRfc3339(*intent.checkedAt) : QString()}});
    }
    return list;
}

} // namespace

int main(int argc, char **argv)
{
    QApplication application(argc, argv);
    if (argc != 3)
        giveUp(u"a scene and a home are needed"_s);
    const QString scene = QString::fromLocal8Bit(argv[1]);
    Rider rider(QString::fromLocal8Bit(argv[2]));
    if (scene == "decide"_L1)
        rider.decide();
    else if (scene == "look"_L1)
        rider.look();
    else if (scene == "send"_L1)
        rider.send();
    else
        giveUp(u"there is no scene "_s + scene);
    return QApplication::exec();
}
