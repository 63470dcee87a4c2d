// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/shell/topbar.h"

#include "widgets/common/controls/chip.h"
#include "widgets/common/controls/segmentedcontrol.h"
#include "widgets/common/environmentscope.h"
#include "widgets/common/paint/primitives.h"
#include "widgets/common/textstyle.h"
#include "widgets/shell/crumbbar.h"
#include "widgets/shell/searchbutton.h"

#include <QHBoxLayout>
#include <QPainter>

#include <algorithm>
#include <array>

using namespace Qt::Literals::StringLiterals;

namespace gatehouse {

namespace {
constexpr std::array choices {Environment::Development, Environment::Staging, Environment::Production};
}

TopBar::TopBar(EnvironmentScope &scope, QWidget *parent)
    : QWidget(parent)
    , m_scope(scope)
    , m_crumb(new CrumbBar(this))
    , m_search(new SearchButton(this))
    , m_environments(new SegmentedControl(SegmentedControl::Look::Underline, this))
    , m_lock(new Chip({}, this))
    , m_connection(new Chip({}, this))
{
    setObjectName(u"topBar"_s);
    setSurface(this, Surface::Pane);
    setFixedHeight(scaled(metrics::topBarHeight));
    m_lock->setObjectName(u"productionLock"_s);
    m_connection->setObjectName(u"connectionChip"_s);
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(metrics::spaceLg, 0, metrics::spaceLg, 1);
    layout->setSpacing(metrics::spaceMd);
    layout->addWidget(m_crumb, 1);
    layout->addWidget(m_search);
    layout->addWidget(m_environments);
    layout->addWidget(m_lock);
    layout->addWidget(m_connection);

    m_environments->setObjectName(u"environmentSwitch"_s);
    m_environments->setAccessibleName(tr("Environment"));
    for (const Environment environment : choices)
        m_environments->addSegment(environment);
    connect(m_environments, &SegmentedControl::currentChanged, this,
        [this](int index) { m_scope.setCurrent(choices.at(size_t(index))); });
    connect(&scope, &EnvironmentScope::currentChanged, this, &TopBar::followScope);
    followScope();
}

void TopBar::followScope()
{
    const auto it = std::find(choices.begin(), choices.end(), m_scope.current());
    m_environments->setCurrentIndex(int(it - choices.begin()));
    // The lock is about production alone; elsewhere it would be noise.
    m_lock->setVisible(m_scope.current() == Environment::Production);
    setArmed(m_armed);
}

void TopBar::setArmed(bool armed)
{
    m_armed = armed;
    const bool amber = armed && m_scope.current() == Environment::Production;
    m_environments->setTone(amber ? Tone::Warn : Tone::Accent);
    update();
}

void TopBar::paintEvent(QPaintEvent *)
{
    const Theme &theme = themeOf(this);
    QPainter painter(this);
    painter.fillRect(rect(), theme.pane);
    paintHLine(painter, 0, width(), height() - 1, theme.line);
    if (m_armed)
        painter.fillRect(QRectF(0, 0, width(), metrics::armedLine), theme.warnSolid);
}

} // namespace gatehouse
