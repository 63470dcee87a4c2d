// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/contract/workflowtemplate.h"
#include "widgets/common/overlay/dialog.h"

class QComboBox;

namespace gatehouse {

class DiffView;
class TextLabel;

//! Two versions of a workflow beside each other, chosen from all there are.
class CompareVersionsDialog final : public Dialog
{
    Q_OBJECT
public:
    //! \a versions newest first, at least two. \a unsaved is the text in the editor when it is none of them.
    CompareVersionsDialog(const QString &name, const QList<WorkflowTemplateVersion> &versions, const QString &unsaved, QWidget *parent = nullptr);

private:
    void compare();

    struct Text
    {
        QString name;
        QString yaml;
    };
    QString m_name;
    QList<Text> m_texts;
    QComboBox *m_from;
    QComboBox *m_to;
    TextLabel *m_same;
    DiffView *m_view;
};

} // namespace gatehouse
