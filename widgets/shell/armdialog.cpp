// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/shell/armdialog.h"

#include "widgets/common/controls/button.h"
#include "widgets/common/controls/segmentedcontrol.h"
#include "widgets/common/display/textlabel.h"

#include <QVBoxLayout>

#include <array>

using namespace Qt::Literals::StringLiterals;

namespace gatehouse {

namespace {
constexpr std::array choices {5, 10, 30};
}

ArmDialog::ArmDialog(bool extends, QWidget *parent)
    : Dialog(extends ? tr("Keep production armed?") : tr("Arm production?"), parent)
    , m_minutes(new SegmentedControl(SegmentedControl::Look::Filled))
{
    setObjectName(u"armDialog"_s);
    setPreferredSize({460, 230});
    auto *words = new TextLabel(
        tr("Rollouts, configuration deployments, disabling and rolling back will reach production until the countdown ends. "
           "Decisions and comments need no arming."),
        TextStyle::Body, ColorRole::Muted);
    words->setWordWrap(true);
    m_minutes->setObjectName(u"armMinutes"_s);
    m_minutes->setAccessibleName(tr("For how long"));
    for (const int minutes : choices)
        m_minutes->addSegment(tr("%n min", nullptr, minutes));
    m_minutes->setCurrentIndex(1);
    bodyLayout()->addWidget(words);
    bodyLayout()->addSpacing(12);
    bodyLayout()->addWidget(m_minutes, 0, Qt::AlignLeft);
    bodyLayout()->addStretch(1);
    addCancelButton();
    auto *arm = addButton(new Button(extends ? tr("Add time") : tr("Arm production"), ButtonVariant::Accent));
    arm->setObjectName(u"armConfirm"_s);
    arm->setIconName(IconName::LockOpen);
    connect(arm, &QAbstractButton::clicked, this, &Dialog::accept);
}

int ArmDialog::minutes() const
{
    return choices.at(size_t(qMax(0, m_minutes->currentIndex())));
}

} // namespace gatehouse
