// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/widgets/pagescene.h"

#include "tests/testsupport/eventwait.h"

#include <QApplication>
#include <QLabel>

using namespace Qt::Literals::StringLiterals;

namespace gatehouse::widgetstest {

namespace {
constexpr int patienceMs = 5000;
}

PageScene::PageScene(coretest::ScriptedServer::Script portal, QString pageId)
    : lock(clock)
    , server(std::move(portal))
    , client(tokens, lock, clock)
    , connection(clock)
    , freshness(connection)
    , settings(directory.filePath(u"ui.json"_s))
    , state(settings)
    , m_pageId(std::move(pageId))
{
    if (!client.setBaseUrl(server.url()))
        qFatal("The address of the scripted server is none");
    connection.signedIn();
    freshness.watch(client);
    openWindow();
}

PageScene::~PageScene()
{
    closeWindow();
}

bool PageScene::openOutbox()
{
    outbox = std::make_unique<Outbox>(rows, client, connection, clock);
    const QFuture<Status> restored = outbox->restore();
    return testsupport::waitUntil([&restored] { return restored.isFinished(); }, patienceMs);
}

bool PageScene::openDrafts()
{
    drafts = std::make_unique<DraftKeeper>(rows, clock);
    drafts->restore();
    return testsupport::waitUntil([this] { return drafts->isRestored(); }, patienceMs);
}

void PageScene::openWindow()
{
    actions = std::make_unique<ActionRegistry>();
    actions->setCurrentPage(m_pageId);
    window = std::make_unique<QWidget>();
    window->resize(1240, 824);
    overlays = new OverlayHost(window.get());
}

void PageScene::closeWindow()
{
    if (!window)
        return;
    overlays->close();
    window.reset();
    overlays = nullptr;
    chords = nullptr;
}

void PageScene::listenToKeys()
{
    chords = new KeyChords(*actions, window.get());
    qApp->installEventFilter(chords);
    QObject::connect(overlays, &OverlayHost::opened, chords, [this] { chords->setSuspended(true); });
    QObject::connect(overlays, &OverlayHost::closed, chords, [this] { chords->setSuspended(false); });
}

void PageScene::show(QWidget *page)
{
    page->resize(window->size());
    window->show();
    page->show();
    overlays->raise();
}

bool PageScene::says(const QString &words) const
{
    const auto labels = window->findChildren<QLabel *>();
    return std::any_of(labels.begin(), labels.end(), [&](const QLabel *label) { return label->isVisible() && label->text().contains(words); });
}

const coretest::SeenRequest *PageScene::sentTo(const char *end, const char *verb) const
{
    for (const coretest::SeenRequest &seen : server.seen()) {
        if (seen.verb == verb && seen.target.split('?').first().endsWith(end))
            return &seen;
    }
    return nullptr;
}

} // namespace gatehouse::widgetstest
