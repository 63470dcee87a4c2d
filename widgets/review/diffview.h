// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/review/diffdocument.h"

#include <QFrame>

namespace gatehouse {

class DiffPane;

//! One text's difference that came as hunks: in dialogs, to look at before something is sent.
class DiffView final : public QFrame
{
    Q_OBJECT

public:
    explicit DiffView(QWidget *parent = nullptr);

    void setDiff(const FileDiff &diff);

private:
    DiffDocument m_document;
    DiffPane *m_pane;
};

//! The file of a difference that came alone, with its lines counted.
FileChange changedFile(const FileDiff &diff);

} // namespace gatehouse
