// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QModelIndex>
#include <QString>

namespace gatehouse {

//! What a row of EvidenceModel found in a few words that fit a narrow column ("sha512, signed",
//! "214 files, 1.2 MB"), made from the check's facts. The check's whole sentence where it did not
//! run or its facts say nothing short.
QString evidenceFact(const QModelIndex &index);

} // namespace gatehouse
