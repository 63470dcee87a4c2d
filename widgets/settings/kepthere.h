// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDateTime>
#include <QHash>
#include <QWidget>

#include <functional>
#include <optional>

class QGridLayout;

namespace gatehouse {

class Button;
class Card;
class InlineError;
class OverlayHost;
class SegmentedControl;
class SizeMeter;
class TextLabel;
class Toggle;

//! What the rule of what is kept is made of.
enum class KeptPart { Queue, Plugins, Configurations, Dashboards, Audit };

//! "On this computer" as it is now.
struct KeptHere
{
    struct Part
    {
        bool isOn = true;
        qint64 bytes = 0;
    };
    QHash<KeptPart, Part> parts;
    qint64 usedBytes = 0;
    qint64 budgetBytes = 0;
    //! Taking the queue offline: how far, when it was complete, and why not.
    std::optional<int> percent;
    QDateTime completeAt;
    int completeRequests = 0;
    QString problem;
    bool isStopped = false; //!< By the person, before it was complete.

    int receipts = 0; //!< In the Outbox.
    int removedReceipts = 0; //!< Taken from it last; they can be brought back.

    int lockMinutes = 0;
    bool hasPassphrase = false;
    bool alwaysSend = false;
    int unsentIntents = 0;
    int drafts = 0;
};

//! What the card can do; each is called at once and may take effect later: then refresh() shows it.
struct KeptHereCommands
{
    std::function<KeptHere()> now;
    std::function<void(KeptPart part, bool on)> keepPart;
    std::function<void(qint64 bytes)> setBudget;
    std::function<void()> takeQueueOffline;
    std::function<void()> stopTaking;
    std::function<void()> removeReceipts;
    std::function<void()> bringReceiptsBack;
    std::function<void(int minutes)> lockAfter;
    //! Opens the dialog that sets the passphrase, or changes it.
    std::function<void()> choosePassphrase;
    std::function<void()> removePassphrase;
    std::function<void(bool on)> alwaysSend;
    //! After the person confirmed it.
    std::function<void()> wipe;
};

//! The card "On this computer" of Settings. Everything takes effect at once.
class KeptHereCard final : public QWidget
{
    Q_OBJECT

public:
    KeptHereCard(KeptHereCommands commands, OverlayHost &overlays, QWidget *parent = nullptr);
    ~KeptHereCard() override;

    //! Shows what is so now; call it when anything of it changed.
    void refresh();

private:
    void buildParts();
    void buildSpace();
    void buildQueue();
    void buildReceipts();
    void buildLock();
    void buildSending();
    void buildWipe();
    void addRow(const QString &name, const QString &explanation, QWidget *control, QWidget *below = nullptr);
    void showParts(const KeptHere &now);
    void showSpace(const KeptHere &now);
    void showQueue(const KeptHere &now);
    void showReceipts(const KeptHere &now);
    void askToWipe();

    const KeptHereCommands m_commands;
    OverlayHost &m_overlays;
    Card *m_card;
    QGridLayout *m_grid;
    QHash<KeptPart, Toggle *> m_parts;
    QHash<KeptPart, TextLabel *> m_sizes;
    SegmentedControl *m_budget = nullptr;
    SizeMeter *m_meter = nullptr;
    TextLabel *m_used = nullptr;
    Button *m_take = nullptr;
    TextLabel *m_taken = nullptr;
    SizeMeter *m_progress = nullptr;
    Button *m_receipts = nullptr;
    TextLabel *m_receiptCount = nullptr;
    SegmentedControl *m_minutes = nullptr;
    Button *m_passphrase = nullptr;
    Button *m_noPassphrase = nullptr;
    Toggle *m_always = nullptr;
    Button *m_wipe = nullptr;
    bool m_isShowing = false;
};

//! "84 MB", "1.2 GB", "12 kB".
QString sizeText(qint64 bytes);

} // namespace gatehouse
