// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/config/configservice.h"
#include "widgets/common/code/editedyaml.h"

namespace gatehouse {

//! One overlay's text being edited and the revision it stands on.
class ConfigDocument final : public EditedYaml
{
    Q_OBJECT
public:
    enum class State { Reading, Ready, Failed };

    ConfigDocument(PluginId plugin, QString pluginName, OverlayRef overlay, ConfigService &service,
        const CodeHighlighting &highlighting, QObject *parent = nullptr);
    ~ConfigDocument() override;

    const PluginId &plugin() const { return m_plugin; }
    const QString &pluginName() const { return m_pluginName; }
    const OverlayRef &overlay() const { return m_overlay; }

    State state() const { return m_state; }
    bool isReady() const override { return m_state == State::Ready; }
    //! Why reading failed, or why the portal could not judge the text.
    const std::optional<Error> &error() const { return m_error; }
    const std::optional<Error> &checkError() const { return m_checkError; }

    //! Null while the overlay has no revision.
    const ConfigRevision *base() const { return m_base ? &*m_base : nullptr; }
    int baseNumber() const { return m_base ? m_base->number : 0; }
    //! Newest first.
    const QList<ConfigRevision> &history() const { return m_history; }
    //! The newest revision on the portal; another one than base() when the server moved on.
    const ConfigRevision *latest() const { return m_history.isEmpty() ? nullptr : &m_history.first(); }
    //! The revision in force; null when there is none.
    const ConfigRevision *active() const;
    //! The portal judged the text, or said why not.
    bool isChecked() const { return m_isChecked; }
    bool hasMoved() const { return latest() && latest()->number != baseNumber(); }

    //! Reads the revisions again. Unsaved text stays; an untouched one becomes the newest revision.
    void refresh();
    //! The same, and has the text judged when the portal could not do it before.
    void readAgain();
    //! The text now stands on the newest revision and stays as it is.
    void standOnLatest();
    //! What an earlier run left unsaved: it comes back as a change of the revision it was written on,
    //! also when the portal cannot be read.
    struct Unsaved
    {
        QString text;
        QString baseText;
        int baseNumber = 0;
    };
    void setUnsaved(const Unsaved &unsaved);
    //! \a revision was saved from this text.
    void takeSaved(const ConfigRevision &revision);
    //! The text waits in the Outbox to be saved.
    void noteKept();
    //! It is still the text that waits there.
    bool isInOutbox() const { return m_inOutbox && *m_inOutbox == plainText(); }

Q_SIGNALS:
    //! Revisions, base or state.
    void revisionsChanged();
    void checked();

private:
    void take(const Page<ConfigRevision> &page);
    void setBase(const ConfigRevision *revision);
    //! Shows and judges it at once.
    void showWholeBase();
    void bringUnsavedBack();
    void startCheck();

    const PluginId m_plugin;
    const QString m_pluginName;
    const OverlayRef m_overlay;
    ConfigService &m_service;
    State m_state = State::Reading;
    std::optional<Error> m_error;
    std::optional<Error> m_checkError;
    std::optional<QString> m_inOutbox;
    std::optional<ConfigRevision> m_base;
    std::optional<Unsaved> m_unsaved;
    QList<ConfigRevision> m_history;
    bool m_isChecked = false;
    QTimer m_checkDelay;
    Latest m_reads;
    Latest m_checks;
};

} // namespace gatehouse
