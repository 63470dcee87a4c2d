// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

class QWidget;

namespace gatehouse::gallery {

//! One sheet of components each. The words are those of the design pictures.
QWidget *codeSheet();
QWidget *controlsSheet();
QWidget *displaySheet();
QWidget *inboxSheet();
QWidget *outboxSheet();
QWidget *outboxDraftsSheet();
QWidget *popupsSheet();
QWidget *statesSheet();
QWidget *iconsSheet();
QWidget *overlaySheet();
QWidget *draftDialogSheet();
QWidget *keptSheet();
QWidget *lockSheet();
QWidget *passphraseSheet();
QWidget *receiptSheet();
QWidget *signingSheet();

} // namespace gatehouse::gallery
