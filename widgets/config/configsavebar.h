// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/config/textchanges.h"
#include "widgets/common/paint/textcache.h"

#include <QWidget>

namespace gatehouse {

class Badge;
class Button;
class ConfigDocument;
class TextLabel;

//! Names of changed keys, each with the colour of its mark in the gutter; as many as fit.
class ChangedKeys final : public QWidget
{
    Q_OBJECT
public:
    explicit ChangedKeys(QWidget *parent = nullptr);
    void setKeys(const QList<KeyChange> &keys);
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    QList<KeyChange> m_keys;
    mutable TextCache m_cache;
};

//! The bar below the editor: what the text changes and what can be done with it.
class ConfigSaveBar final : public QWidget
{
    Q_OBJECT
public:
    explicit ConfigSaveBar(QWidget *parent = nullptr);

    //! Shows the state of \a document; null for none. \a writable is false while production, which
    //! this overlay reaches, is not armed.
    void showDocument(const ConfigDocument *document, bool writable);

Q_SIGNALS:
    void discardRequested();
    void compareRequested();
    void saveRequested();
    void deployRequested();
    void approvalRequested();
    void requestRequested();

private:
    void showChanged(const ConfigDocument &document);
    void showSaved(const ConfigDocument &document, bool writable);

    TextLabel *m_title;
    ChangedKeys *m_keys;
    Badge *m_state;
    TextLabel *m_note;
    Button *m_discard;
    Button *m_compare;
    Button *m_request;
    Button *m_ask;
    Button *m_deploy;
    Button *m_save;
};

} // namespace gatehouse
