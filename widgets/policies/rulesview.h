// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/policies/policyrulemodel.h"

#include <QWidget>

class QListView;

namespace gatehouse {

class TextLabel;

//! The rules of one policy in words, in the order in which they are asked.
class RulesView final : public QWidget
{
    Q_OBJECT
public:
    explicit RulesView(QWidget *parent = nullptr);

    void setPolicy(const Policy &policy);
    //! Of the rule that is chosen; empty when none is.
    QString currentRule() const;

Q_SIGNALS:
    //! Enter or a double click on a rule.
    void opened();

private:
    PolicyRuleModel m_model;
    TextLabel *m_title;
    TextLabel *m_about;
    QListView *m_list;
};

} // namespace gatehouse
