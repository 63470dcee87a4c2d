// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/drafts/draftkeeper.h"
#include "core/net/apiclient.h"
#include "core/outbox/outbox.h"
#include "core/storage/memoryrowstore.h"
#include "core/sync/connectionstate.h"
#include "core/sync/freshness.h"
#include "core/sync/productionlock.h"
#include "tests/core/fixedtokens.h"
#include "tests/core/scriptedserver.h"
#include "tests/testsupport/fakeclock.h"
#include "widgets/common/actionregistry.h"
#include "widgets/common/keychords.h"
#include "widgets/common/overlay/overlayhost.h"
#include "widgets/common/uistate.h"

#include <QTemporaryDir>

namespace gatehouse::widgetstest {

//! What a page stands on, without the console: a portal that answers as the test says, somebody who is
//! signed in, rows in memory, and a window with its overlays. One for each test function; the services
//! and the page are the test's, and the page is the window's child.
class PageScene
{
public:
    //! \a pageId is the page whose commands have their keys.
    PageScene(coretest::ScriptedServer::Script portal, QString pageId);
    //! Closes the window first.
    ~PageScene();
    Q_DISABLE_COPY_MOVE(PageScene)

    //! Once before the services, and again as after kill -9: what is on the disk is all there is.
    [[nodiscard]] bool openOutbox();
    [[nodiscard]] bool openDrafts();
    //! A new one with no page in it; the constructor opened the first.
    void openWindow();
    //! The page goes before what it stands on.
    void closeWindow();
    //! The commands have their keys, except while something lies over the page.
    void listenToKeys();
    //! Fills the window with \a page, below the overlays.
    void show(QWidget *page);

    template <typename T>
    T *child(const char *name) const { return window->findChild<T *>(QLatin1String(name)); }
    //! A visible label holds \a words.
    bool says(const QString &words) const;
    //! The first request whose path ends so; null when there was none.
    const coretest::SeenRequest *sentTo(const char *end, const char *verb = "POST") const;

    testsupport::FakeClock clock;
    ProductionLock lock;
    coretest::ScriptedServer server;
    coretest::FixedTokens tokens;
    ApiClient client;
    ConnectionState connection;
    Freshness freshness;
    MemoryRowStore rows;
    QTemporaryDir directory;
    SettingsFile settings;
    UiState state;
    std::unique_ptr<Outbox> outbox;
    std::unique_ptr<DraftKeeper> drafts;
    std::unique_ptr<ActionRegistry> actions;
    std::unique_ptr<QWidget> window;
    OverlayHost *overlays = nullptr;
    KeyChords *chords = nullptr; //!< After listenToKeys().

private:
    const QString m_pageId;
};

} // namespace gatehouse::widgetstest
