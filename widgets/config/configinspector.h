// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/latest.h"
#include "core/config/configservice.h"
#include "models/config/provenancemodel.h"
#include "models/config/revisionlistmodel.h"

#include <QPointer>
#include <QWidget>

class QListView;

namespace gatehouse {

class Button;
class Card;
class ConfigDocument;
class EnvironmentScope;
class FactList;
class InlineError;
class RevisionDelegate;
class TextLabel;

//! About the key under the cursor: its effective value and where that comes from, the secret it
//! names; below, the revision and its history.
class ConfigInspector final : public QWidget
{
    Q_OBJECT
public:
    ConfigInspector(ConfigService &service, const EnvironmentScope &scope, QWidget *parent = nullptr);

    //! Null empties it.
    void setDocument(ConfigDocument *document);
    //! 1-based line of the cursor.
    void setLine(int line);
    //! What the plugin's schema says; an empty schema says nothing.
    void setSchema(const ConfigSchema &schema);
    //! The pointer of the key shown; may be empty.
    const QString &pointer() const { return m_pointer; }

Q_SIGNALS:
    void keyChanged();
    void diffRequested(const gatehouse::ConfigRevision &revision);
    void rollBackRequested(const gatehouse::ConfigRevision &revision);

private:
    QWidget *buildKey();
    QWidget *buildProvenance();
    QWidget *buildSecret();
    QWidget *buildHistory();
    void readInForce();
    void showKey();
    void showValue(const EffectiveValue &value);
    void showWas();
    void showSecret(const QString &reference, int line);
    //! All of them; the chosen one moves while rows come and go.
    void showRevisions();
    void showRevision();
    const ConfigRevision *chosenRevision() const;

    ConfigService &m_service;
    const EnvironmentScope &m_scope;
    QPointer<ConfigDocument> m_document;
    EffectiveConfig m_inForce;
    ConfigSchema m_schema;
    QString m_pointer;
    int m_line = 0;
    ProvenanceModel m_provenance;
    RevisionListModel m_revisions;
    Latest m_reads;
    TextLabel *m_place;
    TextLabel *m_key;
    TextLabel *m_value;
    TextLabel *m_was;
    TextLabel *m_about;
    QWidget *m_provenancePart;
    QListView *m_sources;
    TextLabel *m_winner;
    InlineError *m_error;
    QWidget *m_secretPart;
    TextLabel *m_secretTitle;
    TextLabel *m_secretPath;
    FactList *m_facts;
    QWidget *m_historyPart;
    QListView *m_history;
    RevisionDelegate *m_revisionDelegate;
    Button *m_rollBack;
};

} // namespace gatehouse
