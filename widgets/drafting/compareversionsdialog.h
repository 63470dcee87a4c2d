// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/versions/textversionmodel.h"
#include "widgets/common/overlay/dialog.h"

class QComboBox;

namespace gatehouse {

class DiffView;
class TextLabel;

//! Two versions of a drafted text beside each other, chosen from all there are.
class CompareVersionsDialog final : public Dialog
{
    Q_OBJECT
public:
    //! \a versions newest first. \a unsaved is the text in the editor when it is none of them. \a from is
    //! the number of the older one; the one before the newest when there is no such version.
    CompareVersionsDialog(const QString &name, const QList<TextVersion> &versions, const QString &unsaved, int from, QWidget *parent = nullptr);

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
