// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/common/pagewidget.h"

#include "widgets/common/states/ageband.h"

#include <algorithm>

namespace gatehouse {

namespace {

//! A band is hidden while it has nothing to say; what it stands above is shown with its parent.
bool isInView(const AgeBand *band)
{
    return band->parentWidget() && band->parentWidget()->isVisible();
}

} // namespace

void PageWidget::follow(AgeBand *band)
{
    m_bands.append(band);
    connect(band, &AgeBand::changed, this, &PageWidget::asOfChanged);
}

QDateTime PageWidget::asOf() const
{
    QDateTime oldest;
    for (const AgeBand *band : m_bands) {
        const QDateTime &asOf = band->age().asOf;
        if (isInView(band) && asOf.isValid() && (!oldest.isValid() || asOf < oldest))
            oldest = asOf;
    }
    return oldest;
}

bool PageWidget::isCurrent() const
{
    return std::all_of(m_bands.begin(), m_bands.end(), [](const AgeBand *band) {
        return !isInView(band) || band->age().standing == DataAge::Standing::Current;
    });
}

} // namespace gatehouse
