// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/receipts/keyring.h"
#include "core/receipts/logwatch.h"

#include <QSet>

namespace gatehouse {

//! What this computer found about one decision.
struct ReceiptView
{
    enum class State {
        Verified, //!< Signed, in the log, and the log goes on from what was seen here.
        Unsigned, //!< In the log; nobody signed it.
        NotCompared, //!< In the log; whether the log goes on is not known.
        NotLogged, //!< Older than the log.
        Broken, //!< It does not hold: problem says what.
        Unread //!< Neither here nor to be had: problem says why.
    };
    State state = State::Unread;
    DecisionId decisionId;
    std::optional<Error> problem;
    SigningKeyId signedWith; //!< Empty when nobody signed it.
    bool isThisDevice = false;
    QString deviceLabel; //!< Of the person's own keys; may be empty.
    qint64 leafIndex = 0; //!< From 0.
    qint64 logSize = 0;
    QDateTime signedAt; //!< By the clock of the device.
    QDateTime recordedAt;
    QString onBehalfOf; //!< Name of who had handed the stage over; empty: their own right.
    QDateTime headTime;
    bool isFromHere = false; //!< The portal was not asked.
    QByteArray file; //!< The receipt, to be copied or exported.

    bool isRead() const { return !file.isEmpty(); }
};

//! Receipts of decisions: read from the portal, judged here, kept for the time without a network. GUI
//! thread.
class ReceiptService final : public QObject
{
    Q_OBJECT

public:
    //! All outlive this.
    ReceiptService(ApiClient &client, RowStore &rows, LogWatch &watch, KeyRing &keys, QObject *parent = nullptr);

    //! Always ends with a view: what is wrong is in it.
    QFuture<ReceiptView> view(const DecisionId &id);
    //! Reads and keeps the receipt of the person's own decision, once.
    void keep(const DecisionId &id);

private:
    using Answer = std::shared_ptr<QPromise<ReceiptView>>;
    void onReceipt(const DecisionId &id, qint64 seenBefore, const Result<DecisionReceipt> &receipt, const Answer &answer);
    void fromHere(const DecisionId &id, const Error &why, const Answer &answer);
    ReceiptView judged(const DecisionId &id, const DecisionReceipt &receipt) const;
    void write(const DecisionId &id, const DecisionReceipt &receipt);

    ApiClient &m_client;
    RowStore &m_rows;
    LogWatch &m_watch;
    KeyRing &m_keys;
    QSet<QString> m_kept; //!< Asked for in this run.
};

//! What \a standing of the log makes of a receipt that holds by itself.
ReceiptView withStanding(ReceiptView view, LogWatch::Standing standing);

} // namespace gatehouse
