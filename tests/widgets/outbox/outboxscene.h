// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/approvals/requeststore.h"
#include "core/settings/settingsfile.h"
#include "core/storage/memoryrowstore.h"
#include "models/outbox/offlinespell.h"
#include "widgets/common/actionregistry.h"
#include "widgets/common/uistate.h"
#include "widgets/outbox/outboxpage.h"

#include <QTemporaryDir>

namespace gatehouse::widgetstest {

//! The morning of the design picture: an hour in a train, four decisions, one of which needs another
//! look. Keeps what the page asks for instead of doing it.
class OutboxScene final
{
public:
    OutboxScene();

    OutboxPage::Parts parts(OverlayHost &overlays);
    //! Local clock time of the day of the picture.
    static QDateTime at(int hour, int minute, int second = 0);
    Intent intent(const QString &id) const { return *intents.find(id); }
    void put(const QString &id, const std::function<void(Intent &)> &change);

    class SceneClock final : public Clock
    {
    public:
        QDateTime now() const override { return time; }
        QDateTime time;
    };

    struct Again
    {
        QString id;
        Outcome outcome;
        QString reason;
    };

    SceneClock clock;
    ConnectionState connection;
    OfflineSpell spell;
    IntentStore intents;
    RequestStore requests;
    EvidenceSet evidence;
    ActionRegistry actions;
    QTemporaryDir directory;
    SettingsFile settings;
    UiState state;
    MemoryRowStore rows;
    DraftKeeper drafts; //!< Empty.

    QList<QList<IntentId>> sent;
    QList<IntentId> withdrawn;
    QList<IntentId> forgotten;
    QList<Intent> broughtBack;
    QStringList carried; //!< Keys of drafts.
    QString closed; //!< What is said of the places of drafts.
    QList<Again> again;
    QStringList receiptsRead;
    bool always = false;
    std::optional<Error> failure; //!< What withdrawing and forgetting end with.

private:
    void fillWaiting();
    void fillOver();
    void fillRequest();
};

} // namespace gatehouse::widgetstest
