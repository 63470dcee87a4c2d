// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

namespace gatehouse {

class InlineError;
class TextLabel;
struct Error;

//! What stands in the window while the console gets going: the mark, one sentence of what is being
//! waited for, or why it does not go on.
class StartPage final : public QWidget
{
    Q_OBJECT
public:
    explicit StartPage(QWidget *parent = nullptr);
    void setSentence(const QString &sentence);
    void setError(const Error &error);

Q_SIGNALS:
    void retryRequested();

private:
    TextLabel *m_sentence;
    InlineError *m_error;
};

} // namespace gatehouse
