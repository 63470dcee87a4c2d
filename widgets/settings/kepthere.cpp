// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/settings/kepthere.h"

#include "core/outbox/outboxreceipts.h"
#include "widgets/common/controls/button.h"
#include "widgets/common/controls/segmentedcontrol.h"
#include "widgets/common/controls/toggle.h"
#include "widgets/common/display/card.h"
#include "widgets/common/display/textlabel.h"
#include "widgets/common/overlay/dialog.h"
#include "widgets/common/overlay/overlayhost.h"
#include "widgets/common/timetext.h"
#include "widgets/session/autolock.h"
#include "widgets/session/lockpage.h"
#include "widgets/settings/kepthereparts.h"

#include <QGridLayout>
#include <QScopedValueRollback>
#include <QVBoxLayout>

using namespace Qt::Literals::StringLiterals;

namespace gatehouse {

namespace {

constexpr qint64 mega = 1024 * 1024;
constexpr std::array budgets {64 * mega, 256 * mega, 512 * mega, 1024 * mega, 2048 * mega};

//! The nearest that can be chosen; an odd budget from a file still shows one.
template <typename Choices, typename Value>
int nearest(const Choices &choices, Value value)
{
    const auto best = std::min_element(choices.begin(), choices.end(),
        [value](auto a, auto b) { return qAbs(a - value) < qAbs(b - value); });
    return int(best - choices.begin());
}

//! Receipts were removed, and none came since.
bool isToBringBack(const KeptHere &now)
{
    return now.removedReceipts > 0 && now.receipts == 0;
}

} // namespace

KeptHereCard::KeptHereCard(KeptHereCommands commands, OverlayHost &overlays, QWidget *parent)
    : QWidget(parent)
    , m_commands(std::move(commands))
    , m_overlays(overlays)
    , m_card(new Card(tr("On this computer"), IconName::Save, this))
    , m_grid(new QGridLayout)
{
    setObjectName(u"keptHere"_s);
    m_grid->setColumnStretch(0, 1);
    m_grid->setVerticalSpacing(metrics::spaceLg);
    m_grid->setHorizontalSpacing(metrics::spaceXxl);
    m_card->setBodyPadded(true);
    m_card->bodyLayout()->addLayout(m_grid);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->addWidget(m_card);
    buildParts();
    buildSpace();
    buildQueue();
    buildReceipts();
    buildLock();
    buildSending();
    buildWipe();
    refresh();
}

KeptHereCard::~KeptHereCard() = default;

void KeptHereCard::addRow(const QString &name, const QString &explanation, QWidget *control, QWidget *below)
{
    const int row = m_grid->rowCount();
    auto *words = new QVBoxLayout;
    words->setSpacing(0);
    words->addWidget(new TextLabel(name, TextStyle::BodyMedium));
    auto *why = new TextLabel(explanation, TextStyle::Small, ColorRole::Muted);
    why->setWordWrap(true);
    words->addWidget(why);
    if (below) {
        words->addSpacing(metrics::spaceXs);
        words->addWidget(below);
    }
    m_grid->addLayout(words, row, 0);
    m_grid->addWidget(control, row, 1, Qt::AlignRight | Qt::AlignVCenter);
    control->setAccessibleName(name);
    control->setAccessibleDescription(explanation);
}

void KeptHereCard::buildParts()
{
    for (const KeptPart part : keptParts) {
        const auto [name, explanation] = keptPartWords(part);
        auto *control = new QWidget;
        auto *size = new TextLabel(TextStyle::Small, ColorRole::Muted, control);
        auto *keep = new Toggle(tr("Keep"), control);
        keep->setObjectName(u"keep"_s + keptPartName(part));
        size->setObjectName(u"size"_s + keptPartName(part));
        auto *row = new QHBoxLayout(control);
        row->setContentsMargins(0, 0, 0, 0);
        row->setSpacing(metrics::spaceMd);
        row->addWidget(size);
        row->addWidget(keep);
        addRow(name, explanation, control);
        keep->setAccessibleName(tr("Keep: %1").arg(name));
        keep->setAccessibleDescription(explanation);
        m_parts.insert(part, keep);
        m_sizes.insert(part, size);
        connect(keep, &QCheckBox::toggled, this, [this, part](bool on) {
            if (m_isShowing)
                return;
            m_commands.keepPart(part, on);
            refresh();
        });
    }
}

void KeptHereCard::buildSpace()
{
    m_budget = new SegmentedControl(SegmentedControl::Look::Filled);
    m_budget->setObjectName(u"keptBudget"_s);
    for (const qint64 bytes : budgets)
        m_budget->addSegment(sizeText(bytes));
    auto *space = new QWidget;
    m_meter = new SizeMeter(space);
    m_meter->setWarns(true);
    m_used = new TextLabel(TextStyle::Small, ColorRole::Text, space);
    m_used->setObjectName(u"keptUsed"_s);
    auto *row = new QHBoxLayout(space);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(metrics::spaceSm);
    row->addWidget(m_meter, 1);
    row->addWidget(m_used);
    addRow(tr("Space"), tr("When it is full, what was looked at longest ago goes first. What you wrote never does."), m_budget, space);
    connect(m_budget, &SegmentedControl::currentChanged, this, [this](int index) {
        if (m_isShowing)
            return;
        m_commands.setBudget(budgets.at(size_t(index)));
        refresh();
    });
}

void KeptHereCard::buildQueue()
{
    m_take = new Button(tr("Take my queue offline"), ButtonVariant::Outline);
    m_take->setObjectName(u"keptTake"_s);
    m_take->setIconName(IconName::Download);
    auto *how = new QWidget;
    m_progress = new SizeMeter(how);
    m_taken = new TextLabel(TextStyle::Small, ColorRole::Text, how);
    m_taken->setObjectName(u"keptTaken"_s);
    m_taken->setWordWrap(true);
    auto *column = new QVBoxLayout(how);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(metrics::spaceXs);
    column->addWidget(m_taken);
    column->addWidget(m_progress);
    addRow(tr("Before a journey"), tr("Reads everything of the requests that wait for you now, so that you can decide without a network."), m_take, how);
    m_take->setAccessibleName(m_take->text());
    connect(m_take, &QAbstractButton::clicked, this, [this] {
        if (m_commands.now().percent)
            m_commands.stopTaking();
        else
            m_commands.takeQueueOffline();
        refresh();
    });
}

void KeptHereCard::buildReceipts()
{
    m_receipts = new Button(QString(), ButtonVariant::Outline);
    m_receipts->setObjectName(u"keptReceipts"_s);
    m_receiptCount = new TextLabel(TextStyle::Small, ColorRole::Text);
    m_receiptCount->setObjectName(u"keptReceiptCount"_s);
    addRow(tr("Receipts"),
        tr("What the portal accepted stays in the Outbox for %1 days, the newest %2, and so does what you gave up. Words of yours that reached nobody stay "
           "until you remove them.")
            .arg(ReceiptRule::days)
            .arg(ReceiptRule::most),
        m_receipts, m_receiptCount);
    connect(m_receipts, &QAbstractButton::clicked, this, [this] {
        if (isToBringBack(m_commands.now()))
            m_commands.bringReceiptsBack();
        else
            m_commands.removeReceipts();
    });
}

void KeptHereCard::buildLock()
{
    m_minutes = new SegmentedControl(SegmentedControl::Look::Filled);
    m_minutes->setObjectName(u"keptLock"_s);
    for (const int minutes : AutoLock::choices)
        m_minutes->addSegment(minutes == 0 ? tr("Off") : tr("%1 min").arg(minutes));
    addRow(tr("Lock by itself"), tr("After so long without a key or a click, and when the computer wakes up. What is kept cannot be read until it is unlocked."), m_minutes);
    connect(m_minutes, &SegmentedControl::currentChanged, this, [this](int index) {
        if (!m_isShowing)
            m_commands.lockAfter(AutoLock::choices.at(size_t(index)));
    });
    auto *control = new QWidget;
    m_passphrase = new Button(QString(), ButtonVariant::Outline, control);
    m_passphrase->setObjectName(u"keptPassphrase"_s);
    m_passphrase->setIconName(IconName::Key);
    m_noPassphrase = new Button(tr("Remove…"), ButtonVariant::Outline, control);
    m_noPassphrase->setObjectName(u"keptNoPassphrase"_s);
    m_noPassphrase->setAccessibleName(tr("Passphrase: %1").arg(m_noPassphrase->text()));
    auto *row = new QHBoxLayout(control);
    row->setContentsMargins(0, 0, 0, 0);
    row->addWidget(m_passphrase);
    row->addWidget(m_noPassphrase);
    addRow(tr("Passphrase"), tr("Without one, the desktop's key store holds the key: it opens with your session on this computer."), control);
    connect(m_passphrase, &QAbstractButton::clicked, this, [this] { m_commands.choosePassphrase(); });
    connect(m_noPassphrase, &QAbstractButton::clicked, this, [this] { m_commands.removePassphrase(); });
}

void KeptHereCard::buildSending()
{
    m_always = new Toggle(tr("Send"));
    m_always->setObjectName(u"keptAlwaysSend"_s);
    addRow(tr("Send without asking if nothing moved"),
        tr("What you decided or wrote without a network is sent as soon as there is one. Rejections and everything for production always wait for your word, "
           "and so does whatever has moved meanwhile."),
        m_always);
    connect(m_always, &QCheckBox::toggled, this, [this](bool on) {
        if (!m_isShowing)
            m_commands.alwaysSend(on);
    });
}

void KeptHereCard::buildWipe()
{
    m_wipe = new Button(tr("Wipe what is kept here…"), ButtonVariant::Outline);
    m_wipe->setObjectName(u"keptWipe"_s);
    m_wipe->setIconName(IconName::Trash);
    addRow(tr("Wipe"), tr("Everything that is kept on this computer for this portal goes. You stay signed in, and it is read again as you need it."), m_wipe);
    m_wipe->setAccessibleName(m_wipe->text());
    connect(m_wipe, &QAbstractButton::clicked, this, &KeptHereCard::askToWipe);
}

void KeptHereCard::refresh()
{
    const KeptHere now = m_commands.now();
    const QScopedValueRollback showing(m_isShowing, true);
    showParts(now);
    showSpace(now);
    showQueue(now);
    showReceipts(now);
    m_minutes->setCurrentIndex(nearest(AutoLock::choices, now.lockMinutes));
    m_passphrase->setText(now.hasPassphrase ? tr("Change…") : tr("Set a passphrase…"));
    m_noPassphrase->setVisible(now.hasPassphrase);
    m_passphrase->setAccessibleName(tr("Passphrase: %1").arg(m_passphrase->text()));
    m_always->setChecked(now.alwaysSend);
}

void KeptHereCard::showParts(const KeptHere &now)
{
    for (const KeptPart part : keptParts) {
        const KeptHere::Part state = now.parts.value(part);
        m_parts.value(part)->setChecked(state.isOn);
        m_sizes.value(part)->setText(state.isOn ? sizeText(state.bytes) : tr("not kept"));
    }
}

void KeptHereCard::showSpace(const KeptHere &now)
{
    m_budget->setCurrentIndex(nearest(budgets, now.budgetBytes));
    m_meter->setShare(now.budgetBytes > 0 ? double(now.usedBytes) / double(now.budgetBytes) : 0);
    const QString used = now.usedBytes / mega < 1024 && now.budgetBytes % mega == 0 && now.budgetBytes < 1024 * mega
        ? tr("%1 of %2 MB").arg(now.usedBytes / mega).arg(now.budgetBytes / mega)
        : tr("%1 of %2").arg(sizeText(now.usedBytes), sizeText(now.budgetBytes));
    m_used->setText(used);
    m_meter->setAccessibleName(tr("Space: %1").arg(used));
}

void KeptHereCard::showQueue(const KeptHere &now)
{
    m_take->setText(now.percent ? tr("Stop") : tr("Take my queue offline"));
    m_take->setIconName(now.percent ? IconName::X : IconName::Download);
    m_take->setAccessibleName(now.percent ? tr("Stop taking my queue offline") : m_take->text());
    m_progress->setVisible(now.percent.has_value());
    m_progress->setShare(now.percent.value_or(0) / 100.0);
    m_taken->setRole(now.problem.isEmpty() ? ColorRole::Text : ColorRole::Bad);
    if (now.percent)
        m_taken->setText(tr("Reading, %1 %").arg(*now.percent));
    else if (!now.problem.isEmpty())
        m_taken->setText(tr("Not complete: %1").arg(now.problem));
    else if (now.isStopped)
        m_taken->setText(tr("Stopped. What was read stays."));
    else if (now.completeAt.isValid())
        m_taken->setText(tr("Complete %1, %2").arg(clockText(now.completeAt).left(5), tr("%n requests", nullptr, now.completeRequests)));
    else
        m_taken->setText({});
    m_taken->setVisible(!m_taken->text().isEmpty());
    m_progress->setAccessibleName(m_taken->text());
}

void KeptHereCard::showReceipts(const KeptHere &now)
{
    const bool removed = isToBringBack(now);
    m_receipts->setText(removed ? tr("Take them back") : tr("Remove receipts"));
    m_receipts->setAccessibleName(m_receipts->text());
    m_receipts->setBlockedReason(removed || now.receipts > 0 ? QString() : tr("There is no receipt."));
    m_receiptCount->setText(removed ? tr("%n receipts removed", nullptr, now.removedReceipts) : tr("%n receipts", nullptr, now.receipts));
}

void KeptHereCard::askToWipe()
{
    const KeptHere now = m_commands.now();
    auto *dialog = new Dialog(tr("Wipe what is kept here?"));
    dialog->setObjectName(u"wipeDialog"_s);
    dialog->setPreferredSize({460, 220});
    const QString unsent = unsentSentence(now.unsentIntents, now.drafts);
    auto *words = new TextLabel(unsent.isEmpty() ? tr("What the portal has can be read again. Nothing waits to be sent.")
                                                 : tr("What the portal has can be read again. %1 They are lost, and nobody can bring them back.").arg(unsent),
        TextStyle::Body, ColorRole::Text);
    words->setObjectName(u"wipeWords"_s);
    words->setWordWrap(true);
    dialog->bodyLayout()->addWidget(words);
    dialog->bodyLayout()->addStretch(1);
    dialog->addCancelButton();
    auto *wipe = dialog->addButton(new Button(tr("Wipe"), ButtonVariant::Danger));
    wipe->setObjectName(u"wipeConfirm"_s);
    connect(wipe, &QAbstractButton::clicked, dialog, &Dialog::accept);
    connect(dialog, &Dialog::accepted, this, [this] {
        m_commands.wipe();
        refresh();
    });
    connect(dialog, &Dialog::accepted, dialog, &QObject::deleteLater);
    connect(dialog, &Dialog::rejected, dialog, &QObject::deleteLater);
    dialog->openOn(m_overlays);
}

} // namespace gatehouse
