// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/sync/freshness.h"

#include <QTimer>
#include <QWidget>

namespace gatehouse {

class StaleBand;

//! Above a table or a panel: says how old it is when it is not as the portal has it, and why. Hidden
//! otherwise. Asks its owner to read again what came from this computer once the portal is back.
class AgeBand final : public QWidget
{
    Q_OBJECT

public:
    explicit AgeBand(Freshness &freshness, QWidget *parent = nullptr);

    void setShown(const ShownData &shown);
    //! Something of it could not be read: it is asked for, too, once the portal is back.
    void setIncomplete(bool incomplete) { m_isIncomplete = incomplete; }
    const DataAge &age() const { return m_age; }

Q_SIGNALS:
    //! age() is another one.
    void changed();
    //! The portal is back, or the person wants it tried.
    void readAgainRequested();

private:
    void follow();
    void say();

    Freshness &m_freshness;
    ShownData m_shown;
    DataAge m_age;
    bool m_isIncomplete = false;
    StaleBand *m_band;
    QTimer m_patience; //!< What is read again in a moment is not worth a band that comes and goes.
    QTimer m_minute;
};

//! "Offline", "Kept on this computer": why data is old.
QString standingWords(DataAge::Standing standing);

} // namespace gatehouse
