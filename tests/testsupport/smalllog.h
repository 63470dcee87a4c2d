// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/contract/receipts.h"

namespace gatehouse::testsupport {

//! A decision log in memory, written straight from the definitions of RFC 6962, that can be forked and
//! shortened at will. Deciders and keys are made up.
class SmallLog final
{
public:
    explicit SmallLog(const QByteArray &logSeed = QByteArray(32, 'L'));

    //! A decision by the key of \a device; gives its id.
    DecisionId add(const QString &reason, const QByteArray &device = QByteArray(32, 'd'));
    DecisionId addUnsigned(const QString &reason);
    //! Another entry in the place of one that is there.
    void rewrite(qsizetype index, const QString &reason);
    void shorten(qsizetype size) { m_entries.resize(size); }
    qsizetype size() const { return m_entries.size(); }

    DecisionReceipt receipt(const DecisionId &id, qint64 size = -1) const;
    DecisionLogHead head(qint64 size = -1) const;
    ConsistencyProof consistency(qint64 first, qint64 second) const;
    QString logKey() const;

    static ed25519::Seed seedOf(const QByteArray &bytes)
    {
        return ed25519::Seed(reinterpret_cast<const unsigned char *>(bytes.constData()), ed25519::seedBytes);
    }

private:
    DecisionId append(DecisionEntry entry);
    DecisionStatement statement(const QString &reason) const;

    QByteArray m_logSeed;
    QList<QByteArray> m_entries;
    QList<DecisionId> m_ids;
};

} // namespace gatehouse::testsupport
