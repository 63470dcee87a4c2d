// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/contract/workflowtemplate.h"

#include <QWidget>

class QComboBox;
class QPlainTextEdit;

namespace gatehouse {

//! Words that are often the reason, to be put into a text: chosen from a list, or by Alt and a digit
//! while the text has the focus. They are added to what is written, as one step that can be undone.
//! Hidden while there are none.
class ReasonPicker final : public QWidget
{
    Q_OBJECT

public:
    //! \a text must live as long.
    explicit ReasonPicker(QPlainTextEdit &text, QWidget *parent = nullptr);
    void setTemplates(const QList<ReasonTemplate> &templates);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void insert(int index);

    QPlainTextEdit &m_text;
    QComboBox *m_list;
    QList<ReasonTemplate> m_templates;
};

} // namespace gatehouse
