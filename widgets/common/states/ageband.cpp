// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/common/states/ageband.h"

#include "widgets/common/states/states.h"

#include <QVBoxLayout>

using namespace Qt::Literals::StringLiterals;

namespace gatehouse {

namespace {

constexpr int patienceMs = 2000;
constexpr int minuteMs = 30000;

} // namespace

AgeBand::AgeBand(Freshness &freshness, QWidget *parent)
    : QWidget(parent)
    , m_freshness(freshness)
    , m_band(new StaleBand(this))
{
    setObjectName(u"ageBand"_s);
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->addWidget(m_band);
    hide();
    m_patience.setSingleShot(true);
    m_patience.setInterval(patienceMs);
    m_minute.setInterval(minuteMs);
    connect(&m_patience, &QTimer::timeout, this, &AgeBand::say);
    connect(&m_minute, &QTimer::timeout, this, &AgeBand::say);
    connect(&freshness, &Freshness::changed, this, &AgeBand::follow);
    connect(&freshness, &Freshness::portalIsBack, this, [this] {
        if (m_isIncomplete || m_freshness.ageOf(m_shown).isKept)
            Q_EMIT readAgainRequested();
    });
    connect(m_band, &StaleBand::retryRequested, this, [this] {
        m_freshness.askPortal();
        Q_EMIT readAgainRequested();
    });
}

void AgeBand::setShown(const ShownData &shown)
{
    if (shown == m_shown)
        return;
    m_shown = shown;
    follow();
}

void AgeBand::follow()
{
    const DataAge age = m_freshness.ageOf(m_shown);
    if (age == m_age)
        return;
    m_age = age;
    if (!age.isOld()) {
        m_patience.stop();
        m_minute.stop();
        hide();
    } else if (age.standing != DataAge::Standing::Kept || !isHidden()) {
        say();
    } else if (!m_patience.isActive()) {
        m_patience.start();
    }
    Q_EMIT changed();
}

void AgeBand::say()
{
    // Without anything to be old, the page's own states speak.
    setVisible(m_age.isOld() && m_age.asOf.isValid());
    if (isHidden())
        return;
    m_patience.stop();
    m_minute.start();
    m_band->setLastGood(standingWords(m_age.standing), m_age.asOf, m_freshness.now());
}

QString standingWords(DataAge::Standing standing)
{
    switch (standing) {
    case DataAge::Standing::Offline:
        return AgeBand::tr("Offline");
    case DataAge::Standing::Stale:
        return AgeBand::tr("No news from the portal");
    case DataAge::Standing::SignedOut:
        return AgeBand::tr("Signed out");
    case DataAge::Standing::CatchingUp:
        return AgeBand::tr("Catching up");
    case DataAge::Standing::Kept:
        return AgeBand::tr("Kept on this computer");
    case DataAge::Standing::Current:
        break;
    }
    return {};
}

} // namespace gatehouse
