// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/drafting/discarddialog.h"

namespace gatehouse {

DiscardDialog::DiscardDialog(const QString &what, bool isAll, QWidget *parent)
    : FormDialog(tr("Discard the draft"),
          isAll ? tr("The draft of %1 is thrown away at the portal, for everybody. It was never active, so nothing of it stays.").arg(what)
                : tr("The draft of %1 is thrown away at the portal, for everybody. What is active stays.").arg(what),
          tr("Discard the draft"), parent)
{
}

} // namespace gatehouse
