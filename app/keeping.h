// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace gatehouse {

class UiState;
class Workspace;
struct KeepRule;

//! What a person chose about what is kept on this computer, for the workspace that opens.
void restoreKeeping(Workspace &workspace, const UiState &state);

//! Takes effect at once, and comes back with restoreKeeping().
void keepRule(Workspace &workspace, UiState &state, const KeepRule &rule);
//! The same for what the Outbox sends without being told.
void keepAlwaysSend(Workspace &workspace, UiState &state, bool on);

} // namespace gatehouse
