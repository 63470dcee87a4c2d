// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/contract/configuration.h"
#include "core/drafts/draftkeeper.h"

#include <QPointer>
#include <QSet>

namespace gatehouse {

class ConfigDocument;

//! Keeps the texts of Configuration that the portal does not have, each with the revision it was
//! written on, and gives them back to their documents.
class ConfigDrafts final : public QObject
{
    Q_OBJECT

public:
    explicit ConfigDrafts(DraftKeeper &drafts, QObject *parent = nullptr);

    static QString key(const PluginId &plugin, const OverlayRef &overlay);
    //! Gives \a document what was kept of it, and keeps it from now on. Call it when it is made.
    void follow(ConfigDocument &document);

    bool has(const PluginId &plugin, const OverlayRef &overlay) const;
    int countOf(const PluginId &plugin) const;
    //! Every key that is kept.
    const QSet<QString> &keys() const { return m_keys; }
    //! "Kept here 10:46:31. Written on r41; the portal is at r43." Empty when nothing is kept.
    QString note(const ConfigDocument &document) const;

    //! What was typed in the last moment; before the documents go.
    void keepNow();

Q_SIGNALS:
    //! What is kept, or whether the disk has it.
    void changed();

private:
    void giveBack(ConfigDocument &document);
    void onKeyChanged(const QString &key);

    DraftKeeper &m_drafts;
    QList<QPointer<ConfigDocument>> m_followed;
    QList<QPointer<ConfigDocument>> m_edited;
    QSet<QString> m_keys;
    std::optional<Error> m_error; //!< The last refusal of the disk; none since the last success.
    QTimer m_soon;
};

} // namespace gatehouse
