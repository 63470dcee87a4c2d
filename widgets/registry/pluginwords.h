// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

class QModelIndex;

namespace gatehouse {

//! A cell of a PluginTableModel as a screen reader says it: the words for what is painted. Never empty.
QString spokenPluginCell(const QModelIndex &index);

} // namespace gatehouse
