// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/approvals/requestreview.h"

#include <QWidget>

class QListView;

namespace gatehouse {

class Button;
class EmptyState;
class InlineError;
class LoadingRows;
class TextLabel;

//! What the version asks of whoever configures it: the keys that differ from the base, those that must
//! be set first, and the way to the plugin's configuration.
class ConfigKeysTab final : public QWidget
{
    Q_OBJECT

public:
    explicit ConfigKeysTab(RequestReview &review, QWidget *parent = nullptr);
    //! Another request, or the same one with news.
    void showRequest();

Q_SIGNALS:
    void configurationRequested();

private:
    QWidget *makeHead();
    void showKeys();

    RequestReview &m_review;
    TextLabel *m_words;
    Button *m_open;
    InlineError *m_error;
    LoadingRows *m_loading;
    EmptyState *m_empty;
    QListView *m_list;
};

} // namespace gatehouse
